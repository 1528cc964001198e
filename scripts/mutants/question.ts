import type { Reached } from "./switchboard.ts";

/** One test of a file to be run, by its place there, and the milliseconds of processor time it took. */
export interface PlannedCase {
  readonly place: number;
  readonly processorTime: number;
}

/** What a test process is asked; it answers each question with one message. */
export type Question =
  | { readonly kind: "record"; readonly file: string }
  | { readonly kind: "run"; readonly file: string; readonly cases: readonly PlannedCase[] };

/** What one test reaches, its hooks included, and what it costs. */
export type RecordedCase = PlannedCase & Reached;

/** What a test process says; that it ended is known from its end. */
export type Answer =
  | {
      readonly kind: "passed";
      /** Whether the process itself came to the active mutant; its children do not tell. */
      readonly met: boolean;
    }
  | {
      readonly kind: "failed";
      readonly why: string;
      /** The failing test, or null where it was no single one. */
      readonly place: number | null;
    }
  | {
      readonly kind: "recorded";
      /** What was reached while the file and what it imports were loaded for the first time. */
      readonly atLoad: readonly number[];
      readonly cases: readonly RecordedCase[];
    };

/**
 * Milliseconds of processor time after which a run counts as one without end: far above what it took
 * before, so that a slow machine makes no difference.
 */
export function allowance(usual: number): number {
  return 2_000 + 10 * usual;
}

/** The same for what nobody has measured yet: to load or record a whole file. */
export const FIRST_ALLOWANCE = 600_000;
