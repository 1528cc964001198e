import { createHash } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { checkRecord, recordPaths } from "../../../src/core/compare/wheel-record.ts";
import { displayPath } from "../../../src/core/path-bytes.ts";
import { archiveOf, opaqueOf } from "../../support/models.ts";
import type { EntryLiteral } from "../../support/models.ts";
import { compare, shown } from "./compare.ts";

function row(path: string, body: string): string {
  const hash = createHash("sha256").update(body).digest("base64url");
  return `${path},sha256=${hash},${String(Buffer.byteLength(body))}`;
}

const RECORD = "x-1.dist-info/RECORD";
const files: readonly EntryLiteral[] = [
  { path: "x", type: "directory" },
  { path: "x/a.py", body: "a?>" },
  { path: "x/é.py", body: "é" },
  { path: "x-1.dist-info/METADATA", body: "m" },
];
const rows = [
  row("x/a.py", "a?>"),
  row("x/é.py", "é"),
  row("x-1.dist-info/METADATA", "m"),
  `${RECORD},,`,
];

function wheel(entries: readonly EntryLiteral[] = files, record: EntryLiteral = { path: RECORD }) {
  return archiveOf({ format: "zip", entries: [...entries, record] });
}

function check(lines: readonly string[], entries = files) {
  const body = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(""));
  const { problems, undecidable } = checkRecord(wheel(entries).archive, body);
  return {
    problems: problems.map(({ code, at }) => `${code} ${at === null ? "" : displayPath(at)}`),
    undecidable,
  };
}

describe("checkRecord", () => {
  it("is content with a RECORD that names every file, its hash and its size", () => {
    expect(check(rows)).toEqual({ problems: [], undecidable: [] });
    expect(check(rows.map((line) => `${line}\r`))).toEqual({ problems: [], undecidable: [] });
    expect(check([...rows, "", ""])).toEqual({ problems: [], undecidable: [] });
    expect(check([...rows, '""', "x"]).problems).toEqual([`wheel-record-malformed ${RECORD}`]);
  });

  it.each([
    ["hash, Z27,", `x/a.py,sha256=${"A".repeat(43)},3`, "wheel-record-hash x/a.py"],
    ["hash", "x/a.py,,3", "wheel-record-hash x/a.py"],
    ["hash", rows[0]!.replace("sha256", "md5"), "wheel-record-hash x/a.py"],
    ["hash", rows[0]!.replace(",3", "=,3"), "wheel-record-hash x/a.py"],
    ["size", rows[0]!.replace(",3", ",4"), "wheel-record-size x/a.py"],
    ["size", rows[0]!.replace(",3", ","), "wheel-record-size x/a.py"],
    ["size", rows[0]!.replace(",3", ",03"), "wheel-record-size x/a.py"],
    ["row", rows[0]!.replace(",3", ""), `wheel-record-malformed ${RECORD}`],
    ["row", `${rows[0]!},more`, `wheel-record-malformed ${RECORD}`],
    ["name", rows[0]!.replace("x/a.py", ""), `wheel-record-malformed ${RECORD}`],
  ])("finds a wrong %s (%s)", (_, first, problem) => {
    const { problems } = check([first, ...rows.slice(1)]);
    expect(problems[0]).toBe(problem);
    expect(problems.filter((text) => !text.includes("unlisted"))).toHaveLength(1);
  });

  it("finds a file that is not listed (Z28), and a listed file that is not there", () => {
    expect(check(rows.slice(1)).problems).toEqual(["wheel-record-unlisted x/a.py"]);
    expect(check([...rows, row("x/b.py", "b")]).problems).toEqual([
      "wheel-record-absent-file x/b.py",
    ]);
    expect(check([row("./x/a.py", "a?>"), ...rows.slice(1)]).problems).toEqual([
      "wheel-record-absent-file ./x/a.py",
      "wheel-record-unlisted x/a.py",
    ]);
  });

  it("finds a file that is listed twice, even with the same values", () => {
    expect(check([rows[0]!, ...rows]).problems).toEqual(["wheel-record-duplicate x/a.py"]);
  });

  it("exempts RECORD and its signatures, listed or not, and nothing else beside them", () => {
    const signed = [...files, { path: `${RECORD}.jws`, body: "j" }, { path: `${RECORD}.p7s` }];
    expect(check(rows, signed).problems).toEqual([]);
    expect(check(rows.slice(0, 3), signed).problems).toEqual([]);
    expect(check([...rows, `${RECORD}.jws,,`], signed).problems).toEqual([]);
    expect(check(rows, [...files, { path: `${RECORD}.asc` }]).problems).toEqual([
      `wheel-record-unlisted ${RECORD}.asc`,
    ]);
    expect(check(rows, [...files, { path: "RECORD.jws" }]).problems).toEqual([
      "wheel-record-unlisted RECORD.jws",
    ]);
  });

  it("holds a symbolic link against the text of its target", () => {
    const link = [...files, { path: "x/l", target: "a.py" }];
    expect(check([...rows, row("x/l", "a.py")], link).problems).toEqual([]);
    expect(check([...rows, row("x/l", "a?>")], link).problems).toEqual([
      "wheel-record-hash x/l",
      "wheel-record-size x/l",
    ]);
  });

  it.each(["sha384", "sha512"])(
    "leaves a %s hash undecided, but not the size beside it",
    (name) => {
      const line = rows[0]!.replace("sha256=", `${name}=`);
      expect(check([line, ...rows.slice(1)])).toEqual({
        problems: [],
        undecidable: [`RECORD gives a ${name} hash, which is not checked`],
      });
      expect(check([`${line}0`, ...rows.slice(1)]).problems).toEqual(["wheel-record-size x/a.py"]);
    },
  );

  it.each(["sha384", "sha512", "sha512=a=b"])("finds %s, which is no hash of any kind", (hash) => {
    const [path = "", , size = ""] = rows[0]!.split(",");
    expect(check([`${path},${hash},${size}`, ...rows.slice(1)])).toEqual({
      problems: [`wheel-record-hash ${path}`],
      undecidable: [],
    });
  });

  it("reads names that are quoted", () => {
    const entries = [...files, { path: 'x/a,"b".py', body: "q" }];
    const quoted = row("x/Q", "q").replace("x/Q", '"x/a,""b"".py"');
    expect(check([...rows, quoted], entries).problems).toEqual([]);
  });

  it.each([
    ["an open quote", '"x/a.py,,'],
    ["text after a quote", '"x"a.py,,'],
    ["a quote inside", 'x"a.py,,'],
    ["a lone carriage return", "x/a.py,\r,"],
    ["a character after the last quote", 'x/a.py,sha256=,"3"Z'],
  ])("refuses a RECORD with %s", (_, line) => {
    expect(check([line]).problems).toEqual([`wheel-record-malformed ${RECORD}`]);
  });

  it("refuses a RECORD that is no UTF-8", () => {
    const { problems } = checkRecord(wheel().archive, new Uint8Array([0x61, 0xff]));
    expect(problems.map(({ code }) => code)).toEqual(["wheel-record-malformed"]);
  });

  it("wants exactly one RECORD, in a dist-info folder at the top", () => {
    const codes = (...paths: readonly string[]) =>
      checkRecord(
        archiveOf({ entries: paths.map((path) => ({ path })) }).archive,
        new Uint8Array(),
      ).problems.map(({ code }) => code);
    expect(codes("RECORD")).toEqual(["wheel-record-missing"]);
    expect(codes("a/x.dist-info/RECORD")).toEqual(["wheel-record-missing"]);
    expect(codes("x.dist-info/RECORD", "y.dist-info/RECORD")).toEqual(["wheel-record-duplicate"]);
    expect(codes("x.dist-info/RECORD")).toEqual([]);
  });

  it("leaves a RECORD undecided that could not be had", () => {
    expect(checkRecord(wheel().archive, null)).toEqual({
      problems: [],
      undecidable: ["RECORD is too large to be checked"],
    });
  });

  it("finds RECORD by its place", () => {
    expect(recordPaths(wheel().archive).map(displayPath)).toEqual([RECORD]);
  });
});

describe("the comparison of two wheels", () => {
  const bytes = (lines: readonly string[]) => new TextEncoder().encode(lines.join("\n"));
  const good = bytes(rows);
  const bad = bytes(rows.slice(1));
  const upload = wheel(files, { path: RECORD, mtime: 1 });
  const rebuilt = wheel();
  const manifest = (left: Uint8Array | null, right: Uint8Array | null) => ({
    manifest: {
      upload: checkRecord(upload.archive, left),
      rebuilt: checkRecord(rebuilt.archive, right),
      unchecked: "wheel-record-unchecked" as const,
    },
  });

  it("finds what is wrong with RECORD on the side that has it, or on both", () => {
    const run = (left: Uint8Array, right: Uint8Array) =>
      compare(upload, rebuilt, manifest(left, right));
    expect(shown(run(good, good))).toEqual([`entry-mtime at ${RECORD}`]);
    expect(run(good, good).level).toBe("L2");
    const unlisted = ["wheel-record-unlisted at x/a.py", `entry-mtime at ${RECORD}`];
    for (const [left, right, values, notes] of [
      [bad, good, ["nothing", null], ["in the upload, it is not listed"]],
      [good, bad, [null, "nothing"], ["in the rebuild, it is not listed"]],
      [
        bad,
        bad,
        ["nothing", "nothing"],
        ["in the upload, it is not listed", "in the rebuild, it is not listed"],
      ],
    ] as const) {
      const comparison = run(left, right);
      expect(shown(comparison)).toEqual(unlisted);
      const [finding] = comparison.findings;
      expect([finding?.upload, finding?.rebuilt]).toEqual(values);
      expect(finding?.notes).toEqual(notes);
    }
  });

  it("is about archives only", () => {
    const plain = opaqueOf("no wheel");
    const { manifest: checks } = manifest(bad, bad);
    for (const side of ["upload", "rebuilt"] as const) {
      const context = { manifest: { ...checks, [side]: null } };
      expect(shown(compare(plain, rebuilt, context))).toEqual(["container-format"]);
    }
  });

  it("claims no level while a RECORD is unchecked", () => {
    const comparison = compare(upload, rebuilt, manifest(null, good));
    expect(comparison.undecided).toMatchObject([
      { code: "wheel-record-unchecked", side: "upload", path: ["a.tar"] },
    ]);
    expect(comparison.level).toBeNull();
  });

  it("is looked at no further once it is wrong in ten thousand places", () => {
    const absent = Array.from({ length: 10_002 }, (_, at) => `${String(at)},,`);
    const { problems } = check([...absent, "no row"], []);
    expect(problems).toHaveLength(10_001);
    expect(problems.at(-2)).toBe("wheel-record-absent-file 9999");
    expect(problems.at(-1)).toBe(`wheel-record-malformed ${RECORD}`);
  });

  it("is quoted by the first columns of a row that has too many", () => {
    const body = new TextEncoder().encode(`a${",".repeat(1000)}\n`);
    const [problem] = checkRecord(wheel().archive, body).problems;
    expect(problem).toMatchObject({ code: "wheel-record-malformed", says: "a,,,,,,," });
  });
});
