import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/core/finding.ts
var EVIDENCE_CLASSES = [
  "in-commit",
  "rebuilt",
  "modified-explained",
  "known-generated",
  "waived",
  "unstable",
  "unverifiable",
  "unexplained"
];
var RISKS = ["high", "medium", "low", "info"];

export {
  EVIDENCE_CLASSES,
  RISKS
};
