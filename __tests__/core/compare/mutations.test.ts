import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import type { Reading } from "../../../src/core/archive/model.ts";
import { compareReadings } from "../../../src/core/compare/readings.ts";
import { DEFAULT_NORMALISERS } from "../../../src/core/normalisers.ts";
import { decide } from "../../../src/core/verdict.ts";
import { gzipOf, join, tarOf, withTarChecksum } from "../../support/archives.ts";
import type { TarEntry } from "../../support/archives.ts";
import { readingOf } from "../../support/read-bytes.ts";
import { seededRandom } from "../../support/random.ts";
import type { Random } from "../../support/random.ts";

const BLOCK = 512;

/** The verdict's word, after the account was seen to hold. */
async function verdictOf(upload: Uint8Array, rebuilt: Reading): Promise<string> {
  const comparison = compareReadings(
    await readingOf(upload),
    rebuilt,
    { upload: "a", rebuilt: "b" },
    { at: ["a"], commit: null, tracked: null, records: null },
  );
  expect(comparison.findings.map(({ code }) => code)).not.toContain("unaccounted-bytes");
  const { verdict } = decide(comparison, { word: "normalized", normalisers: DEFAULT_NORMALISERS });
  return verdict.kind;
}

const entries: readonly TarEntry[] = [
  { path: "p/", type: "directory" },
  { path: "p/configure.ac", body: "AC_INIT", mtime: 1000 },
  { path: "p/configure", body: "#!/bin/sh".repeat(80), mode: 0o755, mtime: 2000 },
  { path: "p/su", body: "su", mode: 0o4755, uid: 0, uname: "root" },
  { path: "p/link", type: "symlink", linkTarget: "configure" },
  { path: "p/hard", type: "hardlink", linkTarget: "p/configure", mode: 0o755 },
  { path: `p/${"n".repeat(120)}`, body: "long" },
  { path: "p/empty", uid: 1000, gid: 1000, uname: "me", gname: "us" },
];

/** What any consumer sees of a tar, read by nothing of ours: a plain walk over the headers. */
function observed(tar: Uint8Array): string | null {
  const text = (at: number, length: number) =>
    Buffer.from(tar.subarray(at, at + length))
      .toString("latin1")
      .replace(/\0.*$/s, "");
  const number = (at: number, length: number) => Number.parseInt(text(at, length).trim(), 8);
  const seen = new Map<string, unknown>();
  const times = new Map<string, number>();
  let longName = "";
  for (let at = 0; at + BLOCK <= tar.length;) {
    if (tar[at] === 0) break;
    const size = number(at + 124, 12);
    const type = text(at + 156, 1) || "0";
    const body = Buffer.from(tar.subarray(at + BLOCK, at + BLOCK + size)).toString("latin1");
    const short = text(at, 100);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    if (type === "x") {
      longName = /^\d+ path=(.*)\n$/s.exec(body)?.[1] ?? body;
      continue;
    }
    const header = at - BLOCK - Math.ceil(size / BLOCK) * BLOCK;
    const prefix = text(header + 345, 155);
    const name = longName || (prefix === "" ? short : `${prefix}/${short}`);
    longName = "";
    if (seen.has(name)) return null;
    const mode = number(header + 100, 8);
    const owner =
      (mode & 0o6000) === 0
        ? ""
        : [
            number(header + 108, 8),
            number(header + 116, 8),
            text(header + 265, 32),
            text(header + 297, 32),
          ].join();
    seen.set(name, [type, mode, size, body, text(header + 157, 100), owner]);
    times.set(name, number(header + 136, 12));
  }
  const isStale = (times.get("p/configure.ac") ?? 0) > (times.get("p/configure") ?? 0);
  return JSON.stringify([[...seen].sort(([one], [two]) => (one < two ? -1 : 1)), isStale]);
}

/** One change somewhere; `aligned` ones keep headers plausible, so that they get past the checksum. */
function mutated(tar: Uint8Array, random: Random): Uint8Array {
  const blocks = tar.length / BLOCK;
  const at = random.below(tar.length);
  const block = random.below(blocks) * BLOCK;
  const other = random.below(blocks) * BLOCK;
  switch (random.below(8)) {
    case 0:
      return tar.map((byte, here) => (here === at ? byte ^ (1 + random.below(255)) : byte));
    case 1:
      return join(tar.subarray(0, at), new Uint8Array([random.below(256)]), tar.subarray(at));
    case 2:
      return join(tar.subarray(0, at), tar.subarray(at + 1));
    case 3:
      return join(tar.subarray(0, block + BLOCK), tar.subarray(block));
    case 4:
      return join(tar.subarray(0, block), tar.subarray(block + BLOCK));
    case 5: {
      const copy = tar.slice();
      copy.set(tar.subarray(block, block + BLOCK), other);
      copy.set(tar.subarray(other, other + BLOCK), block);
      return copy;
    }
    default: {
      // A flip in a header, with the checksum made right again.
      const copy = tar.slice();
      const header = copy.subarray(block, block + BLOCK);
      const here = random.below(BLOCK);
      header[here] = random.below(2) === 0 ? 0x30 + random.below(8) : random.below(256);
      copy.set(withTarChecksum(header), block);
      return copy;
    }
  }
}

/** Moves whole members, each header with its body. */
function reordered(random: Random): Uint8Array {
  const list = [...entries];
  const [taken] = list.splice(random.below(list.length), 1);
  list.splice(random.below(list.length + 1), 0, taken!);
  return tarOf(list);
}

describe("a tar that was changed anywhere", () => {
  const tar = tarOf(entries);

  it("is never identical, and equivalent only where no consumer can see the change", async () => {
    const random = seededRandom(7);
    const rebuilt = await readingOf(tar);
    const count = new Map<string, number>();
    for (let run = 0; run < 1500; run++) {
      const upload = run % 10 === 0 ? reordered(random) : mutated(tar, random);
      if (Buffer.compare(upload, tar) === 0) continue;
      const kind = await verdictOf(upload, rebuilt);
      count.set(kind, (count.get(kind) ?? 0) + 1);
      expect(kind).not.toBe("identical");
      if (kind === "equivalent") expect(observed(upload)).toBe(observed(tar));
    }
    // The mutations reach all three, or the loop proves nothing.
    for (const kind of ["equivalent", "different", "inconclusive"]) {
      expect(count.get(kind) ?? 0).toBeGreaterThan(50);
    }
  });
});

describe("a gzip that was changed anywhere", () => {
  it("is never identical, and equivalent only where it holds the same bytes and says the same of them", async () => {
    const random = seededRandom(8);
    const tar = tarOf(entries);
    const honest = gzipOf(tar, { name: "p.tar" });
    const rebuilt = await readingOf(honest);
    const passed = new Set<number>();
    for (let run = 0; run < 800; run++) {
      // Every other change hits the header or the trailer, where all the variety is.
      const ends = [random.below(16), honest.length - 1 - random.below(8)];
      const at = run % 2 === 0 ? ends[run % 4 === 0 ? 0 : 1]! : random.below(honest.length);
      const value = (honest[at]! + 1 + random.below(255)) % 256;
      const upload =
        run % 5 === 4
          ? join(honest.subarray(0, at), new Uint8Array([value]), honest.subarray(at))
          : honest.map((byte, here) => (here === at ? value : byte));
      const kind = await verdictOf(upload, rebuilt);
      expect(kind).not.toBe("identical");
      if (kind !== "equivalent") continue;
      passed.add(at);
      expect(Buffer.compare(gunzipSync(upload), tar)).toBe(0);
      expect(upload.subarray(10, 16)).toEqual(honest.subarray(10, 16));
      expect((upload[3] ?? 0) & 0xfe).toBe(honest[3]);
    }
    expect([...passed].some((at) => at >= 4 && at < 10)).toBe(true);
    // Of the first four bytes only the flag that claims text (FTEXT, in the byte at 3) changes nothing.
    expect([...passed].filter((at) => at < 3)).toEqual([]);
  });
});
