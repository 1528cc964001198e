import { Worker } from "node:worker_threads";

/** What runs beside the fuzzer: an input that never comes to an end stops the event loop, so nothing else would see it. */
const GUARD = `
const { workerData } = require("node:worker_threads");
const { writeFileSync } = require("node:fs");
const beats = new Int32Array(workerData.shared, 0, 2);
const input = new Uint8Array(workerData.shared, 8);
let last = -1, since = Date.now();
setInterval(() => {
  const now = Atomics.load(beats, 0);
  if (now !== last) { last = now; since = Date.now(); return; }
  if (Date.now() - since < workerData.patience) return;
  const hex = Buffer.from(input.slice(0, Atomics.load(beats, 1))).toString("base64");
  writeFileSync(2, "no end after " + workerData.patience + " ms, base64: " + hex + "\\n");
  process.kill(process.pid, "SIGKILL");
}, 250);
`;

const LONGEST = 1 << 20;

/** Kills the process, with the input printed, when one input takes longer than `patience` milliseconds. */
export class Watchdog {
  readonly #shared = new SharedArrayBuffer(8 + LONGEST);
  readonly #beats = new Int32Array(this.#shared, 0, 2);
  readonly #input = new Uint8Array(this.#shared, 8);
  readonly #worker: Worker;

  constructor(patience: number) {
    this.#worker = new Worker(GUARD, {
      eval: true,
      workerData: { shared: this.#shared, patience },
    });
    this.#worker.unref();
  }

  /** Another input begins. */
  beat(input: Uint8Array): void {
    this.#input.set(input.subarray(0, LONGEST));
    Atomics.store(this.#beats, 1, Math.min(input.length, LONGEST));
    Atomics.add(this.#beats, 0, 1);
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
