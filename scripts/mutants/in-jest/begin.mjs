import { readFileSync } from "node:fs";
import { expect } from "@jest/globals";

// Before each test file: the switches may have changed since the last one. The real `require`, because
// the instrumented files use it, too.
process
  .getBuiltinModule("node:module")
  .createRequire(import.meta.filename)("./switchboard.cjs")
  .begin();

if (readFileSync(expect.getState().testPath, "utf8").includes('"fast-check"')) {
  const { default: fc } = await import("fast-check");
  // One counterexample is enough here; looking for the smallest one takes most of the time.
  fc.configureGlobal({ endOnFailure: true });
}
