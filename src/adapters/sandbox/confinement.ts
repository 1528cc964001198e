import type { Readable } from "node:stream";
import type { IsolationLevel, PhaseNetwork } from "../../core/build-plan.ts";
import type { HeldLimit } from "../../core/held-limit.ts";
import type { Scratch } from "../../app/ports.ts";
import type { GroupLimits, LimitHit } from "./control-group.ts";

/** One command as a confinement runs it. */
export interface ConfinedCommand {
  /** Run as `/bin/sh -ec`. */
  readonly command: string;
  /** As the command sees it. */
  readonly directory: string;
  /** Complete; nothing is added. */
  readonly environment: Readonly<Record<string, string>>;
  readonly network: PhaseNetwork;
}

/** How a confined command ended. */
export type ConfinedEnd =
  | {
      readonly kind: "ended";
      /** null: by a signal. */
      readonly status: number | null;
      readonly signal: string | null;
      /** How often it looked for a way into a network that it does not have. */
      readonly deadEnds: number;
    }
  /** The command was never started: the confinement could not be made. */
  | { readonly kind: "not-started"; readonly complaint: string };

/** A confined command that runs. */
export interface ConfinedProcess {
  /** Output and errors of the command, in order. */
  readonly output: Readable | null;
  /** The end of the command; what it left may still run. Rejects when nothing could be started at all. */
  readonly ended: Promise<ConfinedEnd>;
  /** The limit of the build as a whole that something inside has run into so far; null also where none is counted. */
  hit(): LimitHit | null;
  /** SIGTERM to everything inside. */
  ask(): void;
  /** SIGKILL to everything inside. */
  kill(): void;
  /** Kills what is left, and resolves when nothing is. */
  finish(): Promise<void>;
}

/** Folders of one build. */
export interface RunFolders {
  /** Private folder with `source`, `home`, `tmp` and `runtime`; the build owns what is in it. */
  readonly run: string;
  /** More folders, for what the confinement itself needs. */
  readonly scratch: Scratch;
}

/** What a confinement is made for. */
export interface ConfinementRequest extends RunFolders {
  /** `--tools`: to be readable inside, at the same place. */
  readonly tools: readonly string[];
  /** Files that the environment of the build names. */
  readonly files: readonly string[];
  readonly limits: ProcessLimits;
}

/** Limits on a build and on every process of it. */
export interface ProcessLimits extends GroupLimits {
  /** Bytes of one file. */
  readonly fileBytes: number;
  /** Seconds of processor time of one process. */
  readonly cpuSeconds: number;
}

/** The folders of one build, shut in; several commands may run in them, one after the other. */
export interface Confinement {
  /** `run` as what runs inside sees it. */
  readonly root: string;
  /** The temporary folder as what runs inside sees it. */
  readonly temporary: string;
  /** What the kernel holds everything inside to. */
  readonly limits: readonly HeldLimit[];
  start(command: ConfinedCommand): Promise<ConfinedProcess>;
  /** Ends the confinement: makes everything in `run` ours again, to be read and removed. */
  giveBack(): Promise<void>;
}

/** A way to shut builds in. */
export interface Confiner {
  readonly level: IsolationLevel;
  /** Whether a command without network cannot get any. */
  readonly holdsNetwork: boolean;
  confine(request: ConfinementRequest): Promise<Confinement>;
}
