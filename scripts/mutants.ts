import { rmSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import picomatch from "picomatch";
import { Imports } from "./mutants/imports.ts";
import { Judge } from "./mutants/judge.ts";
import { nameOf, type Mutant } from "./mutants/mutant.ts";
import type { Outcome } from "./mutants/outcome.ts";
import { isClean, makeReport, summaryOf } from "./mutants/report.ts";
import { drawSample } from "./mutants/sample.ts";
import { TestBook } from "./mutants/test-book.ts";
import { allMutants, treeFiles, Workplace } from "./mutants/workplace.ts";

const usage = `Switches off every refusal, check and escape of src, one at a time, and runs the tests that reach it.
A mutant that no test notices fails the run.

  --list            only list the mutants
  --files GLOB      only mutants in these files, for example 'src/core/archive/**'
  --tests GLOB      only these tests may kill; quicker, and a survivor may then be none
  --sample N        only N mutants, chosen by --seed
  --seed TEXT       another text chooses another sample (default: "0")
  --jobs N          test processes at a time (default: one per core)
  --jest            every test file is run by jest, not only those that need it; slow
  --result FILE     where the counts go, as JSON (default: .cache/mutants.json)
  --root DIR        the repository (default: this one)
`;

/** Tests that judge the text of the sources, which is another one in the copy. */
const judgeTexts =
  /^__tests__\/(?:architecture|dist|pages)\.test\.ts$|^__tests__\/scripts\/|^__tests__\/(?:real|action-runner|bench)\//;

const { values } = parseArgs({
  options: {
    list: { type: "boolean", default: false },
    files: { type: "string" },
    tests: { type: "string" },
    sample: { type: "string" },
    seed: { type: "string", default: "0" },
    jobs: { type: "string", default: String(availableParallelism()) },
    jest: { type: "boolean", default: false },
    result: { type: "string" },
    root: { type: "string", default: join(import.meta.dirname, "..") },
    help: { type: "boolean", default: false },
  },
});

const root = resolve(values.root);
const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

if (values.help) say(usage);
else await main();

async function main(): Promise<void> {
  const files = treeFiles(root);
  const mutants = await allMutants(root, files);
  const chosen = choose(mutants);
  if (values.list) {
    for (const mutant of chosen) {
      say(nameOf(mutant) + (mutant.exempt === null ? "" : ` (exempt: ${mutant.exempt})`));
    }
    say(`${String(chosen.length)} of ${String(mutants.length)} mutants`);
    return;
  }
  const home = await mkdtemp(join(tmpdir(), "rebuild-gate-mutants-"));
  // Tests that start a process as another user import the copy from there.
  await chmod(home, 0o755);
  const judges: Judge[] = [];
  const stop = (signal: NodeJS.Signals): void => {
    for (const judge of judges) judge.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
    process.kill(process.pid, signal);
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  try {
    await judgeAll(home, files, mutants, chosen, judges);
  } finally {
    for (const judge of judges) judge.close();
    await rm(home, { recursive: true, force: true, maxRetries: 3 });
  }
}

function choose(mutants: readonly Mutant[]): readonly Mutant[] {
  const matches = values.files === undefined ? () => true : picomatch(values.files);
  const asked = mutants.filter((mutant) => matches(mutant.file));
  return values.sample === undefined
    ? asked
    : drawSample(asked, Number(values.sample), values.seed);
}

async function judgeAll(
  home: string,
  files: readonly string[],
  mutants: readonly Mutant[],
  chosen: readonly Mutant[],
  judges: Judge[],
): Promise<void> {
  const started = performance.now();
  const mayKill = values.tests === undefined ? () => true : picomatch(values.tests);
  const tests = files.filter(
    (path) => /^__tests__\/.*\.test\.ts$/.test(path) && !judgeTexts.test(path) && mayKill(path),
  );
  const book = new TestBook();
  const imports = new Imports(root, files);
  for (let job = 0; job < Math.max(1, Number(values.jobs)); job += 1) {
    const folder = join(home, String(job));
    await mkdir(folder);
    const workplace = new Workplace(folder);
    await workplace.lay(root, files, mutants);
    judges.push(new Judge(workplace, { tests, book, imports, onlyJest: values.jest }));
  }
  const numbers = new Map(mutants.map((mutant, number) => [mutant, number]));
  const outcomes: Outcome[] = [];
  const waiting = chosen.filter((mutant) => mutant.exempt === null);
  await Promise.all(
    judges.map(async (judge) => {
      for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
        const outcome = await judge.try(mutant, numbers.get(mutant) ?? -1);
        outcomes.push(outcome);
        if (outcome.result === "survived" || outcome.result === "not reached") {
          say(`${outcome.result}: ${nameOf(mutant)}`);
        }
      }
    }),
  );
  const seconds = Math.round((performance.now() - started) / 1000);
  for (const text of book.leftToJest) say(`left to jest, because it fails without it: ${text}`);
  for (const text of book.broken) say(`not used, because it fails without any mutant: ${text}`);
  const report = makeReport(mutants, chosen, outcomes, book.broken, seconds);
  const file = values.result ?? join(root, ".cache", "mutants.json");
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(report, null, 2)}\n`);
  say(`${String(book.size)} test files used`);
  say(summaryOf(report));
  if (!isClean(report)) process.exitCode = 1;
}
