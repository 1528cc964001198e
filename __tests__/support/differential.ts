import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { judged, type Judge, type ReadFile } from "./judges/judge.ts";
import { readBytes } from "./read-archive.ts";

/** What is made, read and shown to the judges. */
export interface Kind<Recipe> {
  readonly recipe: fc.Arbitrary<Recipe>;
  readonly bytesOf: (recipe: Recipe) => Uint8Array;
  /** `tar`, `tgz` or `zip`, by which the judges know what they get. */
  readonly extension: string;
}

/** How many are made, from which seed. */
export interface Runs {
  readonly runs: number;
  readonly seed: number;
}

/** Archives of one kind that the strict reader accepted, on a disk. */
export interface Accepted<Recipe> {
  readonly made: number;
  readonly archives: readonly (ReadFile & { readonly recipe: Recipe; readonly run: number })[];
  readonly folder: string;
}

const SHRINK_MS = 120_000;

/** A folder of its own, in memory where the system offers that: judges write thousands of little files. */
export function scratchFolder(): string {
  const root = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
  return mkdtempSync(join(root, "differential-"));
}

/** Makes archives and keeps those that the strict reader accepts, as files in the folder. */
export async function acceptedArchives<Recipe>(
  kind: Kind<Recipe>,
  { runs, seed }: Runs,
  folder: string,
): Promise<Accepted<Recipe>> {
  const archives: Accepted<Recipe>["archives"][number][] = [];
  for (const [run, recipe] of fc.sample(kind.recipe, { numRuns: runs, seed }).entries()) {
    const read = await readFile(kind, recipe, join(folder, `${String(run)}.${kind.extension}`));
    if (read !== null) archives.push({ ...read, recipe, run });
  }
  return { made: runs, archives, folder };
}

async function readFile<Recipe>(
  { bytesOf }: Kind<Recipe>,
  recipe: Recipe,
  file: string,
): Promise<ReadFile | null> {
  const bytes = bytesOf(recipe);
  const reading = await readBytes(bytes);
  if (reading.kind !== "archive") return null;
  writeFileSync(file, bytes);
  return { file, archive: reading.archive };
}

/**
 * Shows the archives to a judge. null when it sees what the strict reader saw in all of them; otherwise a report on
 * the first that it sees otherwise, made as small as fast-check can while the two disagree.
 */
export async function disagreement<Recipe>(
  judge: Judge,
  kind: Kind<Recipe>,
  { archives, folder }: Accepted<Recipe>,
  seed: number,
): Promise<string | null> {
  const found = await judged(judge, archives, folder);
  const count = found.filter((lines) => lines.length > 0).length;
  const first = found.findIndex((lines) => lines.length > 0);
  const archive = archives[first];
  if (archive === undefined) return null;
  const small = await shrunk(judge, kind, archive.run, { folder, seed });
  const recipe = small ?? archive.recipe;
  const file = join(folder, `small.${kind.extension}`);
  const read = await readFile(kind, recipe, file);
  const lines = read === null ? [] : (await judged(judge, [read], folder)).flat();
  const bytes = kind.bytesOf(recipe);
  return [
    `${judge.name} sees ${String(count)} of ${String(archives.length)} otherwise (seed ${String(seed)}, path ${String(archive.run)}):`,
    ...(lines.length > 0 ? lines : (found[first] ?? [])),
    `ours / theirs, of ${fc.stringify(recipe)}`,
    `${String(bytes.length)} bytes, deflated and in base64: ${await packed(bytes)}`,
  ].join("\n");
}

async function packed(bytes: Uint8Array): Promise<string> {
  const { deflateRawSync } = await import("node:zlib");
  return deflateRawSync(bytes).toString("base64");
}

/** The smallest recipe that fast-check finds from this run on; null when the run does not fail again. */
async function shrunk<Recipe>(
  judge: Judge,
  kind: Kind<Recipe>,
  run: number,
  { folder, seed }: { readonly folder: string; readonly seed: number },
): Promise<Recipe | null> {
  const file = join(folder, `shrink.${kind.extension}`);
  const agrees = fc.asyncProperty(kind.recipe, async (recipe) => {
    const read = await readFile(kind, recipe, file);
    if (read === null) return true;
    const [lines = []] = await judged(judge, [read], folder);
    rmSync(file);
    return lines.length === 0;
  });
  const details = await fc.check(agrees, {
    seed,
    path: String(run),
    numRuns: 1,
    interruptAfterTimeLimit: SHRINK_MS,
  });
  return details.counterexample?.[0] ?? null;
}
