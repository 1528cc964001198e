import { join } from "../archives.ts";
import type { Random } from "../random.ts";

/** Magics, keys and numbers that a random change would never come upon. */
const DICTIONARY: readonly Uint8Array[] = [
  "ustar\x0000",
  "ustar  \0",
  "PK\x03\x04",
  "PK\x01\x02",
  "PK\x05\x06",
  "PK\x06\x06",
  "PK\x06\x07",
  "PK\x07\x08",
  "\x1f\x8b\x08\0",
  "\xfd7zXZ\0",
  "\x28\xb5\x2f\xfd",
  "\x50\x2a\x4d\x18",
  "BZh9",
  "1AY&SY",
  "!<arch>\n",
  "`\n",
  "././@LongLink",
  "././@PaxHeader",
  "pax_global_header",
  "path=",
  "linkpath=",
  "size=",
  "mtime=",
  "atime=1.5\n",
  "uid=0\n",
  "comment=",
  "GNU.sparse.name=",
  "SCHILY.xattr.a=",
  "hdrcharset=BINARY\n",
  "UT\x05\0\x01",
  "ux\x0b\0\x01\x04",
  "up\x06\0\x01",
  "\x01\0\x10\0",
  "\xfe\xca\0\0",
  "0000644\0",
  "00000000000\0",
  "77777777777\0",
  "\x80\0\0\0\0\0\0\0",
  "\xff\xff\xff\xff",
  "\0\0\0\0",
  "\xff\xff",
  "../",
  "./",
  "//",
  "\\",
  "C:",
  ",sha256=",
  '"',
  "\r\n",
  ".dist-info/RECORD",
  "\u00e9",
  "\xc3\x9f",
  "e\xcc\x81",
  "\xef\xbb\xbf",
].map((text) => new Uint8Array(Buffer.from(text, "latin1")));

const LONGEST = 65_536;

/** A mutation of one input, or a cross of two: one to four changes. */
export function mutated(random: Random, corpus: readonly Uint8Array[]): Uint8Array {
  let bytes = chosen(random, corpus).slice();
  for (let count = 1 + random.below(4); count > 0; count--) {
    bytes = changed(random, bytes, corpus);
  }
  return bytes.length > LONGEST ? bytes.slice(0, LONGEST) : bytes;
}

function chosen(random: Random, list: readonly Uint8Array[]): Uint8Array {
  return list[random.below(list.length)] ?? new Uint8Array(0);
}

function changed(
  random: Random,
  bytes: Uint8Array,
  corpus: readonly Uint8Array[],
): Uint8Array<ArrayBuffer> {
  const at = random.below(bytes.length + 1);
  const length = 1 + random.below(random.below(8) === 0 ? 600 : 8);
  const [before, cut, after] = [
    bytes.subarray(0, at),
    bytes.subarray(at, at + length),
    bytes.subarray(at + length),
  ];
  switch (random.below(9)) {
    case 0:
      return written(bytes, at, Uint8Array.of(random.below(256)));
    case 1:
      return written(bytes, at, Uint8Array.of((bytes[at] ?? 0) ^ (1 << random.below(8))));
    case 2:
      return written(bytes, at, Uint8Array.of((bytes[at] ?? 0) + random.below(17) - 8));
    case 3:
      return written(bytes, at, chosen(random, DICTIONARY));
    case 4:
      return spliced(before, chosen(random, DICTIONARY), bytes.subarray(at));
    case 5:
      return spliced(before, after);
    case 6:
      return spliced(before, cut, cut, after);
    case 7:
      return spliced(before, new Uint8Array(length).fill(random.below(256)), bytes.subarray(at));
    default: {
      const other = chosen(random, corpus);
      return spliced(before, other.subarray(random.below(other.length + 1)));
    }
  }
}

function spliced(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return join(...parts).slice();
}

function written(bytes: Uint8Array, at: number, value: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = bytes.slice();
  copy.set(value.subarray(0, Math.max(0, copy.length - at)), at);
  return copy;
}
