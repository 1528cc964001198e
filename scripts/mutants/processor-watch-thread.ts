import { workerData } from "node:worker_threads";

interface Watch {
  /** One number: the processor time in milliseconds at which the process ends; 0 while it rests. */
  readonly shared: SharedArrayBuffer;
  readonly signal: NodeJS.Signals;
  readonly memory: number;
}

const { shared, signal, memory } = workerData as Watch;
const limit = new Float64Array(shared);

setInterval(() => {
  const at = limit[0] ?? 0;
  if (at === 0) return;
  // Of the whole process, not of this thread.
  const { user, system } = process.cpuUsage();
  if ((user + system) / 1000 > at) process.kill(process.pid, signal);
  if (process.memoryUsage.rss() > memory) process.kill(process.pid, "SIGKILL");
}, 50);
