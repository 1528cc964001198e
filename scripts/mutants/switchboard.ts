import { createRequire } from "node:module";
import { join } from "node:path";

/** Numbers of mutants that a process came to, and those that its child processes came to. */
export interface Reached {
  readonly reached: readonly number[];
  readonly reachedByChildren: readonly number[];
}

/** What a test process asks of the switchboard that its instrumented files share. */
export interface Switchboard {
  readonly begin: () => void;
  readonly rest: () => void;
  readonly hasMet: () => boolean;
  readonly keepNotes: () => void;
  readonly takeReached: () => Reached;
}

/** The switchboard of a folder: the very object that the instrumented files of this process ask. */
export function openSwitchboard(home: string): Switchboard {
  return createRequire(import.meta.url)(join(home, "switchboard.cjs")) as Switchboard;
}
