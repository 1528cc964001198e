import { inflateRawSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import { compareReadings } from "../../../src/core/compare/readings.ts";
import { DEFAULT_NORMALISERS } from "../../../src/core/normalisers.ts";
import { decide } from "../../../src/core/verdict.ts";
import { join, zipOf } from "../../support/archives.ts";
import type { ZipEntry } from "../../support/archives.ts";
import { seededRandom } from "../../support/random.ts";
import type { Random } from "../../support/random.ts";
import { readingOf } from "../../support/read-bytes.ts";

const entries: readonly ZipEntry[] = [
  { path: "p/", type: "directory" },
  { path: "p/a.py", body: "print(1)\n".repeat(60) },
  { path: "p/run", body: "#!/bin/sh".repeat(60), mode: 0o755 },
  { path: "p/link", type: "symlink", body: "run" },
  { path: "p/é", body: "é" },
  { path: "p/stored", body: "stored", method: "stored" },
];

/** What any consumer sees of a zip by its central directory, read by nothing of ours. */
function observed(zip: Uint8Array): string {
  const view = Buffer.from(zip);
  const end = view.length - 22;
  let at = view.readUInt32LE(end + 16);
  const seen: unknown[] = [];
  for (let count = view.readUInt16LE(end + 10); count > 0; count--) {
    const nameLength = view.readUInt16LE(at + 28);
    const local = view.readUInt32LE(at + 42);
    const data = local + 30 + view.readUInt16LE(local + 26) + view.readUInt16LE(local + 28);
    const packed = view.subarray(data, data + view.readUInt32LE(at + 20));
    const method = view.readUInt16LE(at + 10);
    seen.push([
      view.subarray(at + 46, at + 46 + nameLength).toString("latin1"),
      view.readUInt8(at + 5),
      view.readUInt16LE(at + 8),
      view.readUInt32LE(at + 38),
      (method === 0 ? packed : inflateRawSync(packed)).toString("latin1"),
    ]);
    at += 46 + nameLength + view.readUInt16LE(at + 30) + view.readUInt16LE(at + 32);
  }
  return JSON.stringify(seen.map((entry) => JSON.stringify(entry)).sort());
}

/** A change that a packer could make as well: both records say the same. */
function repacked(random: Random): Uint8Array {
  const list = [...entries];
  const at = random.below(list.length);
  const entry = list[at]!;
  const changes: readonly Partial<ZipEntry>[] = [
    { mtime: 315532800 + 2 * random.below(1e8) },
    { version: 20 + random.below(44) },
    { level: 1 + random.below(9) },
    { mode: random.below(0o10000) },
    { method: random.below(2) === 0 ? "stored" : "deflate" },
    { host: random.below(4) },
  ];
  if (random.below(4) === 0) {
    list.splice(at, 1);
    list.splice(random.below(list.length + 1), 0, entry);
  } else {
    list[at] = { ...entry, ...changes[random.below(changes.length)] };
  }
  return zipOf(list);
}

/** One change at the level of bytes. */
function broken(zip: Uint8Array, random: Random): Uint8Array {
  const at = random.below(zip.length);
  const length = 1 + random.below(40);
  switch (random.below(4)) {
    case 0:
      return zip.map((byte, here) => (here === at ? byte ^ (1 << random.below(8)) : byte));
    case 1:
      return join(zip.subarray(0, at), new Uint8Array([random.below(256)]), zip.subarray(at));
    case 2:
      return join(zip.subarray(0, at), zip.subarray(at + length));
    default:
      return join(zip.subarray(0, at + length), zip.subarray(at));
  }
}

describe("a zip that was changed anywhere", () => {
  it("is never identical, and equivalent only where no consumer can see the change", async () => {
    const random = seededRandom(9);
    const zip = zipOf(entries);
    const rebuilt = await readingOf(zip);
    const count = new Map<string, number>();
    for (let run = 0; run < 1200; run++) {
      const upload = run % 3 === 0 ? repacked(random) : broken(zip, random);
      if (Buffer.compare(upload, zip) === 0) continue;
      const comparison = compareReadings(
        await readingOf(upload),
        rebuilt,
        { upload: "a", rebuilt: "b" },
        { at: ["a"], commit: null, tracked: null, records: null },
      );
      expect(comparison.findings.map(({ code }) => code)).not.toContain("unaccounted-bytes");
      const { verdict } = decide(comparison, {
        word: "normalized",
        normalisers: DEFAULT_NORMALISERS,
      });
      count.set(verdict.kind, (count.get(verdict.kind) ?? 0) + 1);
      expect(verdict.kind).not.toBe("identical");
      if (verdict.kind === "equivalent") expect(observed(upload)).toBe(observed(zip));
    }
    for (const kind of ["equivalent", "different", "inconclusive"]) {
      expect(count.get(kind) ?? 0).toBeGreaterThan(50);
    }
  });
});
