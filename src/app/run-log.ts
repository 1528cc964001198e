import { changedLimits } from "../core/archive/limit-settings.ts";
import type { Limits } from "../core/archive/limits.ts";
import type { Remark } from "../core/make-report.ts";
import type { Clock, PhaseName, Progress } from "./ports.ts";

/** Hears what a run tells, for its report: the notices, and how long each phase took. Passes everything on. */
export class RunLog implements Progress {
  readonly #clock: Clock;
  readonly #next: Progress;
  readonly #notices: Remark[] = [];
  readonly #timings = new Map<string, number>();
  #phase: { readonly name: PhaseName; readonly since: number } | null = null;

  constructor(clock: Clock, next: Progress) {
    this.#clock = clock;
    this.#next = next;
  }

  phase(name: PhaseName, detail: string): void {
    this.#close();
    this.#phase = { name, since: this.#clock.monotonic() };
    this.#next.phase(name, detail);
  }

  notice(code: string, message: string): void {
    const known = this.#notices.some((said) => said.code === code && said.message === message);
    if (known) return;
    this.#notices.push({ code, message });
    this.#next.notice(code, message);
  }

  /** Limits that the caller set otherwise go into the report: with others the same files could be refused, or read. */
  limits(limits: Limits): void {
    const changed = changedLimits(limits);
    if (changed.length > 0) this.notice("limits-changed", `limits set to ${changed.join(", ")}`);
  }

  buildOutput(chunk: Uint8Array): void {
    this.#next.buildOutput(chunk);
  }

  /** Each notice once, in the order they were given. */
  notices(): readonly Remark[] {
    return this.#notices;
  }

  /** Phase to milliseconds; ends the phase that is running. */
  timings(): ReadonlyMap<string, number> {
    this.#close();
    return this.#timings;
  }

  #close(): void {
    if (this.#phase === null) return;
    const { name, since } = this.#phase;
    const spent = this.#clock.monotonic() - since;
    this.#timings.set(name, (this.#timings.get(name) ?? 0) + spent);
    this.#phase = null;
  }
}
