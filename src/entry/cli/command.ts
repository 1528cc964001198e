/** One flag as the manual shows it and the parser takes it. */
export interface Flag {
  /** Without the dashes. */
  readonly name: string;
  readonly short?: string;
  /** Placeholder of its value; null: a switch without one. */
  readonly value: string | null;
  readonly repeat?: boolean;
  /** The default as the manual shows it; absent: none. */
  readonly fallback?: string;
  /** The only values it takes, when they can be listed. */
  readonly choices?: readonly string[];
  readonly meaning: string;
}

/** What stands on the command line without a flag. */
export interface Operands {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly meaning: string;
}

/** An exit code of a command and when it is given. */
export interface Exit {
  readonly code: number;
  readonly when: string;
}

/** A command line to copy, and what it is for. */
export interface Example {
  readonly purpose: string;
  readonly command: string;
}

/** Everything that `--help` says and docs/cli.md repeats; the parser reads the same table. */
export interface Manual {
  readonly name: string;
  readonly summary: string;
  readonly synopsis: readonly string[];
  readonly description: readonly string[];
  readonly operands: Operands;
  readonly flags: readonly Flag[];
  readonly exits: readonly Exit[];
  readonly examples: readonly Example[];
}

/** Where text goes. */
export interface Output {
  write(text: string): Promise<void>;
  readonly isTerminal: boolean;
}

/** What a command may know of the process it runs in. */
export interface Shell {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  readonly directory: string;
  /** Fires on SIGINT, SIGTERM and SIGHUP. */
  readonly signal: AbortSignal;
}

/** A command line that was taken apart; what it names exists in the manual. */
export interface Given {
  readonly operands: readonly string[];
  has(flag: string): boolean;
  /** The value, or the last of several (which is a problem of its own). */
  one(flag: string): string | undefined;
  many(flag: string): readonly string[];
}

/** Takes a problem of usage; all of them are reported together. */
export type Complain = (problem: string) => void;

/** A command of the tool: its manual, how its command line is read, and what it does. */
export interface Command {
  readonly manual: Manual;
  /** Reads, reports every problem of usage at once (`InputError`, `usage`), runs; resolves to the exit code. */
  execute(argv: readonly string[], shell: Shell): Promise<number>;
}

/** The parts that a command is put together from by `command`. */
export interface CommandParts<Request> {
  readonly manual: Manual;
  /** The request that the command line spells; its result is dropped when there was any problem. */
  readonly read: (given: Given, complain: Complain) => Request;
  readonly run: (request: Request, given: Given, shell: Shell) => Promise<number>;
}
