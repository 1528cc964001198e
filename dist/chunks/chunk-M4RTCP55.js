import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/core/archive/limits.ts
var MiB = 1024 * 1024;
var GiB = 1024 * MiB;
var DEFAULT_LIMITS = {
  input: 2 * GiB,
  output: 16 * GiB,
  entry: 4 * GiB,
  ratio: 200,
  ratioFloor: 64 * MiB,
  entries: 5e5,
  meta: 64 * 1024,
  depth: 2
};

export {
  DEFAULT_LIMITS
};
