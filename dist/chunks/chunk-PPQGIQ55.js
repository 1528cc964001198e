
// src/core/statement/check.ts
function resultOf(checks) {
  return checks.every((check) => check.passed) ? "PASSED" : "FAILED";
}
function exactly(id, expected, got) {
  return { id, passed: got === expected && expected !== "", expected, got: got ?? "nothing" };
}
function notEvaluated(id, reason) {
  return { id, passed: false, expected: "an answer", got: `not evaluated: ${reason}` };
}

export {
  resultOf,
  exactly,
  notEvaluated
};
