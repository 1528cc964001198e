import { Session, type Profiler } from "node:inspector";

/** What of the sources ran, told apart by place and by how often, roughly. */
export class Coverage {
  readonly #session = new Session();
  readonly #seen = new Set<string>();

  constructor() {
    this.#session.connect();
    this.#post("Profiler.enable");
    this.#post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  }

  get size(): number {
    return this.#seen.size;
  }

  /** How many places ran since the last call that had never run so often before. */
  takeNew(): number {
    const before = this.#seen.size;
    const { result } = this.#post(
      "Profiler.takePreciseCoverage",
    ) as Profiler.TakePreciseCoverageReturnType;
    for (const script of result) {
      if (!/\/src\/(core\/(archive|compare)|adapters)\//.test(script.url)) continue;
      for (const { ranges } of script.functions) {
        for (const { startOffset, endOffset, count } of ranges) {
          this.#seen.add(
            `${script.scriptId}:${String(startOffset)}:${String(endOffset)}:${String(bucket(count))}`,
          );
        }
      }
    }
    return this.#seen.size - before;
  }

  close(): void {
    this.#session.disconnect();
  }

  #post(method: string, params: object = {}): unknown {
    const told: { readonly error: Error | null; readonly result: unknown }[] = [];
    // The session answers before the call returns, as it is connected to this very thread.
    this.#session.post(method, params, (error, result) => {
      told.push({ error, result });
    });
    const [answer] = told;
    if (answer === undefined) throw new Error(`${method} did not answer at once`);
    if (answer.error !== null) throw answer.error;
    return answer.result;
  }
}

/** 0, 1, 2, 3, up to 7, up to 15, up to 31, up to 127, more. */
function bucket(count: number): number {
  const steps = [0, 1, 2, 3, 7, 15, 31, 127];
  const at = steps.findIndex((step) => count <= step);
  return at === -1 ? steps.length : at;
}
