import { pathToBytes, type PathBytes } from "../../path-bytes.ts";
import { concatenate } from "../byte-runs.ts";
import type { ArchiveModel, Entry } from "../model.ts";
import { AR_MAGIC, serialiseArHeader } from "./ar-header.ts";

/** The ar that is read as this model, given the body of each member. */
export function serialiseAr(
  { entries }: Pick<ArchiveModel, "entries">,
  bodyOf: (entry: Entry) => Uint8Array,
): Uint8Array {
  const parts = [pathToBytes(AR_MAGIC as PathBytes)];
  for (const entry of entries) {
    const { path, mtime, mode, size, fields } = entry;
    parts.push(
      serialiseArHeader({
        path,
        hasSlash: fields.has("ar.name-slash"),
        mtime,
        uid: Number(fields.get("ar.uid")),
        gid: Number(fields.get("ar.gid")),
        mode: mode ?? 0,
        hasType: !fields.has("ar.mode-type"),
        size,
      }),
      bodyOf(entry),
    );
    if (size % 2 === 1) parts.push(Uint8Array.of(0x0a));
  }
  return concatenate(parts);
}
