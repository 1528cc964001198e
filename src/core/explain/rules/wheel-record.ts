import { pathFromText } from "../../path-bytes.ts";
import type { PathBytes } from "../../path-bytes.ts";
import type { Entry } from "../../archive/model.ts";
import type { ContainerPair } from "../difference.ts";
import { textRule } from "../content-rule.ts";
import { clipped, counted, listed } from "../text.ts";
import { recordHash, wheelRecord } from "../wheel-record.ts";
import type { RecordRow } from "../wheel-record.ts";

/**
 * RECORD of a wheel, which follows from the other files. Complete only when every row that differs is of a file that
 * differs itself, and says on either side what that side's file really is. The order of rows has no meaning.
 */
export const wheelRecordRule = textRule({
  id: "wheel-record",
  codes: ["entry-content"],
  names: /^[^/]+\.dist-info\/RECORD$/,
  decode: wheelRecord,
  account(here, there, { around }) {
    const paths = [...new Set([...here.keys(), ...there.keys()])].filter(
      (path) => !sameRow(here.get(path), there.get(path)),
    );
    const files = entriesByPath(around);
    const derived = paths.every(
      (path) =>
        isTrue(here.get(path), files.upload.get(pathFromText(path))) &&
        isTrue(there.get(path), files.rebuilt.get(pathFromText(path))),
    );
    const rows =
      paths.length === 0
        ? "the order of its rows"
        : `${counted(paths.length, "row")} (${listed(paths.map((path) => clipped(path)))})`;
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
});

function sameRow(a: RecordRow | undefined, b: RecordRow | undefined): boolean {
  return a?.hash === b?.hash && a?.size === b?.size;
}

function entriesByPath(around: ContainerPair) {
  const index = (entries: readonly Entry[] | undefined): ReadonlyMap<PathBytes, Entry> =>
    new Map((entries ?? []).map((entry) => [entry.path, entry]));
  return { upload: index(around.upload?.entries), rebuilt: index(around.rebuilt?.entries) };
}

/** Whether a row says what the file is; no row for no file is true as well. */
function isTrue(row: RecordRow | undefined, entry: Entry | undefined): boolean {
  const sha256 = entry?.sha256 ?? null;
  const hash = sha256 === null ? undefined : recordHash(sha256);
  return row?.hash === hash && row?.size === (entry === undefined ? undefined : String(entry.size));
}
