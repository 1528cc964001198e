// The process that runs test files without jest: one after the other in one module registry, so that
// a file is loaded once and not once per mutant. Forked with the path of the switchboard; it does what
// it is asked and answers with one message each. Without a mutant of its own it loads every file with none
// active; with `alone` the active one is so from the first import on.
import { enableCompileCache, registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ProcessorWatch, processorTime } from "../processor-watch.ts";
import {
  allowance,
  FIRST_ALLOWANCE,
  type Answer,
  type PlannedCase,
  type Question,
  type RecordedCase,
} from "../question.ts";
import { openSwitchboard, type Reached } from "../switchboard.ts";
import { attempt } from "./attempt.ts";
import { runCases } from "./run-cases.ts";
import { collectTests, pathTo, type TestBlock, type TestCase } from "./test-file.ts";

const [home = "", way] = process.argv.slice(2);
const alone = way === "alone";
const board = openSwitchboard(home);
const watch = new ProcessorWatch();
const loaded = new Map<string, readonly TestCase[]>();

board.keepNotes();
if (!alone) board.rest();
enableCompileCache(join(home, "compiled"));
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "@jest/globals"
      ? { url: new URL("globals.ts", import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
});

await quickCounterexamples();
process.on("message", (question: Question) => {
  void answer(question);
});
process.on("disconnect", () => process.exit());
process.send?.({ ready: true });

async function answer(question: Question): Promise<void> {
  watch.allow(FIRST_ALLOWANCE);
  let result: Answer;
  try {
    result = await (question.kind === "record"
      ? record(question.file)
      : run(question.file, question.cases));
  } catch (error) {
    result = { kind: "failed", why: String(error), place: null };
  }
  if (!alone) board.rest();
  watch.rest();
  process.send?.(result);
}

/** What a test, or what runs once before several, costs and reaches. */
type Part = Reached & { readonly processorTime: number };

/** A test with what runs before it: any of it may be what reaches a mutant, and loops for ever then. */
function wholeOf(place: number, parts: readonly Part[]): RecordedCase {
  return {
    place,
    processorTime: parts.reduce((sum, part) => sum + part.processorTime, 0),
    reached: [...new Set(parts.flatMap(({ reached }) => reached))],
    reachedByChildren: [...new Set(parts.flatMap((part) => part.reachedByChildren))],
  };
}

/** Loads a file and runs all of it, noting what the loading and each test reach. */
async function record(file: string): Promise<Answer> {
  board.begin();
  const cases = await load(file);
  const atLoad = board.takeReached().reached;
  const ofBlock = new Map<TestBlock, Part>();
  const recorded: RecordedCase[] = [];
  let began = 0;
  const sinceLast = (): Part => {
    const now = processorTime();
    const part = { ...board.takeReached(), processorTime: now - began };
    began = now;
    return part;
  };
  const failure = await runCases(cases, {
    attempt,
    approaching: sinceLast,
    entered: (block) => ofBlock.set(block, sinceLast()),
    ended: ({ block }) => {
      const around = pathTo(block).flatMap((outer) => ofBlock.get(outer) ?? []);
      recorded.push(wholeOf(recorded.length, [sinceLast(), ...around]));
    },
  });
  if (failure === null) return { kind: "recorded", atLoad, cases: recorded };
  return { kind: "failed", why: failure.why, place: null };
}

async function run(file: string, planned: readonly PlannedCase[]): Promise<Answer> {
  const all = await load(file);
  board.begin();
  const usual = new Map(planned.map(({ place, processorTime }) => [all[place], processorTime]));
  const cases = all.filter((test) => usual.has(test));
  // The quick ones first, unless that would run a hook of a block again and again.
  if (!cases.some(({ block }) => pathTo(block).some(({ beforeAll }) => beforeAll.length > 0))) {
    cases.sort((a, b) => (usual.get(a) ?? 0) - (usual.get(b) ?? 0));
  }
  const failure = await runCases(cases, {
    attempt,
    approaching: (test) => {
      watch.allow(allowance(usual.get(test) ?? 0));
    },
  });
  if (failure === null) return { kind: "passed", met: board.hasMet() };
  const place = failure.test === null ? null : all.indexOf(failure.test);
  return { kind: "failed", why: failure.why, place };
}

async function load(file: string): Promise<readonly TestCase[]> {
  const known = loaded.get(file);
  if (known !== undefined) return known;
  const cases = await collectTests(() => import(pathToFileURL(join(process.cwd(), file)).href));
  if (cases.length === 0) throw new Error(`expected tests in ${file}, found none`);
  loaded.set(file, cases);
  return cases;
}

/** One counterexample is enough here; looking for the smallest one takes most of the time. */
async function quickCounterexamples(): Promise<void> {
  const { default: fc } = await import("fast-check");
  fc.configureGlobal({ endOnFailure: true });
}
