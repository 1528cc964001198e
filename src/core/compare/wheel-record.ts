import type { ArchiveModel, Entry } from "../archive/model.ts";
import { sha256Hex } from "../digest.ts";
import type { Sha256 } from "../digest.ts";
import { pathFromText, pathToBytes } from "../path-bytes.ts";
import type { PathBytes } from "../path-bytes.ts";
import { csvRows } from "./csv.ts";
import type { ManifestCheck, ManifestProblem } from "./manifest-check.ts";

/** Entries that are a `RECORD` of the wheel: `NAME.dist-info/RECORD` at the top. */
export function recordPaths(model: ArchiveModel): readonly PathBytes[] {
  return model.entries
    .map(({ path }) => path)
    .filter((path) => /^[^/]+\.dist-info\/RECORD$/.test(path));
}

/** Files that `RECORD` cannot hash: itself and its signatures (binary distribution format). */
function isExempt(path: PathBytes, record: PathBytes): boolean {
  return path === record || path === `${record}.jws` || path === `${record}.p7s`;
}

/** Problems after which no more are looked for: a list of that many is wrong, and each costs memory. */
const MOST_PROBLEMS = 10_000;

interface Row {
  readonly path: PathBytes;
  readonly hash: string;
  readonly size: string;
}

/**
 * Holds a wheel's `RECORD` against the files: names, hashes and sizes, in both directions. `body` is the bytes of the
 * only `RECORD`, or null when it could not be had although the wheel has one; a row with a hash that is not computed
 * here is undecidable.
 * https://packaging.python.org/en/latest/specifications/recording-installed-packages/#the-record-file
 */
export function checkRecord(model: ArchiveModel, body: Uint8Array | null): ManifestCheck {
  const [record, second] = recordPaths(model);
  if (record === undefined) {
    return only({
      code: "wheel-record-missing",
      at: null,
      says: "nothing",
      note: "there is no RECORD",
    });
  }
  if (second !== undefined) {
    return only({
      code: "wheel-record-duplicate",
      at: second,
      says: "a second RECORD",
      note: "this is another RECORD",
    });
  }
  if (body === null) return { problems: [], undecidable: ["RECORD is too large to be checked"] };
  return checkRows(model, record, body);
}

function only(problem: ManifestProblem): ManifestCheck {
  return { problems: [problem], undecidable: [] };
}

function checkRows(model: ArchiveModel, record: PathBytes, body: Uint8Array): ManifestCheck {
  const problems: ManifestProblem[] = [];
  const undecidable: string[] = [];
  const malformed = { code: "wheel-record-malformed", at: record } as const;
  const files = new Map(
    model.entries.filter(({ type }) => type !== "directory").map((entry) => [entry.path, entry]),
  );
  const listed = new Set<PathBytes>();
  for (const fields of csvRows(body)) {
    if (fields === null) return only({ ...malformed, says: "", note: "it is no CSV in UTF-8" });
    if (problems.length >= MOST_PROBLEMS) {
      const note = `more than ${String(MOST_PROBLEMS)} things are wrong; the rest was not looked at`;
      return { problems: [...problems, { ...malformed, says: "", note }], undecidable };
    }
    const row = rowOf(fields);
    if (row === null) {
      const says = fields.join(",");
      problems.push({ ...malformed, says, note: "a row has not three columns" });
      continue;
    }
    if (listed.has(row.path)) {
      const says = `${row.hash},${row.size}`;
      problems.push({
        code: "wheel-record-duplicate",
        at: row.path,
        says,
        note: "it is listed twice",
      });
    }
    listed.add(row.path);
    const entry = files.get(row.path);
    if (entry === undefined) {
      const says = `${row.hash},${row.size}`;
      problems.push({
        code: "wheel-record-absent-file",
        at: row.path,
        says,
        note: "there is no such file",
      });
    } else if (!isExempt(row.path, record)) {
      problems.push(...checkRow(row, entry, undecidable));
    }
  }
  for (const path of files.keys()) {
    if (listed.has(path) || isExempt(path, record)) continue;
    problems.push({
      code: "wheel-record-unlisted",
      at: path,
      says: "nothing",
      note: "it is not listed",
    });
  }
  return { problems, undecidable };
}

function rowOf(fields: readonly string[]): Row | null {
  const [path = "", hash = "", size = ""] = fields;
  if (fields.length !== 3 || path === "") return null;
  return { path: pathFromText(path), hash, size };
}

/** Size and digest that `RECORD` should give; of a link, those of its target text. */
function expected(entry: Entry): { readonly size: number; readonly sha256: Sha256 } {
  if (entry.sha256 !== null) return { size: entry.size, sha256: entry.sha256 };
  const target = pathToBytes(entry.linkTarget ?? ("" as PathBytes));
  return { size: target.length, sha256: sha256Hex(target) };
}

function checkRow(row: Row, entry: Entry, undecidable: string[]): readonly ManifestProblem[] {
  const problems: ManifestProblem[] = [];
  const has = expected(entry);
  const [algorithm, value, ...more] = row.hash.split("=");
  if (
    (algorithm === "sha384" || algorithm === "sha512") &&
    value !== undefined &&
    more.length === 0
  ) {
    undecidable.push(`RECORD gives a ${algorithm} hash, which is not checked`);
  } else if (row.hash !== `sha256=${urlSafeBase64(has.sha256)}`) {
    const note = `the file has sha256=${urlSafeBase64(has.sha256)}`;
    problems.push({ code: "wheel-record-hash", at: row.path, says: row.hash, note });
  }
  if (row.size !== String(has.size)) {
    const note = `the file has ${String(has.size)} bytes`;
    problems.push({ code: "wheel-record-size", at: row.path, says: row.size, note });
  }
  return problems;
}

/** A digest as `RECORD` writes it: URL-safe base64 without padding (RFC 4648, section 5). */
function urlSafeBase64(digest: Sha256): string {
  const bytes = digest.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? [];
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
