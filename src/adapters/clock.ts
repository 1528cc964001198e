import { performance } from "node:perf_hooks";
import type { Clock } from "../app/ports.ts";

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => new Date(),
  monotonic: () => performance.now(),
};
