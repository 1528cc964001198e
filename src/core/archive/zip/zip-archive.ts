import { concatenate } from "../byte-runs.ts";
import type { ArchiveModel, Entry } from "../model.ts";

import { needsZip64, serialiseEnd, serialiseEnd64, serialiseLocator } from "./zip-end.ts";
import { centralRecordOf, localRecordOf } from "./zip-entry.ts";
import { serialiseDescriptor } from "./zip-descriptor.ts";
import { DESCRIBED_LATER, serialiseCentral, serialiseLocal } from "./zip-record.ts";

/** What a model leaves out because it follows from the body: the bytes as packed, and the checksum of the unpacked. */
export interface ZipData {
  readonly packed: Uint8Array;
  readonly crc: number;
}

/** The zip that is read as this model, given the data of each member. */
export function serialiseZip(
  { fields, entries }: Pick<ArchiveModel, "fields" | "entries">,
  dataOf: (entry: Entry) => ZipData,
): Uint8Array {
  const locals: Uint8Array[] = [];
  const centrals: Uint8Array[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { packed, crc } = dataOf(entry);
    const local = localRecordOf(entry, crc);
    const central = centralRecordOf(entry, crc, offset);
    const parts = [serialiseLocal(local), packed];
    if ((local.flags & DESCRIBED_LATER) !== 0) {
      parts.push(serialiseDescriptor({ ...central, zip64: local.zip64 }));
    }
    centrals.push(serialiseCentral(central));
    locals.push(...parts);
    for (const part of parts) offset += part.length;
  }
  const directory = concatenate(centrals);
  const place = { count: entries.length, size: directory.length, offset };
  const [madeBy = 0, needed = 0] = (fields.get("zip.zip64-end") ?? "").split(",").map(Number);
  const end64 = needsZip64(place)
    ? [serialiseEnd64(place, { madeBy, needed }), serialiseLocator(offset + directory.length)]
    : [];
  const comment = fields.get("zip.commit-comment") ?? fields.get("zip.comment") ?? "";
  return concatenate([...locals, directory, ...end64, serialiseEnd(place, comment)]);
}
