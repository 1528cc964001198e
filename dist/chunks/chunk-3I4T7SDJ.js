
// src/adapters/clock.ts
import { performance } from "node:perf_hooks";
var systemClock = {
  now: () => /* @__PURE__ */ new Date(),
  monotonic: () => performance.now()
};

export {
  systemClock
};
