import { runAction } from "./action/run.ts";

const cancelled = new AbortController();
// The runner sends SIGINT when a run is cancelled, SIGTERM seven seconds later, and ends the process soon after that.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    cancelled.abort(signal);
  });
}
await runAction(process.env, cancelled.signal);
