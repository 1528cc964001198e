
// src/core/held-limit.ts
var LIMIT_NAMES = [
  "memory",
  "processes",
  "process-memory",
  "file-size",
  "cpu-time"
];
var LIMIT_MEANS = ["cgroup-v2", "cgroup-v1", "rlimit"];

export {
  LIMIT_NAMES,
  LIMIT_MEANS
};
