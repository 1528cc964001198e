import { startsWith } from "../format.ts";
import { BLOCK } from "./tar-header.ts";

/**
 * Whether a stream begins like a tar: by its magic, or, for the formats before there was one, by a right checksum.
 * The reader then says what it thinks of it.
 */
export function looksLikeTar(head: Uint8Array): boolean {
  if (head.length < BLOCK) return false;
  return startsWith(head, 257, "ustar") || hasChecksum(head);
}

function hasChecksum(head: Uint8Array): boolean {
  const digits = /^ *([0-7]+)[ \0]/.exec(String.fromCharCode(...head.subarray(148, 156)))?.[1];
  // mutant: no sum is equal to what is no number
  if (digits === undefined) return false;
  let sum = 8 * 0x20;
  for (let at = 0; at < BLOCK; at++) if (at < 148 || at >= 156) sum += head[at] ?? 0;
  return sum === Number.parseInt(digits, 8);
}
