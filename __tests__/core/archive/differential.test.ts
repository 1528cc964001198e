import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as joinPath } from "node:path";
import { almostTar, almostZip } from "../../support/almost-archives.ts";
import { gzipOf } from "../../support/archives.ts";
import { judged, PREPARATION_MS, type Judge, type ReadFile } from "../../support/judges/judge.ts";
import { TAR_JUDGES, ZIP_JUDGES } from "../../support/judges/judges.ts";
import { seededRandom } from "../../support/random.ts";
import { readBytes } from "../../support/read-archive.ts";

const seed = Number(process.env["REBUILD_GATE_SEED"] ?? Date.now() % 2 ** 31);
const MADE = 400;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(joinPath(tmpdir(), "differential-"));
  for (const { missing, prepare } of [...TAR_JUDGES, ...ZIP_JUDGES]) {
    if (missing === undefined) prepare?.();
  }
}, PREPARATION_MS);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const scenarios = [
  { kind: "tar", make: almostTar, judges: TAR_JUDGES },
  { kind: "zip", make: almostZip, judges: ZIP_JUDGES },
];

describe.each(scenarios)(
  `a $kind that the strict reader accepts (REBUILD_GATE_SEED=${String(seed)})`,
  ({ kind, make, judges }) => {
    const accepted: ReadFile[] = [];

    beforeAll(async () => {
      const random = seededRandom(seed);
      for (let number = 0; number < MADE; number++) {
        const bytes = make(random);
        const reading = await readBytes(bytes);
        if (reading.kind !== "archive") continue;
        const inGzip = kind === "tar" && random.below(5) === 0;
        const file = joinPath(folder, `${String(number)}.${inGzip ? "tgz" : kind}`);
        writeFileSync(file, inGzip ? gzipOf(bytes) : bytes);
        accepted.push({ file, archive: reading.archive });
      }
    });

    it("is among many that are right or almost, and many of them are refused", () => {
      expect(accepted.length).toBeGreaterThan(MADE / 8);
      expect(accepted.length).toBeLessThan((MADE * 7) / 8);
    });

    const ask = async (judge: Judge): Promise<readonly string[]> => {
      const found = await judged(judge, accepted, folder);
      return accepted.flatMap(({ file }, at) => (found[at] ?? []).map((line) => `${file} ${line}`));
    };

    for (const judge of judges) {
      if (judge.missing === undefined) {
        it(`is listed alike by ${judge.name}`, async () => {
          expect(await ask(judge)).toEqual([]);
        });
      } else {
        it.skip(`is listed alike by ${judge.name} (skipped: ${judge.missing})`, () => undefined);
      }
    }
  },
);
