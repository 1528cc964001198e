import { describe, expect, it } from "@jest/globals";
import {
  checkGemChecksums,
  followsFromMembers,
  readGemChecksums,
} from "../../../src/core/compare/gem-checksums.ts";
import { displayPath, pathFromText } from "../../../src/core/path-bytes.ts";
import { checksumsOf } from "../../support/gem.ts";
import { archiveOf } from "../../support/models.ts";
import type { EntryLiteral } from "../../support/models.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const members = [
  ["metadata.gz", "meta"],
  ["data.tar.gz", "data"],
] as const;

function side(
  text: string | null,
  files: readonly (readonly [string, string])[] = members,
  more: readonly EntryLiteral[] = [{ path: "checksums.yaml.gz" }],
) {
  const { archive } = archiveOf({
    entries: [...files.map(([path, body]) => ({ path, body })), ...more],
  });
  return {
    archive,
    text: text === null ? null : bytes(text),
    bodies: new Map(files.map(([path, body]) => [pathFromText(path), bytes(body)])),
  };
}

function check(...args: Parameters<typeof side>) {
  const { problems, undecidable } = checkGemChecksums(side(...args));
  return [
    ...problems.map(({ code, at }) => `${code} ${at === null ? "" : displayPath(at)}`.trimEnd()),
    ...undecidable,
  ];
}

const good = checksumsOf(members);

describe("readGemChecksums", () => {
  const read = (text: string) => readGemChecksums(bytes(text));

  it("reads a digest that YAML would take for a number from its quotes", () => {
    const rows = read("---\nSHA256:\n  a: '12e4'\n")?.get("SHA256");
    expect([...(rows ?? [])]).toEqual([["a", "12e4"]]);
  });

  it.each([
    ["no mark of a document", "SHA256:\n  a: 12\n"],
    ["no line feed at the end", "---\nSHA256:\n  a: 12"],
    ["another first line", "--- x\nSHA256:\n  a: 12\n"],
    ["something behind the last line feed", "---\nSHA256:\n  a: 12\n  b: 13"],
    ["no section", "---\n"],
    ["a section without a row", "---\nSHA1:\nSHA256:\n  a: 12\n"],
    ["a last section without a row", "---\nSHA256:\n  a: 12\nSHA512:\n"],
    ["a row in front of the sections", "---\n  a: 12\nSHA256:\n  a: 12\n"],
    ["the same section twice", "---\nSHA256:\n  a: 12\nSHA256:\n  b: 12\n"],
    ["the same row twice", "---\nSHA256:\n  a: 12\n  a: 12\n"],
    ["an open quote", "---\nSHA256:\n  a: '12\n"],
    ["another indentation", "---\nSHA256:\n   a: 12\n"],
    ["a comment", "---\nSHA256:\n  a: 12 # x\n"],
    ["an anchor", "---\nSHA256: &x\n  a: 12\n"],
    ["capital digits", "---\nSHA256:\n  a: AB\n"],
    ["a carriage return", "---\nSHA256:\r\n  a: 12\n"],
    ["a second document", "---\nSHA256:\n  a: 12\n---\nSHA256:\n  a: 13\n"],
  ])("understands nothing with %s", (_, text) => {
    expect(read(text)).toBeNull();
  });
});

describe("checkGemChecksums", () => {
  it("is content with checksums that are right and of all members", () => {
    expect(check(good)).toEqual([]);
    for (const algorithms of [["SHA256"], ["SHA512"], ["SHA1", "SHA512"]]) {
      expect(check(checksumsOf(members, algorithms))).toEqual([]);
    }
  });

  it.each(["SHA256", "SHA512", "SHA1"])("finds a member that has another %s", (algorithm) => {
    const other = checksumsOf([members[0], ["data.tar.gz", "other"]], [algorithm]);
    const rest = checksumsOf(members, algorithm === "SHA256" ? ["SHA512"] : ["SHA256"]);
    const mixed = other + rest.slice("---\n".length);
    expect(check(mixed)).toEqual(["gem-checksums-mismatch data.tar.gz"]);
  });

  it("finds a member that is not listed, and a listed one that is not there", () => {
    expect(check(checksumsOf([members[0]]))).toContain("gem-checksums-unlisted data.tar.gz");
    expect(check(good, [members[0]])).toContain("gem-checksums-absent-file data.tar.gz");
    expect(check(good, [...members, ["more.gz", "m"]])).toContain("gem-checksums-unlisted more.gz");
  });

  it("wants every member under every algorithm", () => {
    const text = `${checksumsOf(members, ["SHA256"])}${checksumsOf([members[0]], ["SHA512"]).slice(4)}`;
    expect(check(text)).toEqual(["gem-checksums-unlisted data.tar.gz"]);
  });

  it("lets the checksums and the signatures be unlisted, and nothing that is named alike", () => {
    const signed = (...names: readonly string[]) =>
      check(
        good,
        members,
        ["checksums.yaml.gz", ...names].map((path) => ({ path })),
      );
    expect(signed("metadata.gz.sig", "data.tar.gz.sig", "checksums.yaml.gz.sig")).toEqual([]);
    expect(signed("x.sig")[0]).toBe("gem-checksums-unlisted x.sig");
  });

  it("takes no row for right whose member is no file", () => {
    const text = checksumsOf([...members, ["d", ""]]);
    expect(
      check(text, members, [{ path: "checksums.yaml.gz" }, { path: "d", type: "directory" }]),
    ).toContain("gem-checksums-mismatch d");
  });

  it("finds that there are no checksums, none that count, or none that it understands", () => {
    expect(check(good, members, [])).toEqual(["gem-checksums-missing"]);
    expect(check(good, members, [{ path: "checksums.yaml.gz", type: "directory" }])).toEqual([
      "gem-checksums-missing",
    ]);
    const malformed = ["gem-checksums-malformed checksums.yaml.gz"];
    expect(check("--- {}\n")).toEqual(malformed);
    expect(check(checksumsOf(members, ["SHA1"]))).toEqual(malformed);
  });

  it("leaves undecided what it cannot read or hash", () => {
    expect(check(null)).toEqual(["checksums.yaml.gz could not be read"]);
    const md5 = checksumsOf(members, ["MD5", "SHA256"]);
    expect(check(md5)).toEqual([
      "MD5 of metadata.gz cannot be computed",
      "MD5 of data.tar.gz cannot be computed",
    ]);
    const held = { ...side(good), bodies: new Map() };
    expect(checkGemChecksums(held).undecidable).toHaveLength(2);
    const one = { ...side(checksumsOf(members, ["SHA256"])), bodies: new Map() };
    expect(checkGemChecksums(one)).toEqual({ problems: [], undecidable: [] });
  });
});

describe("followsFromMembers", () => {
  const other = [members[0], ["data.tar.gz", "packed otherwise"]] as const;
  const there = side(checksumsOf(other), other);

  it("holds for checksums that are right on both sides", () => {
    expect(followsFromMembers(side(good), there)).toBe(true);
  });

  it.each([
    ["a row is wrong", side(good, other)],
    ["a row cannot be checked", { ...side(good), bodies: new Map() }],
    ["the text is not known", side(null)],
    ["rows stand in another order", side(checksumsOf([members[1], members[0]]))],
    ["an algorithm more is given", side(checksumsOf(members, ["SHA256", "SHA512", "SHA1"]))],
    ["algorithms stand in another order", side(checksumsOf(members, ["SHA512", "SHA256"]))],
  ])("does not hold where %s, on either side", (_, here) => {
    expect(followsFromMembers(here, there)).toBe(false);
    expect(followsFromMembers(there, here)).toBe(false);
  });

  it("does not hold where neither side is right", () => {
    expect(followsFromMembers(side(null), side(null))).toBe(false);
    expect(followsFromMembers(side(good, other), side(good, other))).toBe(false);
  });
});
