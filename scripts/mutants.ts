import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import picomatch from "picomatch";
import { nameOf, type Mutant } from "./mutants/mutant.ts";
import { allMutants, treeFiles, Workplace } from "./mutants/workplace.ts";

const usage = `Switches off every refusal, check and escape of src, one at a time, and runs the tests that reach it.
A mutant that no test notices fails the run.

  --list            only list the mutants
  --files GLOB      only mutants in these files, for example 'src/core/archive/**'
  --tests GLOB      only these tests may kill; quicker, and a survivor may then be none
  --sample N        only N mutants, chosen by --seed
  --seed TEXT       another text chooses another sample (default: "0")
  --jobs N          test processes at a time (default: one per core)
  --result FILE     where the counts go, as JSON (default: .cache/mutants.json)
  --root DIR        the repository (default: this one)
`;

/** Tests that judge the text of the sources, which is another one in the copy. */
const judgeTexts =
  /^__tests__\/(?:architecture|dist)\.test\.ts$|^__tests__\/scripts\/|^__tests__\/(?:real|action-runner|bench)\//;

const { values } = parseArgs({
  options: {
    list: { type: "boolean", default: false },
    files: { type: "string" },
    tests: { type: "string" },
    sample: { type: "string" },
    seed: { type: "string", default: "0" },
    jobs: { type: "string", default: String(availableParallelism()) },
    result: { type: "string" },
    root: { type: "string", default: join(import.meta.dirname, "..") },
    help: { type: "boolean", default: false },
  },
});

/** What came of one mutant. */
interface Outcome {
  readonly mutant: Mutant;
  readonly result: "killed" | "timed out" | "survived" | "not reached";
  /** The first test that failed. */
  readonly by: string | null;
}

interface TestFile {
  readonly path: string;
  readonly milliseconds: number;
}

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
  const started = performance.now();
  const home = await mkdtemp(join(tmpdir(), "rebuild-gate-mutants-"));
  // Tests that start a process as another user import the copy from there.
  await chmod(home, 0o755);
  const workplaces: Workplace[] = [];
  const stop = (signal: NodeJS.Signals): void => {
    for (const workplace of workplaces) workplace.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
    process.kill(process.pid, signal);
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  try {
    for (let job = 0; job < Math.max(1, Number(values.jobs)); job += 1) {
      const folder = join(home, String(job));
      await mkdir(folder);
      const workplace = new Workplace(folder);
      await workplace.lay(root, files, mutants);
      workplaces.push(workplace);
    }
    await judge(mutants, chosen, files, workplaces, started);
  } finally {
    for (const workplace of workplaces) workplace.close();
    await rm(home, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** The mutants asked for, in their order; a sample is the same for the same seed and sources. */
function choose(mutants: readonly Mutant[]): readonly Mutant[] {
  const matches = values.files === undefined ? () => true : picomatch(values.files);
  const asked = mutants.filter((mutant) => matches(mutant.file));
  if (values.sample === undefined) return asked;
  const rank = (mutant: Mutant): string =>
    createHash("sha256")
      .update(`${values.seed}\0${nameOf(mutant)}`)
      .digest("hex");
  const drawn = asked
    .map((mutant) => ({ mutant, rank: rank(mutant) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, Number(values.sample));
  const names = new Set(drawn.map(({ mutant }) => mutant));
  return asked.filter((mutant) => names.has(mutant));
}

async function judge(
  mutants: readonly Mutant[],
  chosen: readonly Mutant[],
  files: readonly string[],
  workplaces: readonly Workplace[],
  started: number,
): Promise<void> {
  const mayKill = values.tests === undefined ? () => true : picomatch(values.tests);
  const tests = files.filter(
    (path) => /^__tests__\/.*\.test\.ts$/.test(path) && !judgeTexts.test(path) && mayKill(path),
  );
  const reach = new Map<number, TestFile[]>();
  const broken: string[] = [];
  await share(tests, workplaces, async (test, workplace) => {
    const { run, reached } = await workplace.record(test, 300_000);
    if (run.failure !== null) broken.push(`${test}: ${run.failure}`);
    else {
      for (const number of reached) {
        const known = reach.get(number) ?? [];
        known.push({ path: test, milliseconds: run.milliseconds });
        reach.set(number, known);
      }
    }
  });
  say(`${String(tests.length)} test files recorded in ${seconds(started)}`);
  for (const text of broken) say(`not used, because it fails without any mutant: ${text}`);

  const numbers = new Map(mutants.map((mutant, number) => [mutant, number]));
  const outcomes: Outcome[] = [];
  await share(
    chosen.filter((mutant) => mutant.exempt === null),
    workplaces,
    async (mutant, workplace) => {
      const number = numbers.get(mutant) ?? -1;
      const outcome = await tryMutant(mutant, number, reach.get(number) ?? [], workplace);
      outcomes.push(outcome);
      if (outcome.result === "survived" || outcome.result === "not reached") {
        say(`${outcome.result}: ${nameOf(mutant)}`);
      }
    },
  );
  await report(mutants, chosen, outcomes, broken, started);
}

/** Gives each item to the next workplace that is free. */
async function share<T>(
  items: readonly T[],
  workplaces: readonly Workplace[],
  work: (item: T, workplace: Workplace) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  await Promise.all(
    workplaces.map(async (workplace) => {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
        await work(item, workplace);
      }
    }),
  );
}

async function tryMutant(
  mutant: Mutant,
  number: number,
  reachedBy: readonly TestFile[],
  workplace: Workplace,
): Promise<Outcome> {
  if (reachedBy.length === 0) return { mutant, result: "not reached", by: null };
  const mirror = mutant.file.replace(/^src\/(.*)\.ts$/, "__tests__/$1.test.ts");
  // The mirrored test first, then the quick ones: most mutants need no more than that.
  const ordered = [...reachedBy].sort(
    (a, b) =>
      Number(b.path === mirror) - Number(a.path === mirror) || a.milliseconds - b.milliseconds,
  );
  const usual = ordered.reduce((sum, test) => sum + test.milliseconds, 0);
  await workplace.activate(number);
  const run = await workplace.run(
    ordered.map((test) => test.path),
    5_000 + 5 * usual,
  );
  if (run.timedOut) return { mutant, result: "timed out", by: null };
  return { mutant, result: run.failure === null ? "survived" : "killed", by: run.failure };
}

async function report(
  mutants: readonly Mutant[],
  chosen: readonly Mutant[],
  outcomes: readonly Outcome[],
  broken: readonly string[],
  started: number,
): Promise<void> {
  const named = (result: Outcome["result"]): readonly string[] =>
    outcomes.filter((outcome) => outcome.result === result).map(({ mutant }) => nameOf(mutant));
  const exempt = chosen.filter((mutant) => mutant.exempt !== null);
  const counts = {
    mutants: mutants.length,
    tried: outcomes.length,
    killed: named("killed").length,
    timedOut: named("timed out").length,
    survived: named("survived").length,
    notReached: named("not reached").length,
    exempt: exempt.length,
    seconds: Math.round((performance.now() - started) / 1000),
  };
  const file = values.result ?? join(root, ".cache", "mutants.json");
  await mkdir(dirname(file), { recursive: true });
  const byKind: Record<string, number> = {};
  for (const { kind } of chosen) byKind[kind] = (byKind[kind] ?? 0) + 1;
  await writeFile(
    file,
    JSON.stringify(
      {
        ...counts,
        byKind,
        survivors: [...named("survived"), ...named("not reached")].sort(),
        exemptions: exempt.map((mutant) => ({ mutant: nameOf(mutant), reason: mutant.exempt })),
        unusableTests: broken,
        killedBy: Object.fromEntries(outcomes.map(({ mutant, by }) => [nameOf(mutant), by])),
      },
      null,
      2,
    ) + "\n",
  );
  say(
    `${String(counts.tried)} of ${String(counts.mutants)} mutants tried in ${String(counts.seconds)} s: ` +
      `${String(counts.killed)} killed, ${String(counts.timedOut)} timed out, ` +
      `${String(counts.survived)} survived, ${String(counts.notReached)} not reached; ` +
      `${String(counts.exempt)} exempt`,
  );
  if (counts.survived + counts.notReached + broken.length > 0) process.exitCode = 1;
}

function seconds(since: number): string {
  return `${String(Math.round((performance.now() - since) / 1000))} s`;
}
