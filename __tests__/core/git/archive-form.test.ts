import { describe, expect, it } from "@jest/globals";
import { archiveForms } from "../../../src/core/git/archive-form.ts";
import { expansionsOf, type CommitTexts } from "../../../src/core/git/export-subst.ts";

const person = { name: "A Name", email: "a@b.example", time: 1_700_000_000, zone: "+0130" };
const commit: CommitTexts = {
  id: "0123456789abcdef0123456789abcdef01234567",
  tree: "f".repeat(40),
  parents: ["1".repeat(40), "2".repeat(40)],
  author: person,
  committer: { ...person, name: "Other", zone: "+0000" },
  subject: "the subject",
  tag: "v1",
};
const BLOB_ID = "b".repeat(40);

/** The forms of a text under these attributes, one char per byte. */
function forms(text: string, attributes: Readonly<Record<string, string>>): readonly string[] {
  const blob = Buffer.from(text, "latin1");
  return archiveForms(blob, BLOB_ID, new Map(Object.entries(attributes)), commit).map(
    ({ bytes, because }) => `${Buffer.from(bytes).toString("latin1")} (${because})`,
  );
}

describe("archiveForms", () => {
  it.each([
    ["$Id$", { ident: "set" }, [`$Id: ${BLOB_ID} $ (ident)`]],
    ["$Id$ a\n", { ident: "set", eol: "crlf" }, [`$Id: ${BLOB_ID} $ a\r\n (ident, eol=crlf)`]],
    ["$Id$\r\n", { ident: "set", eol: "crlf" }, [`$Id: ${BLOB_ID} $\r\n (ident)`]],
    ["no mark\n", { ident: "set", eol: "crlf" }, ["no mark\r\n (eol=crlf)"]],
    ["$Id$", { ident: "unset" }, []],
    ["$Id: old $ $Id$", { ident: "set" }, []],
    ["a", { "working-tree-encoding": "UTF-16LE" }, ["a\0 (working-tree-encoding=UTF-16LE)"]],
    ["a\n", { "working-tree-encoding": "latin1", eol: "crlf" }, []],
    ["\xff\n", { "working-tree-encoding": "UTF-16LE", eol: "crlf" }, []],
    ["$Format:%s$", { "export-subst": "set" }, ["the subject (export-subst)"]],
    ["$Format:%s$", { "export-subst": "unset" }, []],
    ["$Format:%b$\n", { "export-subst": "set", eol: "crlf" }, []],
    ["a\n", { filter: "evil", eol: "crlf" }, []],
    ["a\n", { filter: "unset", eol: "crlf" }, ["a\r\n (eol=crlf)"]],
  ])("of %j under %j are %j", (text, attributes, expected) => {
    expect(forms(text, attributes)).toEqual(expected);
  });

  it.each([
    [{ eol: "crlf" }, "a\n", true],
    [{ eol: "crlf" }, "\n", true],
    [{ eol: "crlf" }, "a\r\nb\n", true],
    [{ eol: "crlf" }, "a\r\n", false],
    [{ eol: "lf" }, "a\n", false],
    [{ eol: "crlf", text: "unset" }, "a\n", false],
    [{ eol: "crlf", crlf: "unset" }, "a\n", false],
    [{ eol: "crlf", text: "set" }, "a\0\n", true],
    [{ eol: "crlf", text: "auto" }, "a\n", true],
    [{ eol: "crlf", text: "auto" }, `${"a".repeat(2000)}\0\n`, false],
    [{ eol: "crlf", text: "auto" }, `${"a".repeat(2000)}\r\nb\n`, false],
    [{ eol: "crlf", text: "auto" }, "\x01\n", false],
    [{ eol: "crlf", text: "auto" }, `${"a".repeat(128)}\x01\n`, true],
    [{ eol: "crlf", text: "auto" }, "a\n\x1a", true],
  ])("under %j: whether %j is written with CRLF is %j", (attributes, text, converts) => {
    expect(forms(text, attributes)).toHaveLength(converts ? 1 : 0);
  });
});

describe("expansionsOf", () => {
  const expand = (format: string, more: Partial<CommitTexts> = {}, most = 256) =>
    expansionsOf(`$Format:${format}$`, { ...commit, ...more }, most);

  it.each([
    ["%%|%n|%H|%T|%P", `%|\n|${commit.id}|${commit.tree}|${commit.parents.join(" ")}`],
    ["plain", "plain"],
    ["%s", "the subject"],
    ["%an <%ae> %at", "A Name <a@b.example> 1700000000"],
    ["%cn", "Other"],
    ["%ai", "2023-11-14 23:43:20 +0130"],
    ["%as", "2023-11-14"],
    ["%aI", "2023-11-14T23:43:20+01:30"],
    ["%ci", "2023-11-14 22:13:20 +0000"],
  ])("of %j is %j", (format, text) => {
    expect(expand(format)).toEqual([text]);
  });

  it("are several where the packer's git or clone decides", () => {
    expect(expand("%cI")).toEqual(["2023-11-14T22:13:20+00:00", "2023-11-14T22:13:20Z"]);
    expect(expand("%d")).toEqual([" (tag: v1)", " (HEAD, tag: v1)"]);
    expect(expand("%D")).toEqual(["tag: v1", "HEAD, tag: v1"]);
    // Both ids are cut at the same length.
    const lengths = Array.from({ length: 37 }, (_, at) => at + 4);
    expect(expand("%h %t")).toEqual(
      lengths.map((length) => `${commit.id.slice(0, length)} ${commit.tree.slice(0, length)}`),
    );
  });

  it.each(["%b", "%x", "%aD", "%(describe)", "%", "%cr"])("of %s are not told", (format) => {
    expect(expand(format)).toBeNull();
    expect(expand(`%H ${format}`)).toBeNull();
  });

  it.each([
    ["%s", { subject: null }],
    ["%d", { tag: null }],
    ["%D", { tag: null }],
    ["%ai", { author: { ...person, zone: "+1500" } }],
    ["%as", { author: { ...person, zone: "+0060" } }],
    ["%aI", { author: { ...person, zone: "0000" } }],
    ["%ai", { author: { ...person, time: 3_600, zone: "-0130" } }],
  ])("of %s are not told for %j", (format, more) => {
    expect(expand(format, more)).toBeNull();
  });

  it("go up to the last zone and the first second", () => {
    const author = { ...person, zone: "+1459" };
    expect(expand("%ai", { author })).toEqual(["2023-11-15 13:12:20 +1459"]);
    const first = { ...person, time: 5_400, zone: "-0130" };
    expect(expand("%ai", { author: first })).toEqual(["1970-01-01 00:00:00 -0130"]);
  });

  it("are none where they are too many, of one length or together", () => {
    expect(expand("%d%d", {}, 4)).toHaveLength(4);
    expect(expand("%d%d", {}, 3)).toBeNull();
    expect(expand("%d".repeat(64))).toBeNull();
    expect(expansionsOf("$Format:%d$".repeat(64), commit, 256)).toBeNull();
    expect(expand("%h", {}, 37)).toHaveLength(37);
    expect(expand("%h", {}, 36)).toBeNull();
  });

  it("of a text without a placeholder is the text", () => {
    expect(expansionsOf("$Format:%H", commit, 9)).toEqual(["$Format:%H"]);
  });
});
