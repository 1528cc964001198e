import { describe, expect, it } from "@jest/globals";
import { compareReadings } from "../../../src/core/compare/readings.ts";
import { DEFAULT_NORMALISERS } from "../../../src/core/normalisers.ts";
import { decide } from "../../../src/core/verdict.ts";
import { join } from "../../support/archives.ts";
import { seededRandom } from "../../support/random.ts";
import { readBytes } from "../../support/read-archive.ts";

/** From this many members on a zip needs its zip64 records. */
const MEMBERS = 65_535;
const LOCAL = 30 + 4;
const CENTRAL = 46 + 4;
const ENDING = 56 + 20 + 22;

/** A zip of so many empty files that it needs zip64 records; their names differ without regard to case. */
function zip64(): Uint8Array {
  const local = Buffer.alloc(LOCAL * MEMBERS);
  const central = Buffer.alloc(CENTRAL * MEMBERS);
  const digits = "0123456789abcdefghijklmnopqrstuvwxyz-_+~!";
  for (let number = 0; number < MEMBERS; number++) {
    const name = `x${[1681, 41, 1].map((unit) => digits[Math.floor(number / unit) % 41]).join("")}`;
    const at = number * LOCAL;
    local.writeUInt32LE(0x04034b50, at);
    local.writeUInt16LE(20, at + 4);
    local.writeUInt32LE(0x00210000, at + 10);
    local.writeUInt16LE(4, at + 26);
    local.write(name, at + 30, "latin1");
    const to = number * CENTRAL;
    central.writeUInt32LE(0x02014b50, to);
    central.writeUInt16LE(0x0314, to + 4);
    local.copy(central, to + 6, at + 4, at + 28);
    central.writeUInt32LE(0o100644 * 65536, to + 38);
    central.writeUInt32LE(at, to + 42);
    central.write(name, to + 46, "latin1");
  }
  const end = Buffer.alloc(ENDING);
  end.writeUInt32LE(0x06064b50, 0);
  end.writeUInt32LE(44, 4);
  end.writeUInt16LE(0x031e, 12);
  end.writeUInt16LE(45, 14);
  end.writeUInt32LE(MEMBERS, 24);
  end.writeUInt32LE(MEMBERS, 32);
  end.writeUInt32LE(central.length, 40);
  end.writeUInt32LE(local.length, 48);
  end.writeUInt32LE(0x07064b50, 56);
  end.writeUInt32LE(local.length + central.length, 64);
  end.writeUInt32LE(1, 72);
  end.writeUInt32LE(0x06054b50, 76);
  end.writeUInt32LE(0xffffffff, 84);
  end.writeUInt32LE(central.length, 88);
  end.writeUInt32LE(local.length, 92);
  return new Uint8Array(Buffer.concat([local, central, end]));
}

/** Changes per run; each reads 65,535 members. */
const RUNS = Math.ceil(Number(process.env["REBUILD_GATE_MUTATIONS"] ?? 300) / 100);
const seed = Number(process.env["REBUILD_GATE_SEED"] ?? 20_261_122);

describe(`a zip64 archive that was changed anywhere (REBUILD_GATE_SEED=${String(seed)})`, () => {
  it(
    "is never identical, and equivalent only where the version of its maker or a time changed",
    async () => {
      const bytes = zip64();
      const rebuilt = await readBytes(bytes);
      expect(rebuilt.kind).toBe("archive");
      const random = seededRandom(seed);
      const kinds = new Set<string>();
      for (let run = 0; run < RUNS; run++) {
        // Half of the changes hit the records that make it a zip64, the others anything.
        const span = run % 2 === 0 ? ENDING : bytes.length;
        const at = bytes.length - 1 - random.below(span);
        const byte = random.below(256);
        const changed =
          run % 5 === 4
            ? join(bytes.subarray(0, at), bytes.subarray(at + 1 + random.below(60)))
            : bytes.map((old, here) => (here === at ? old ^ (byte || 1) : old));
        const comparison = compareReadings(
          await readBytes(changed),
          rebuilt,
          { upload: "a", rebuilt: "b" },
          { at: ["a"], commit: null, tracked: null, manifest: null },
        );
        expect(comparison.findings.map(({ code }) => code)).not.toContain("unaccounted-bytes");
        const { verdict } = decide(comparison, {
          word: "normalized",
          normalisers: DEFAULT_NORMALISERS,
        });
        kinds.add(verdict.kind);
        expect(verdict.kind).not.toBe("identical");
        if (verdict.kind !== "equivalent") continue;
        // Local and central record must agree, so a single byte can only be the version of the maker.
        const directory = bytes.length - ENDING - MEMBERS * CENTRAL;
        expect([changed.length, (at - directory) % CENTRAL]).toEqual([bytes.length, 4]);
      }
      expect(kinds.has("inconclusive")).toBe(true);
    },
    Math.max(600_000, RUNS * 20_000),
  );
});
