import type { PlannedCase, RecordedCase } from "./question.ts";

/** What is known of a test file when it runs with no mutant active. */
export type KnownTest =
  | {
      /** jest runs what does not pass without it, for this reason. */
      readonly runner: "in-process" | "jest";
      readonly why: string | null;
      readonly cases: readonly PlannedCase[];
      /** The tests that reach a mutant, by its number; themselves or in a child process. */
      readonly reaching: ReadonlyMap<number, readonly PlannedCase[]>;
      /** What tests reach in the process itself, and what loading the file reaches there. */
      readonly met: ReadonlySet<number>;
      readonly atLoad: ReadonlySet<number>;
      /** On the clock, of the whole file. */
      readonly milliseconds: number;
    }
  | { readonly runner: "none"; readonly why: string };

/**
 * What each test file reaches, recorded once and only when it is first asked for, by whichever job
 * asks.
 */
export class TestBook {
  readonly #known = new Map<string, Promise<KnownTest>>();
  readonly #broken: string[] = [];
  readonly #leftToJest: string[] = [];

  /** Test files that fail without any mutant, and why. */
  get broken(): readonly string[] {
    return this.#broken;
  }

  get size(): number {
    return this.#known.size;
  }

  /** Test files that do not pass without jest, and why. */
  get leftToJest(): readonly string[] {
    return this.#leftToJest;
  }

  async of(test: string, record: () => Promise<KnownTest>): Promise<KnownTest> {
    const known = this.#known.get(test);
    if (known !== undefined) return await known;
    const recording = record();
    this.#known.set(test, recording);
    const recorded = await recording;
    if (recorded.runner === "jest" && recorded.why !== null) {
      this.#leftToJest.push(`${test}: ${recorded.why}`);
    }
    if (recorded.runner === "none") this.#broken.push(`${test}: ${recorded.why}`);
    return recorded;
  }
}

/** What a recording says about a file. */
export function knownTest(
  runner: "in-process" | "jest",
  recorded: { readonly atLoad: readonly number[]; readonly cases: readonly RecordedCase[] },
  milliseconds: number,
  why: string | null,
): KnownTest {
  const reaching = new Map<number, PlannedCase[]>();
  for (const one of recorded.cases) {
    for (const number of new Set([...one.reached, ...one.reachedByChildren])) {
      const known = reaching.get(number) ?? [];
      reaching.set(number, known);
      known.push(one);
    }
  }
  return {
    runner,
    why,
    cases: recorded.cases,
    reaching,
    met: new Set(recorded.cases.flatMap(({ reached }) => reached)),
    atLoad: new Set(recorded.atLoad),
    milliseconds,
  };
}
