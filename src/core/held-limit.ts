/**
 * What may be limited for a build: `memory` (bytes) and `processes` (with threads) of all of it together; of each single
 * process `process-memory` (bytes of private data), `file-size` (bytes of one file) and `cpu-time` (seconds).
 */
export const LIMIT_NAMES = [
  "memory",
  "processes",
  "process-memory",
  "file-size",
  "cpu-time",
] as const;
/** One of `LIMIT_NAMES`. */
export type LimitName = (typeof LIMIT_NAMES)[number];

/** What of the kernel holds a limit: a control group of either version, or resource limits (`setrlimit(2)`). */
export const LIMIT_MEANS = ["cgroup-v2", "cgroup-v1", "rlimit"] as const;
/** One of `LIMIT_MEANS`. */
export type LimitMeans = (typeof LIMIT_MEANS)[number];

/** A limit that the kernel held while a build ran. One that it could not hold is not in any list. */
export interface HeldLimit {
  readonly limit: LimitName;
  readonly value: number;
  readonly by: LimitMeans;
}
