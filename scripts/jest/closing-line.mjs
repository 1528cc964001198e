/** Closes a run with `N passed, N failed, N skipped`, alone on its line, for people and for .ci/run. */
export default class ClosingLine {
  onRunComplete(_contexts, results) {
    // A test file that does not compile runs no test; without it a broken file would read "0 failed".
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    process.stdout.write(
      `${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped\n`,
    );
  }
}
