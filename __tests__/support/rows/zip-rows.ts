import { join, wheelOf, zipExtra, zipOf, type ZipEntry } from "../archives.ts";
import { row, type Row } from "./row.ts";

const a: ZipEntry = { path: "a", body: "first", method: "stored" };
const b: ZipEntry = { path: "b", body: "last", method: "stored" };
const hidden: ZipEntry = { path: "S", body: "inside", method: "stored" };
const zip = zipOf([a, b]);
/** Where the second member, the directory and the end record of `zip` stand. */
const SECOND = 36;
const DIRECTORY = 71;
const END = 165;

const twoRecords = wheelOf([{ path: "demo-1.0.dist-info/RECORD", body: "x" }]);

function lastRecord(bytes: Uint8Array): number {
  return Buffer.from(bytes).lastIndexOf("PK\x01\x02", undefined, "latin1");
}

function at(code: string, offset: number): string {
  return `${code}@${String(offset)}`;
}

/** Zips that programs read differently, and what the strict reader says of each. */
export const ZIP_ROWS: readonly Row[] = [
  row(
    "Z02",
    "another name in the directory",
    zipOf([{ ...a, local: { name: "S" } }, b]),
    at("zip-local-central-mismatch", DIRECTORY),
  ),
  row(
    "Z03",
    "a member that only a local record has",
    zipOf([a, { ...hidden, without: "central" }, b]),
    at("zip-gap", SECOND),
  ),
  row(
    "Z04",
    "two records of the directory for one member",
    zipOf([a, { ...a, without: "local", central: { name: "S", offset: 0 } }]),
    at("zip-overlap", 36 + 47),
  ),
  row("Z05", "data in front", zipOf([a, b], { prefix: "#!/bin/sh\n" }), "zip-prefix@0"),
  row("Z07", "data behind", join(zip, "payload"), at("zip-eocd", END + 22)),
  row(
    "Z08",
    "two zips, one behind the other",
    join(zip, zipOf([hidden])),
    at("zip-cd-position", END + 22),
  ),
  row(
    "Z09",
    "a zip inside the comment",
    zipOf([a, b], { comment: zipOf([hidden]) }),
    at("zip-cd-position", END + 22),
  ),
  row(
    "Z10",
    "a local record in a gap before the directory",
    zipOf([a, b], { beforeDirectory: zipOf([hidden]).subarray(0, 37) }),
    at("zip-gap", DIRECTORY),
  ),
  row(
    "Z12",
    "a second name in an extra field",
    zipOf([{ ...a, extraLocal: zipExtra(0x7075, join("\x01\0\0\0\0", "S")) }]),
    "zip-extra@31",
  ),
  row(
    "Z14",
    "a count that is too small",
    zipOf([a, b], { end: { count: 1, countHere: 1 } }),
    at("zip-count", END),
  ),
  row(
    "Z15",
    "a wrong checksum",
    zipOf([{ ...a, local: { crc: 1 }, central: { crc: 1 } }]),
    "zip-crc@31",
  ),
  row(
    "Z16",
    "a wrong size",
    zipOf([
      { path: "a", body: "first", method: "deflate", local: { size: 4 }, central: { size: 4 } },
    ]),
    "zip-size@31",
  ),
  row("Z19", "a backslash", zipOf([{ path: "d\\a" }]), "name-separator@0"),
  row("Z19", "a drive in front", zipOf([{ path: "C:a" }]), "name-separator@0"),
  row("Z19", "a colon inside", zipOf([{ path: "Foo::Bar.3pm" }, { path: "d/c:x" }]), "archive"),
  row("Z21", "a NUL in a name", zipOf([{ path: "a\0.txt" }]), "name-control@0"),
  row(
    "Z22",
    "names that differ in case",
    zipOf([{ path: "a" }, { path: "A" }]),
    "name-collision@109",
  ),
  row(
    "Z24",
    "a directory with data",
    zipOf([{ path: "d/", body: "x", method: "stored" }]),
    "zip-directory-data@0",
  ),
  row("Z25", "a member inside the body of another", insideAnother(), at("zip-overlap", 68 + 47)),
  {
    ...row(
      "Z29",
      "a wheel with two RECORDs",
      twoRecords,
      at("name-duplicate", lastRecord(twoRecords)),
    ),
    profile: "wheel",
  },
  row("N2", "a thousand levels", zipOf([{ path: `${"a/".repeat(1000)}b` }]), "limit-name@0"),
  row(
    "N3",
    "names of JavaScript's objects",
    zipOf([{ path: "__proto__" }, { path: "constructor" }]),
    "archive",
  ),
];

/** A second record of the directory points into the body of the first member. */
function insideAnother(): Uint8Array {
  const inner = zipOf([hidden]).subarray(0, 37);
  return zipOf([
    { path: "a", body: inner, method: "stored" },
    { ...hidden, without: "local", central: { offset: 31 } },
  ]);
}
