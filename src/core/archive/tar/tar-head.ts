import { concatenate } from "../byte-runs.ts";
import { pathToBytes, type PathBytes } from "../../path-bytes.ts";
import { serialiseTarHeader, BLOCK, type TarHeader } from "./tar-header.ts";
import { serialisePax, type PaxRecords } from "./tar-pax.ts";

/** All that stands in front of one body: the metadata members, each with its own header, and the main header. */
export interface TarHead {
  readonly main: TarHeader;
  readonly pax: { readonly header: TarHeader; readonly records: PaxRecords } | null;
  readonly longName: LongText | null;
  readonly longLink: LongText | null;
  /** Whether the long link target stands before the long name. */
  readonly linkFirst: boolean;
}

/** A GNU `L` or `K` member. */
export interface LongText {
  readonly header: TarHeader;
  readonly text: string;
}

/** The name that the main header alone spells. */
export function headerName(header: TarHeader): string {
  return header.prefix === "" ? header.name : `${header.prefix}/${header.name}`;
}

/** Whether anything stands in front of the main header. */
export function hasMetadata({ pax, longName, longLink }: TarHead): boolean {
  // mutant: its only caller has another sign of the same
  return pax !== null || longName !== null || longLink !== null;
}

/** The blocks that make up this head. */
export function serialiseTarHead(head: TarHead): Uint8Array {
  const main = serialiseTarHeader(head.main);
  const parts: Uint8Array[] = [];
  if (head.pax !== null) parts.push(...metaBlocks(head.pax.header, serialisePax(head.pax.records)));
  const long = head.linkFirst ? [head.longLink, head.longName] : [head.longName, head.longLink];
  for (const member of long) {
    if (member !== null) parts.push(...metaBlocks(member.header, longTextBody(member.text)));
  }
  parts.push(main);
  return concatenate(parts);
}

/** Header and padded body of a metadata member. */
export function metaBlocks(header: TarHeader, body: Uint8Array): Uint8Array[] {
  const padded = new Uint8Array(paddedLength(body.length));
  padded.set(body);
  return [serialiseTarHeader(header), padded];
}

function longTextBody(text: string): Uint8Array {
  return pathToBytes(`${text}\0` as PathBytes);
}

/** Length up to the end of the last block. */
export function paddedLength(length: number): number {
  return Math.ceil(length / BLOCK) * BLOCK;
}
