import { concatenate } from "../byte-runs.ts";
import type { ArchiveModel, Entry } from "../model.ts";
import { serialiseCommit } from "./tar-commit.ts";
import { paddedLength, serialiseTarHead } from "./tar-head.ts";
import { BLOCK } from "./tar-header.ts";
import { headOfMember } from "./tar-member-head.ts";

/** The tar that is read as this model, given the body of each file. */
export function serialiseTar(
  { fields, entries }: Pick<ArchiveModel, "fields" | "entries">,
  bodyOf: (entry: Entry) => Uint8Array,
): Uint8Array {
  const rootPrefix = fields.get("tar.root-prefix") ?? "";
  const parts: Uint8Array[] = [];
  const id = fields.get("tar.commit-comment");
  if (id !== undefined) {
    parts.push(serialiseCommit({ id, header: fields.get("tar.commit-header") ?? "" }));
  }
  for (const entry of entries) {
    parts.push(serialiseTarHead(headOfMember(entry, rootPrefix)));
    if (entry.type !== "file") continue;
    const body = bodyOf(entry);
    parts.push(body, new Uint8Array(paddedLength(body.length) - body.length));
  }
  parts.push(new Uint8Array(BLOCK * Number(fields.get("tar.end-blocks"))));
  return concatenate(parts);
}
