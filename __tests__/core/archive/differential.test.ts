import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as joinPath } from "node:path";
import type { ArchiveModel } from "../../../src/core/archive/model.ts";
import { almostTar, almostZip } from "../../support/almost-archives.ts";
import {
  fileLine,
  TAR_READERS,
  ZIP_READERS,
  type Listing,
  type OtherReader,
} from "../../support/other-readers.ts";
import { seededRandom } from "../../support/random.ts";
import { readBytes } from "../../support/read-archive.ts";

const seed = Number(process.env["REBUILD_GATE_SEED"] ?? Date.now() % 2 ** 31);
const MADE = 260;

/** What everybody must see: our entries, a hard link as the file it is. */
function ownListing({ entries }: ArchiveModel): Listing {
  const listing = new Map<string, string>();
  for (const { path, type, size, sha256, linkTarget } of entries) {
    if (type === "file") listing.set(path, `file ${String(size)} ${sha256 ?? ""}`);
    else if (type === "hardlink") listing.set(path, listing.get(linkTarget ?? "") ?? "");
    else listing.set(path, type === "directory" ? type : `symlink ${linkTarget ?? ""}`);
  }
  return listing;
}

/** Differences between a listing and ours; folders that no entry names may be there or not. */
function differences(own: Listing, other: Listing | string): readonly string[] {
  if (typeof other === "string") return [other];
  const found: string[] = [];
  for (const [path, line] of own) {
    if (path === "." && !other.has(path)) continue;
    if (other.get(path) !== line) found.push(`${path}: ${line} / ${other.get(path) ?? "nothing"}`);
  }
  for (const [path, line] of other) {
    const implied = [...own.keys()].some((name) => name.startsWith(`${path}/`));
    if (own.has(path) || (line === "directory" && implied)) continue;
    found.push(`${path}: nothing / ${line}`);
  }
  return found;
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(joinPath(tmpdir(), "differential-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const scenarios = [
  { kind: "tar", make: almostTar, readers: TAR_READERS },
  { kind: "zip", make: almostZip, readers: ZIP_READERS },
];

describe.each(scenarios)(
  `a $kind that the strict reader accepts (REBUILD_GATE_SEED=${String(seed)})`,
  ({ kind, make, readers }) => {
    const accepted: { readonly file: string; readonly own: Listing }[] = [];

    beforeAll(async () => {
      const random = seededRandom(seed);
      for (let number = 0; number < MADE; number++) {
        const bytes = make(random);
        const reading = await readBytes(bytes);
        if (reading.kind !== "archive") continue;
        const file = joinPath(folder, `${String(number)}.${kind}`);
        writeFileSync(file, bytes);
        accepted.push({ file, own: ownListing(reading.archive) });
      }
    });

    it("is among many that are right or almost, and many of them are refused", () => {
      expect(accepted.length).toBeGreaterThan(MADE / 8);
      expect(accepted.length).toBeLessThan((MADE * 7) / 8);
    });

    const ask = async (reader: OtherReader): Promise<readonly string[]> => {
      const files = accepted.map(({ file }) => file);
      const listings = await reader.list(files, folder);
      return accepted.flatMap(({ file, own }, at) =>
        differences(own, listings[at] ?? "no answer").map((found) => `${file} ${found}`),
      );
    };

    for (const reader of readers) {
      if (reader.missing === undefined) {
        it(`is listed alike by ${reader.name}`, async () => {
          expect(await ask(reader)).toEqual([]);
        });
      } else {
        it.skip(`is listed alike by ${reader.name} (skipped: ${reader.missing})`, () => undefined);
      }
    }
  },
);

describe("a difference between listings", () => {
  it("is another line, a missing entry or one too many", () => {
    const own = new Map([
      ["a", "x"],
      ["b/c", "x"],
      ["gone", "x"],
    ]);
    const other = new Map([
      ["a", "y"],
      ["b", "directory"],
      ["b/c", "x"],
      ["more", "directory"],
    ]);
    expect(differences(own, other)).toEqual([
      "a: x / y",
      "gone: x / nothing",
      "more: nothing / directory",
    ]);
  });

  it("rests on type, size and digest", () => {
    const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    expect(fileLine(new Uint8Array(0))).toBe(`file 0 ${empty}`);
  });
});
