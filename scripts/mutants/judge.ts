import type { Imports } from "./imports.ts";
import type { Mutant } from "./mutant.ts";
import type { Outcome } from "./outcome.ts";
import type { Answer, PlannedCase } from "./question.ts";
import { knownTest, type KnownTest, type TestBook } from "./test-book.ts";
import { nearestFirst } from "./test-order.ts";
import type { Ended, TestProcess } from "./test-process.ts";
import type { Workplace } from "./workplace.ts";

/** As long as a run may sleep on the clock before it counts as one without end, in milliseconds. */
const PATIENCE = 180_000;

type Usable = Exclude<KnownTest, { readonly runner: "none" }>;

/** How a test file took a mutant: what killed it, or null with whether the process came to it. */
type Verdict =
  | { readonly by: string; readonly outOfTime: boolean }
  | { readonly by: null; readonly met: boolean };

/** Tries mutants in one workplace, one at a time. */
export class Judge {
  readonly #workplace: Workplace;
  readonly #tests: readonly string[];
  readonly #book: TestBook;
  readonly #imports: Imports;
  readonly #inProcess: TestProcess;
  readonly #inJest: TestProcess;
  readonly #onlyJest: boolean;

  constructor(
    workplace: Workplace,
    given: {
      readonly tests: readonly string[];
      readonly book: TestBook;
      readonly imports: Imports;
      /** Every test file is left to jest; slow, and what the other way is held against. */
      readonly onlyJest: boolean;
    },
  ) {
    this.#workplace = workplace;
    this.#tests = given.tests;
    this.#book = given.book;
    this.#imports = given.imports;
    this.#onlyJest = given.onlyJest;
    this.#inProcess = workplace.testProcess("in-process");
    this.#inJest = workplace.testProcess("jest");
  }

  /** Asks the test files that reach the mutant, the nearest first, until one fails. */
  async try(mutant: Mutant, number: number): Promise<Outcome> {
    let reached = false;
    let fromTheStart = false;
    const ordered = nearestFirst(mutant.file, this.#tests);
    for (const test of ordered) {
      // What core promises is tested without any program.
      if (!test.startsWith("__tests__/core/")) await this.#workplace.bundle();
      const known = await this.#know(test);
      if (known.runner === "none") continue;
      if (known.atLoad.has(number)) fromTheStart = true;
      const cases = known.reaching.get(number);
      if (cases === undefined) continue;
      reached = true;
      await this.#workplace.activate(number);
      const verdict = await this.#ask(test, known, cases, number);
      if (verdict.by !== null) return killed(mutant, verdict);
      // What a test came to while it loaded a module, it comes to once: only a new process does again.
      if (known.met.has(number) && !verdict.met) fromTheStart = true;
    }
    if (fromTheStart) {
      const verdict = await this.#tryFromTheStart(mutant, number, ordered);
      if (verdict.by !== null) return killed(mutant, verdict);
    }
    return { mutant, result: reached || fromTheStart ? "survived" : "not reached", by: null };
  }

  /** In a process of its own, in which the mutant is active before anything is loaded. */
  async #tryFromTheStart(
    mutant: Mutant,
    number: number,
    ordered: readonly string[],
  ): Promise<Verdict> {
    await this.#workplace.activate(number);
    const alone = this.#workplace.testProcess("alone");
    try {
      for (const test of ordered) {
        const known = await this.#know(test);
        if (known.runner !== "in-process" || !this.#imports.of(test).has(mutant.file)) continue;
        await this.#workplace.activate(number);
        const verdict = verdictOf(await alone.ask(run(test, known.cases), patience(known)));
        if (verdict.by !== null) return verdict;
      }
    } finally {
      alone.close();
    }
    return { by: null, met: true };
  }

  async #ask(
    test: string,
    known: Usable,
    cases: readonly PlannedCase[],
    number: number,
  ): Promise<Verdict> {
    const ask = async (
      process: TestProcess,
      asked: readonly PlannedCase[],
    ): Promise<Answer | Ended> => await process.ask(run(test, asked), patience(known));
    if (known.runner === "jest") return verdictOf(await ask(this.#inJest, cases));

    const wasFresh = this.#inProcess.isFresh;
    const first = await ask(this.#inProcess, cases);
    if (first.kind === "passed" || (first.kind === "ended" && wasFresh)) return verdictOf(first);
    // What an earlier mutant left behind in the process is no verdict on this one: the test must pass
    // without it, and fail with it once more.
    if (first.kind === "failed") {
      const failing = cases.filter(({ place }) => first.place === null || place === first.place);
      await this.#workplace.activate(-1);
      const without = await ask(this.#inProcess, failing);
      await this.#workplace.activate(number);
      const again = await ask(this.#inProcess, failing);
      if (without.kind === "passed" && again.kind !== "passed") return verdictOf(again);
    }
    this.#inProcess.close();
    const anew = await ask(this.#inProcess, cases);
    if (anew.kind !== "failed") return verdictOf(anew);
    this.#inProcess.close();
    return verdictOf(await this.#inJest.ask(run(test, known.cases), patience(known)));
  }

  async #know(test: string): Promise<KnownTest> {
    return await this.#book.of(test, async () => {
      const why: string[] = [];
      for (const runner of this.#onlyJest
        ? (["jest"] as const)
        : (["in-process", "jest"] as const)) {
        const process = runner === "jest" ? this.#inJest : this.#inProcess;
        const start = performance.now();
        const answer = await this.#workplace.recording(() =>
          process.ask({ kind: "record", file: test }, 4 * PATIENCE),
        );
        if (answer.kind === "recorded") {
          return knownTest(runner, answer, performance.now() - start, why[0] ?? null);
        }
        why.push(answer.kind === "failed" ? answer.why : answer.kind);
        process.close();
      }
      return { runner: "none", why: why.at(-1) ?? "" };
    });
  }

  close(): void {
    this.#inProcess.close();
    this.#inJest.close();
  }
}

function run(file: string, cases: readonly PlannedCase[]) {
  const planned = cases.map(({ place, processorTime }) => ({ place, processorTime }));
  return { kind: "run", file, cases: planned } as const;
}

function patience({ milliseconds }: Usable): number {
  return PATIENCE + 10 * milliseconds;
}

function verdictOf(answer: Answer | Ended): Verdict {
  if (answer.kind === "failed") return { by: answer.why, outOfTime: false };
  if (answer.kind === "ended") {
    return { by: "the test process ended", outOfTime: answer.outOfTime };
  }
  return { by: null, met: answer.kind === "passed" && answer.met };
}

function killed(mutant: Mutant, verdict: { by: string; outOfTime: boolean }): Outcome {
  return { mutant, result: verdict.outOfTime ? "timed out" : "killed", by: verdict.by };
}
