// One test process that lives through many runs: starting jest costs more than most tests.
import { runCLI } from "jest";

/** Runs one test file; the first failure as text, or null. */
async function failureOf(file, config) {
  // One file at a time: with several, jest's own `bail` would end this process.
  const { results } = await runCLI(
    {
      _: [file],
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

process.on("message", async ({ config, files }) => {
  let failure = null;
  try {
    for (const file of files) {
      failure = await failureOf(file, config);
      if (failure !== null) break;
    }
  } catch (error) {
    failure = String(error);
  }
  process.send({ failure });
});
process.send({ ready: true });
