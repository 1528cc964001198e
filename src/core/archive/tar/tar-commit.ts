import { concatenate } from "../byte-runs.ts";
import { pathFromBytes, pathToBytes, type PathBytes } from "../../path-bytes.ts";
import { shown } from "../names.ts";
import { refuse } from "../refusal.ts";
import type { TarHeader } from "./tar-header.ts";
import { metaBlocks } from "./tar-head.ts";
import { describeMetaHeader, metaHeaderFrom } from "./tar-meta-header.ts";
import { paxRecord } from "./tar-pax.ts";

/** The commit id in front of an archive, and the header of the member that holds it. */
export interface RecordedCommit {
  readonly id: string;
  readonly header: string;
}

const COMMIT_RECORD = /^(?:52|76) comment=([0-9a-f]{40}|[0-9a-f]{64})\n$/;

/** Reads a global header as `git archive` writes it, the only use of one that passes. */
export function parseCommit(header: TarHeader, body: Uint8Array, offset: number): RecordedCommit {
  const text = pathFromBytes(body);
  const [, id] = COMMIT_RECORD.exec(text) ?? [];
  if (id === undefined) refuse("tar-pax-global", offset, shown(text.slice(0, 80)));
  return { id, header: describeMetaHeader(header, null, "") };
}

/** The blocks that `parseCommit` reads as this. */
export function serialiseCommit({ id, header }: RecordedCommit): Uint8Array {
  const body = pathToBytes(paxRecord("comment", id) as PathBytes);
  return concatenate(metaBlocks(metaHeaderFrom(header, "g", body.length, null, ""), body));
}
