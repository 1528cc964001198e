import fc from "fast-check";
import { join, withTarChecksum } from "./archives.ts";

/** One change to some bytes. Places are fractions, so that a shorter file can be mutated, too. */
export type Mutation =
  | { readonly kind: "flip"; readonly at: number; readonly by: number; readonly repair: boolean }
  | { readonly kind: "write"; readonly at: number; readonly byte: number; readonly repair: boolean }
  | { readonly kind: "insert"; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: "delete" | "duplicate"; readonly at: number; readonly length: number }
  | { readonly kind: "swap"; readonly at: number; readonly to: number; readonly length: number };

/** Where whole parts of an archive begin, and how to make right again what follows from its bytes. */
export interface Anatomy {
  /** Offsets at which changes are likely to get far: blocks, records, members; the end of the file among them. */
  readonly seams: readonly number[];
  /** Bytes around which all the variety is; half of the flips go there. */
  readonly headers: readonly (readonly [start: number, end: number])[];
  /** Makes checksums right that cover the byte at `at`; null where there are none. */
  readonly repair: ((bytes: Uint8Array, at: number) => Uint8Array) | null;
}

// Without bias: fast-check would prefer the first and last bytes, and half of the changes would hit them.
const place = fc.noBias(fc.nat(0xfffffff)).map((at) => at / 0x10000000);
const repair = fc.constantFrom(true, true, true, false);

/** Every kind of change that an archive could suffer, one or two of them. */
export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant("flip" as const),
        at: place,
        by: fc.integer({ min: 1, max: 255 }),
        repair,
      }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant("write" as const),
        at: place,
        // Digits, ends of fields and of names: what headers are made of.
        byte: fc.constantFrom(0, 32, 46, 47, 48, 49, 55, 103, 117, 128, 255),
        repair,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant("insert" as const),
        at: place,
        bytes: fc.uint8Array({ minLength: 1, maxLength: 20 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom("delete" as const, "duplicate" as const),
        at: place,
        length: place,
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant("swap" as const),
        at: place,
        to: place,
        length: place,
      }),
    },
  ),
  { minLength: 1, maxLength: 2, size: "small" },
);

/** The bytes after these changes. */
export function mutated(
  bytes: Uint8Array,
  changes: readonly Mutation[],
  anatomyOf: (bytes: Uint8Array) => Anatomy,
): Uint8Array {
  return changes.reduce((now, change) => changed(now, change, anatomyOf(now)), bytes);
}

function changed(bytes: Uint8Array, change: Mutation, anatomy: Anatomy): Uint8Array {
  if (bytes.length === 0) return bytes;
  switch (change.kind) {
    case "flip":
    case "write": {
      const at = byteAt(bytes, change.at, anatomy);
      const byte = change.kind === "flip" ? bytes[at]! ^ change.by : change.byte;
      const copy = bytes.map((old, here) => (here === at ? byte : old));
      return change.repair && anatomy.repair !== null ? anatomy.repair(copy, at) : copy;
    }
    case "insert": {
      const at = Math.floor(change.at * (bytes.length + 1));
      return join(bytes.subarray(0, at), change.bytes, bytes.subarray(at));
    }
    case "delete": {
      const [from, to] = range(bytes, change, anatomy);
      return join(bytes.subarray(0, from), bytes.subarray(to));
    }
    case "duplicate": {
      const [from, to] = range(bytes, change, anatomy);
      return join(bytes.subarray(0, to), bytes.subarray(from));
    }
    case "swap": {
      const [a, b] = range(bytes, change, anatomy);
      const [c, d] = range(bytes, { at: change.to, length: change.length }, anatomy);
      const [one, other] =
        a <= c
          ? ([
              [a, b],
              [c, d],
            ] as const)
          : ([
              [c, d],
              [a, b],
            ] as const);
      if (one[1] > other[0]) return bytes;
      return join(
        bytes.subarray(0, one[0]),
        bytes.subarray(other[0], other[1]),
        bytes.subarray(one[1], other[0]),
        bytes.subarray(one[0], one[1]),
        bytes.subarray(other[1]),
      );
    }
  }
}

/** Every other place lies in a header. */
function byteAt(bytes: Uint8Array, at: number, { headers }: Anatomy): number {
  const half = (at * 2) % 1;
  if (at < 0.5 || headers.length === 0) return Math.floor(half * bytes.length);
  const [start, end] = headers[Math.floor(half * headers.length)]!;
  const within = (half * headers.length) % 1;
  return Math.min(bytes.length - 1, start + Math.floor(within * (end - start)));
}

/** A range from seam to seam, or (every third) of any bytes. */
function range(
  bytes: Uint8Array,
  { at, length }: { readonly at: number; readonly length: number },
  { seams }: Anatomy,
): readonly [from: number, to: number] {
  if (Math.floor(at * 3000) % 3 === 0 || seams.length < 2) {
    const from = Math.floor(at * bytes.length);
    return [from, Math.min(bytes.length, from + 1 + Math.floor(length * 64))];
  }
  const first = Math.floor(at * (seams.length - 1));
  const last = Math.min(seams.length - 1, first + 1 + Math.floor(length * 3));
  return [seams[first]!, seams[last]!];
}

const BLOCK = 512;

/** A tar: every block is a seam, and a changed header gets its checksum right again. */
export function tarAnatomy(bytes: Uint8Array): Anatomy {
  const blocks = Math.ceil(bytes.length / BLOCK);
  const isHeader = (block: number) => {
    const magic = Buffer.from(bytes.subarray(block * BLOCK + 257, block * BLOCK + 262));
    return magic.toString("latin1") === "ustar";
  };
  const headers = Array.from({ length: blocks }, (_, block) => block).filter(isHeader);
  return {
    seams: [...Array.from({ length: blocks }, (_, block) => block * BLOCK), bytes.length],
    headers: headers.map((block) => [block * BLOCK, block * BLOCK + 345]),
    repair(changedBytes, at) {
      const start = at - (at % BLOCK);
      const header = changedBytes.subarray(start, start + BLOCK);
      // What was no header is no header now.
      if (header.length < BLOCK || !headers.includes(start / BLOCK)) return changedBytes;
      const copy = changedBytes.slice();
      copy.set(withTarChecksum(header), start);
      return copy;
    },
  };
}

/** A gzip file: the variety is in its first and last bytes. */
export function gzipAnatomy(bytes: Uint8Array): Anatomy {
  return {
    seams: [0, 10, Math.max(10, bytes.length - 8), bytes.length],
    headers: [
      [0, 16],
      [Math.max(0, bytes.length - 8), bytes.length],
    ],
    repair: null,
  };
}

/** A zip: every record is a seam, and what is changed in a record of the directory is changed in the local one as well. */
export function zipAnatomy(bytes: Uint8Array): Anatomy {
  const view = Buffer.from(bytes);
  const locals: number[] = [];
  const centrals: number[] = [];
  for (let at = 0; at + 4 <= view.length; at++) {
    const magic = view.readUInt32LE(at);
    if (magic === 0x04034b50) locals.push(at);
    else if (magic === 0x02014b50) centrals.push(at);
  }
  const end = Math.max(0, bytes.length - 22);
  return {
    seams: [...locals, ...centrals, end, bytes.length],
    headers: [
      ...locals.map((at) => [at, at + 30] as const),
      ...centrals.map((at) => [at, at + 46] as const),
      [end, bytes.length],
    ],
    repair(changedBytes, at) {
      const which = centrals.findLastIndex((start) => start <= at && at < start + 46);
      const twin = which === -1 ? undefined : locals[which];
      const offset = at - (centrals[which] ?? 0);
      // From the version needed on, both records say the same two bytes further on.
      if (twin === undefined || offset < 6 || offset >= 32) return changedBytes;
      const copy = changedBytes.slice();
      copy[twin + offset - 2] = changedBytes[at]!;
      return copy;
    },
  };
}
