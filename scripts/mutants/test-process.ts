import { fork, type ChildProcess } from "node:child_process";
import { OUT_OF_TIME } from "./processor-watch.ts";
import type { Answer, Question } from "./question.ts";

/** The process is gone before it answered; whoever asks next gets a new one. */
export interface Ended {
  readonly kind: "ended";
  readonly outOfTime: boolean;
}

/** What a test process runs, and with what. */
export interface TestProgram {
  readonly path: string;
  readonly args: readonly string[];
  readonly nodeArgs: readonly string[];
  readonly folder: string;
  /** After so many questions it is started anew, because what it loaded piles up. */
  readonly lifetime: number;
}

/** A process beside this one that runs test files; started when it is first asked. */
export class TestProcess {
  readonly #program: TestProgram;
  #child: ChildProcess | null = null;
  #asked = 0;
  #ran = false;

  constructor(program: TestProgram) {
    this.#program = program;
  }

  /** Whether it has run no mutant yet, which could have left something behind. */
  get isFresh(): boolean {
    return !this.#ran;
  }

  /**
   * One question, one answer. Processor time is watched over there; `patience` milliseconds on the
   * clock are for what sleeps without end, and end the process.
   */
  async ask(question: Question, patience: number): Promise<Answer | Ended> {
    if (this.#asked >= this.#program.lifetime) this.close();
    const child = this.#child ?? (await this.#start());
    this.#asked += 1;
    if (question.kind === "run") this.#ran = true;
    return await new Promise((resolve) => {
      const end = (answer: Answer | Ended): void => {
        clearTimeout(timer);
        child.removeAllListeners("message").removeAllListeners("exit");
        resolve(answer);
      };
      const timer = setTimeout(() => {
        this.close();
        end({ kind: "ended", outOfTime: true });
      }, patience);
      child.once("message", (answer: Answer) => {
        end(answer);
      });
      child.once("exit", (_code, signal) => {
        this.close();
        end({ kind: "ended", outOfTime: signal === OUT_OF_TIME });
      });
      child.send(question);
    });
  }

  async #start(): Promise<ChildProcess> {
    const { path, args, nodeArgs, folder } = this.#program;
    const child = fork(path, args, {
      cwd: folder,
      execArgv: [...nodeArgs, "--disable-warning=ExperimentalWarning"],
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      detached: true,
    });
    this.#child = child;
    this.#asked = 0;
    await new Promise((resolve, reject) => {
      child.once("message", resolve);
      child.once("exit", (code) => {
        reject(new Error(`expected a test process to start, found exit ${String(code)}`));
      });
    });
    child.removeAllListeners("exit");
    child.on("error", () => undefined);
    return child;
  }

  /** Ends the process and everything it started. */
  close(): void {
    const child = this.#child;
    this.#child = null;
    this.#asked = 0;
    this.#ran = false;
    if (child?.pid === undefined) return;
    child.removeAllListeners();
    child.on("error", () => undefined);
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
}
