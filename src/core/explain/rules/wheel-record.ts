import { displayPath } from "../../path-bytes.ts";
import type { Entry } from "../../archive/model.ts";
import type { ContainerPair } from "../difference.ts";
import type { Rule } from "../rule.ts";
import { counted, listed, utf8Text } from "../text.ts";
import { recordHash, wheelRecord } from "../wheel-record.ts";
import type { RecordRow } from "../wheel-record.ts";

/**
 * RECORD of a wheel, which follows from the other files. Complete only when every row that differs is of a file that
 * differs itself, and says on either side what that side's file really is. The order of rows has no meaning.
 */
export const wheelRecordRule: Rule = {
  id: "wheel-record",
  codes: ["entry-content"],
  explain({ name, upload, other, around }) {
    if (!/^[^/]+\.dist-info\/RECORD$/.test(name) || upload.body === null || other.body === null)
      return null;
    const here = rowsOf(upload.body);
    const there = rowsOf(other.body);
    if (here === null || there === null) return null;
    const paths = [...new Set([...here.keys(), ...there.keys()])].filter(
      (path) => !sameRow(here.get(path), there.get(path)),
    );
    const files = entriesByPath(around);
    const derived = paths.every(
      (path) =>
        files.upload.get(path)?.sha256 !== files.rebuilt.get(path)?.sha256 &&
        isTrue(here.get(path), files.upload.get(path)) &&
        isTrue(there.get(path), files.rebuilt.get(path)),
    );
    const rows =
      paths.length === 0
        ? "the order of its rows"
        : `${counted(paths.length, "row")} (${listed(paths)})`;
    return {
      because: derived
        ? `RECORD lists the other files, and follows them in ${rows}.`
        : `RECORD differs in ${rows}, and not all of that follows from the files it lists.`,
      remedy: derived
        ? "Nothing to do here: it becomes equal when those files do."
        : "Build the wheel again with the tool that the commit names; do not edit it afterwards.",
      complete: derived,
    };
  },
};

function rowsOf(body: Uint8Array): ReadonlyMap<string, RecordRow> | null {
  const text = utf8Text(body);
  return text === null ? null : wheelRecord(text);
}

function sameRow(a: RecordRow | undefined, b: RecordRow | undefined): boolean {
  return a !== undefined && b !== undefined && a.hash === b.hash && a.size === b.size;
}

function entriesByPath(around: ContainerPair) {
  const index = (entries: readonly Entry[] | undefined): ReadonlyMap<string, Entry> =>
    new Map((entries ?? []).map((entry) => [displayPath(entry.path), entry]));
  return { upload: index(around.upload?.entries), rebuilt: index(around.rebuilt?.entries) };
}

/** Whether a row says what the file is; no row for no file is true as well. */
function isTrue(row: RecordRow | undefined, entry: Entry | undefined): boolean {
  if (row === undefined || entry === undefined) return row === undefined && entry === undefined;
  return (
    entry.sha256 !== null &&
    row.hash === recordHash(entry.sha256) &&
    row.size === String(entry.size)
  );
}
