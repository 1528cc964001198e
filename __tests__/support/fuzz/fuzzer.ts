import { isDeepStrictEqual } from "node:util";
import { seededRandom, type Random } from "../random.ts";
import { Coverage } from "./coverage.ts";
import { mutated } from "./mutator.ts";
import type { Target } from "./targets.ts";
import { Watchdog } from "./watchdog.ts";

/** Bounds of a run: of the clock in seconds, or of the inputs made beyond the seeds, in whole batches. */
export type Extent = { readonly seconds: number } | { readonly inputs: number };

/** What a run is bound by. */
export type Bounds = Extent & {
  readonly seed: number;
  /** Processor time that one input may take, milliseconds; 3,000 by default. */
  readonly inputMs?: number;
};

/** An input that broke a promise. */
export interface Broken {
  readonly input: Uint8Array;
  readonly promise: string;
}

/** What a run came to; `broken` is what it is for. */
export interface FuzzRun {
  readonly inputs: number;
  readonly corpus: number;
  /** Places of the sources that ran, told apart by how often. */
  readonly places: number;
  readonly broken: Broken | null;
}

/** Inputs between two looks at the coverage, which costs as much as several inputs. */
const BATCH = 16;
/** Processor time for one input of at most 64 KiB; honest ones take a thousandth. */
const INPUT_MS = 3_000;
/** On the clock, for what never ends: a busy machine must not be taken for that. */
const PATIENCE_MS = 180_000;
/** All memory of the process, buffers outside of the heap included. */
const MEMORY = 1024 * 1024 * 1024;

/** Feeds mutations to a target until its bound is reached or a promise is broken; whatever ran new code is mutated again. */
export async function fuzz(target: Target, bounds: Bounds): Promise<FuzzRun> {
  const { seed, inputMs = INPUT_MS } = bounds;
  const random = seededRandom(seed);
  const corpus = [...target.seeds];
  const coverage = new Coverage();
  const watchdog = new Watchdog(PATIENCE_MS);
  const start = performance.now();
  let inputs = 0;
  const isOver = (): boolean =>
    "seconds" in bounds
      ? performance.now() - start >= bounds.seconds * 1000
      : inputs >= target.seeds.length + bounds.inputs;
  const firstBroken = async (batch: readonly Uint8Array[]): Promise<Broken | null> => {
    for (const input of batch) {
      inputs += 1;
      watchdog.beat(input);
      const broken = await brokenBy(target, input, random, inputMs);
      if (broken !== null) return broken;
    }
    return null;
  };
  try {
    let broken = await firstBroken(target.seeds);
    coverage.takeNew();
    while (broken === null && !isOver()) {
      const batch = Array.from({ length: BATCH }, () => made(target, corpus, random));
      broken = await firstBroken(batch);
      if (broken !== null || coverage.takeNew() === 0) continue;
      corpus.push(...(await newAmong(batch, target, coverage)));
    }
    return { inputs, corpus: corpus.length, places: coverage.size, broken };
  } finally {
    await watchdog.close();
    coverage.close();
  }
}

function made(target: Target, corpus: readonly Uint8Array[], random: Random): Uint8Array {
  const input = mutated(random, corpus);
  return target.repair !== null && random.below(4) > 0 ? target.repair(input) : input;
}

/** Keeps those whose coverage differs from that of the input before: a batch seldom holds more than one. */
async function newAmong(
  batch: readonly Uint8Array[],
  target: Target,
  coverage: Coverage,
): Promise<readonly Uint8Array[]> {
  const kept: Uint8Array[] = [];
  for (const input of batch) {
    await target.run(input, null);
    if (coverage.takeNew() > 0) kept.push(input);
  }
  return kept.length > 0 ? kept : batch.slice(0, 1);
}

/** The promise that this input breaks, or null. */
async function brokenBy(
  target: Target,
  input: Uint8Array,
  random: Random,
  inputMs: number,
): Promise<Broken | null> {
  const start = process.cpuUsage();
  let whole: unknown;
  try {
    whole = await target.run(input, null);
    const pieces = Array.from({ length: 1 + random.below(3) }, () => 1 + random.below(700));
    const cut = await target.run(input, random.below(16) === 0 ? [1] : pieces);
    if (!isDeepStrictEqual(whole, cut)) {
      const told = `${JSON.stringify(whole)} and ${JSON.stringify(cut)}`.slice(0, 2000);
      return { input, promise: `any chunking gives the same: ${told}` };
    }
  } catch (error) {
    return { input, promise: `a refusal is a value: ${describe(error)}` };
  }
  const { user, system } = process.cpuUsage(start);
  if ((user + system) / 1000 > inputMs) {
    return { input, promise: `no input takes long: ${String((user + system) / 1000)} ms` };
  }
  const memory = process.memoryUsage().rss;
  if (memory > MEMORY) return { input, promise: `no input takes much memory: ${String(memory)}` };
  return null;
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
