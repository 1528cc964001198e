import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { readList, type ListedArchive } from "../../scripts/corpus/archive-list.ts";
import { judgeAll } from "../../scripts/corpus/judge-all.ts";
import { obtain, type Obtained } from "../../scripts/corpus/obtain.ts";
import { readAll, refusalCode } from "../../scripts/corpus/read-all.ts";
import { sampleOf } from "../../scripts/corpus/sample.ts";
import { SOURCES } from "../../scripts/corpus/sources.ts";
import { TAR_JUDGES, ZIP_JUDGES } from "../support/judges/judges.ts";
import { seededRandom } from "../support/random.ts";

/** Bytes; `npm run corpus` takes the larger ones, too, and all that are listed. */
const LARGEST = 2 * 1024 * 1024;
const OF_EACH_SOURCE = 3;

const seed = Number(process.env["REBUILD_GATE_SEED"] ?? Date.now() % 2 ** 31);
const random = seededRandom(seed);
const list = readList(readFileSync(join(import.meta.dirname, "corpus.tsv"), "utf8"));
const page = readFileSync(join(import.meta.dirname, "..", "..", "docs", "corpus.md"), "utf8");
const folder = await mkdtemp(join(tmpdir(), "corpus-"));
const small = list.filter(({ size }) => size <= LARGEST);
const sample = sampleOf(small, OF_EACH_SOURCE, (limit) => random.below(limit));
const obtained = await obtain(sample, SOURCES, folder);

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

function isListedAsRefused({ source, name }: ListedArchive, code: string): boolean {
  return page
    .split("\n")
    .some((line) => line.startsWith(`- [${code}]`) && line.includes(`${source} \`${name}\``));
}

/** Fails where the archive is refused and the page does not say so, or a judge sees something else. */
async function judge(one: Obtained): Promise<void> {
  const readings = await readAll([one]);
  const [reading] = readings;
  const code = reading === undefined ? "nothing" : refusalCode(reading);
  if (code !== null) expect([code, isListedAsRefused(one.archive, code)]).toEqual([code, true]);
  const { disagreements } = await judgeAll(readings, folder, () => undefined);
  expect(disagreements).toEqual([]);
}

describe(`three archives of every source of the corpus (REBUILD_GATE_SEED=${String(seed)})`, () => {
  for (const one of obtained) {
    const title = `${one.archive.source} ${one.archive.name} is read as everybody reads it`;
    if (one.file === null) test.skip(`${title} (skipped: ${one.reason})`, () => undefined);
    else test(title, () => judge(one));
  }

  for (const { name, missing } of [...TAR_JUDGES, ...ZIP_JUDGES]) {
    if (missing !== undefined) test.skip(`${name} is asked (skipped: ${missing})`, () => undefined);
  }
});
