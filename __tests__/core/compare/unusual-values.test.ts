import { describe, expect, it } from "@jest/globals";
import type { EntryLiteral } from "../../support/models.ts";
import { compareArchives, compareEntry, shown } from "./compare.ts";

const SPELLING = "|||||||||||";

function codes(
  upload: Readonly<Record<string, string>>,
  rebuilt: Readonly<Record<string, string>> = {},
): readonly string[] {
  const one = compareEntry({ path: "x", fields: upload }, { path: "x", fields: rebuilt });
  const other = compareEntry({ path: "x", fields: rebuilt }, { path: "x", fields: upload });
  expect(shown(other)).toEqual(shown(one));
  return shown(one).map((code) => code.replace(" at x", ""));
}

describe("a value that is more than a spelling", () => {
  it.each(["tar.uname", "tar.gname", "tar.header-uname", "tar.header-gname"])(
    "is a name in %s that is storage",
    (key) => {
      expect(codes({ [key]: "n".repeat(64) })).toEqual(["entry-owner"]);
      expect(codes({ [key]: "n".repeat(65) })).toEqual(["entry-attributes"]);
      expect(codes({ [key]: "n".repeat(65) }, { [key]: "me" })).toEqual(["entry-attributes"]);
      for (const odd of ["a\tb", "\u001b[2J", "a\u007f"]) {
        expect(codes({ [key]: odd })).toEqual(["entry-attributes"]);
      }
    },
  );

  it.each([
    ["tar.mtime-fraction", "1".repeat(20), "1".repeat(21)],
    ["tar.atime", "1".repeat(37), "1".repeat(38)],
    ["tar.ctime", "1".repeat(37), "1".repeat(38)],
    ["tar.creation-time", "1".repeat(37), "1".repeat(38)],
  ])("is a time in %s that is storage", (key, usual, long) => {
    expect(codes({ [key]: usual })).toEqual(["entry-mtime"]);
    expect(codes({ [key]: long })).toEqual(["entry-attributes"]);
  });

  it("is a tar without a magic beside one with it", () => {
    expect(codes({ "tar.magic": "v7" })).toEqual(["entry-attributes"]);
    expect(codes({ "tar.magic": "v7" }, { "tar.magic": "gnu" })).toEqual(["entry-attributes"]);
    expect(codes({ "tar.magic": "gnu" })).toEqual(["tar-encoding"]);
  });

  it.each([
    "%d/PaxHeaders/%f",
    "%d/PaxHeaders.1234/%f",
    "./PaxHeaders.X/p/%f",
    "PaxHeader/%f",
    "PaxHeader/x",
    "././@PaxHeader",
    `${"a".repeat(40)}.paxheader`,
    `${"a".repeat(64)}.paxheader`,
  ])("is not the usual name %s of a PAX member", (name) => {
    expect(codes({ "tar.pax-header": name + SPELLING })).toEqual(["tar-encoding"]);
  });

  it.each([
    "%d/%f",
    "p/setup.py",
    "%d/PaxHeaders/",
    "%d/PaxHeaders/../%f",
    "/PaxHeaders/%f",
    "/%d/PaxHeaders/%f",
    "PaxHeaders.sh/%f",
    "notPaxHeader/%f",
    "p/././@PaxHeader",
    "././@PaxHeader2",
    `${"a".repeat(41)}.paxheader`,
  ])("is another name of a PAX member, such as %s", (name) => {
    expect(codes({ "tar.pax-header": name + SPELLING })).toEqual(["entry-attributes"]);
  });

  it.each(["tar.gnu-name-header", "tar.gnu-link-header"])(
    "is another name than @LongLink in %s",
    (key) => {
      expect(codes({ [key]: `././@LongLink${SPELLING}` })).toEqual(["tar-encoding"]);
      expect(codes({ [key]: `p/setup.py${SPELLING}` })).toEqual(["entry-attributes"]);
    },
  );

  it.each([
    ["tar.pax-header", "././@PaxHeader"],
    ["tar.gnu-name-header", "././@LongLink"],
    ["tar.gnu-link-header", "././@LongLink"],
  ])("is an owner's name in %s that is storage", (key, name) => {
    const of = (owner: string) =>
      codes({ [key]: `${name}||=|=|=|=|11n|6ns|ustar|=|${owner}|7n,7n` });
    expect(of("us")).toEqual(["tar-encoding"]);
    for (const odd of ["\u0001", "a\tb", "a\u007f"]) expect(of(odd)).toEqual(["entry-attributes"]);
  });

  it("is another name of the member that holds the commit id", () => {
    const of = (name: string) =>
      shown(
        compareArchives(
          { entries: [{ path: "x" }], fields: { "tar.commit-header": name + SPELLING } },
          { entries: [{ path: "x" }] },
        ),
      );
    expect(of("pax_global_header")).toEqual(["tar-encoding"]);
    expect(of("setup.py")).toEqual(["entry-attributes"]);
    expect(of("pax_global_header|\u0001")).toEqual(["entry-attributes"]);
  });

  it("is a DOS date of no real moment", () => {
    expect(codes({ "zip.dos-time": "5da10000" })).toEqual(["entry-attributes"]);
    expect(codes({ "zip.dos-time": "5da10000" }, { "zip.dos-time": "5dc10000" })).toEqual([
      "entry-attributes",
    ]);
  });

  it("is a time in the header that is not the PAX time, cut or rounded to seconds", () => {
    const header = (fraction: string, time: number): readonly string[] => {
      const fields = { "tar.mtime-fraction": fraction, "tar.header-mtime": String(time) };
      return shown(
        compareEntry(
          { path: "x", mtime: 100, fields },
          { path: "x", mtime: 100, fields: { "tar.mtime-fraction": fraction } },
        ),
      );
    };
    expect(header("5", 101)).toEqual(["entry-mtime at x"]);
    for (const [fraction, time] of [
      ["4", 101],
      ["0", 101],
      ["5", 102],
      ["5", 99],
      ["5", 0],
    ] as const) {
      expect(header(fraction, time)).toEqual(["entry-attributes at x"]);
    }
  });

  it("does not stand for what it is beside", () => {
    const found = compareEntry(
      { path: "x", fields: { "tar.uname": "n".repeat(65), "tar.uid": "1" } },
      { path: "x", fields: { "tar.uname": "me", "tar.uid": "2" } },
    );
    expect(shown(found)).toEqual(["entry-attributes at x", "entry-owner at x"]);
    expect(found.level).toBe("L3");
  });
});

describe("times in headers that PAX overrules", () => {
  const at = (path: string, mtime: number, fraction: string, header?: number): EntryLiteral => ({
    path,
    mtime,
    fields: {
      "tar.mtime-fraction": fraction,
      ...(header === undefined ? {} : { "tar.header-mtime": String(header) }),
    },
  });

  it("matter where a reader without PAX would remake a product on one side only", () => {
    const found = compareArchives(
      { entries: [at("configure.ac", 99, "6", 100), at("configure", 99, "9")] },
      { entries: [at("configure.ac", 99, "6"), at("configure", 99, "9")] },
    );
    expect(shown(found)).toEqual([
      "entry-mtime-build-relevant at configure",
      "entry-mtime at configure.ac",
    ]);
  });

  it("matter beside a compiled Python file", () => {
    const pyc: EntryLiteral = { path: "__pycache__/a.cpython-311.pyc" };
    const found = compareArchives(
      { entries: [at("a.py", 99, "6", 100), pyc] },
      { entries: [at("a.py", 99, "6"), pyc] },
    );
    expect(shown(found)).toEqual(["entry-mtime-build-relevant at a.py"]);
  });
});
