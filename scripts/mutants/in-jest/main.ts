// The process that runs test files with jest, for those that need it. It lives through many runs:
// starting jest costs more than most tests. It takes the questions that the other process takes, too,
// and always runs the whole file.
import { join } from "node:path";
import { runCLI } from "jest";
import { ProcessorWatch, processorTime } from "../processor-watch.ts";
import { allowance, FIRST_ALLOWANCE, type Answer, type Question } from "../question.ts";
import { openSwitchboard } from "../switchboard.ts";

const [home = "", config = ""] = process.argv.slice(2);
const board = openSwitchboard(home);
const watch = new ProcessorWatch();

board.keepNotes();
process.on("message", (question: Question) => {
  void answer(question);
});
process.on("disconnect", () => process.exit());
process.send?.({ ready: true });

async function answer(question: Question): Promise<void> {
  const began = processorTime();
  const usual =
    question.kind === "record"
      ? null
      : question.cases.reduce((sum, test) => sum + test.processorTime, 0);
  watch.allow(usual === null ? FIRST_ALLOWANCE : allowance(usual));
  let why: string | null;
  try {
    why = await failureOf(question.file);
  } catch (error) {
    why = String(error);
  }
  watch.rest();
  let result: Answer = { kind: "passed", met: board.hasMet() };
  if (why !== null) result = { kind: "failed", why, place: null };
  else if (question.kind === "record") {
    const used = processorTime() - began;
    const whole = { place: 0, processorTime: used, ...board.takeReached() };
    result = { kind: "recorded", atLoad: [], cases: [whole] };
  }
  process.send?.(result);
}

/** The first failure of a test file as text, or null. */
async function failureOf(file: string): Promise<string | null> {
  const { results } = await runCLI(
    {
      _: [join(process.cwd(), file)],
      $0: "mutants",
      config,
      runTestsByPath: true,
      runInBand: true,
      silent: true,
      watchman: false,
    },
    [process.cwd()],
  );
  if (results.success && results.numTotalTestSuites > 0) return null;
  const [suite] = results.testResults;
  const test = suite?.testResults.find(({ status }) => status === "failed");
  return test?.fullName ?? suite?.testExecError?.message ?? suite?.failureMessage ?? "no test ran";
}
