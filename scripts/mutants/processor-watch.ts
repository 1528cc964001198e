import { Worker } from "node:worker_threads";

/** The signal by which a process ends that has used up its processor time. */
export const OUT_OF_TIME = "SIGVTALRM";

/** Memory above which a test process is ended: a check that is gone may have been the one that bounds it. */
const MEMORY_LIMIT = 3 * 1024 ** 3;

/**
 * Ends this process when a task takes too much processor time, also when a loop without end keeps it
 * from ever looking up. Time on the clock says nothing on a machine that does other work as well.
 */
export class ProcessorWatch {
  readonly #limit: Float64Array;

  constructor() {
    const shared = new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT);
    this.#limit = new Float64Array(shared);
    new Worker(new URL("processor-watch-thread.ts", import.meta.url), {
      workerData: { shared, signal: OUT_OF_TIME, memory: MEMORY_LIMIT },
      stdout: true,
      stderr: true,
    }).unref();
  }

  /** From now on this process has so many milliseconds of processor time. */
  allow(milliseconds: number): void {
    this.#limit[0] = processorTime() + milliseconds;
  }

  rest(): void {
    this.#limit[0] = 0;
  }
}

/** Milliseconds of processor time that this process has used. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
