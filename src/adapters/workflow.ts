import { randomBytes } from "node:crypto";
import {
  endGroup as endLogGroup,
  error,
  info,
  notice,
  setFailed,
  setOutput,
  startGroup,
  summary,
  warning,
} from "@actions/core";
import type { PhaseName, Progress } from "../app/ports.ts";
import { InputError } from "../core/errors.ts";
import { safeLine, safeLines } from "../core/safe-text.ts";

/** A message that the runner shows on the page of the run; every text in it may be untrusted. */
export interface Annotation {
  readonly level: "error" | "warning" | "notice";
  readonly title: string;
  /** One paragraph each. */
  readonly lines: readonly string[];
}

/**
 * The workflow runner as this step speaks to it; the only place that does. Every text is escaped here, once more. What
 * a run notices goes to the log (the summary repeats it); the page of the run is for what somebody should do.
 */
export interface Workflow extends Progress {
  /** Opens a group of the log; the one before it ends. */
  group(title: string): void;
  /** Lines of the log, in the group that is open. */
  say(text: string): void;
  annotate(annotation: Annotation): void;
  /** Adds Markdown (escaped by its renderer) to the job summary; where the runner has none, the log says so. */
  summary(markdown: string): Promise<void>;
  /** Makes the step red; the lines become an annotation of their own. */
  fail(lines: readonly string[]): void;
  /**
   * Writes the outputs, by the runner's file and in no other way: without the file the toolkit would print a command
   * that any log line can imitate. Throws `InputError` (`usage`) when there is none. The last thing a step does.
   */
  outputs(values: ReadonlyMap<string, string>): void;
  /** Ends the open group and takes commands again. */
  close(): void;
}

const TITLES: Readonly<Record<PhaseName, string>> = {
  source: "Prove the source tree",
  rebuild: "Rebuild",
  compare: "Compare",
  explain: "Explain",
  recheck: "Rebuild once more, to see whether the build is stable",
  sign: "Sign",
  verify: "Verify",
};

// Named one by one: what is not named (an HTTP client among it) stays out of the bundle.
const SHOW = { error, warning, notice } as const;

/** What a build may print without a line end before it is shown. */
const LONGEST_PENDING = 8192;

/** Lines of our own are never cut; what is untrusted in them was cut before. */
const UNCUT = Infinity;

/** Opens the log of this step. */
export function openWorkflow(): Workflow {
  let open = false;
  let phase: PhaseName | null = null;
  const log = buildLog();
  const endGroup = (): void => {
    log.end();
    if (open) endLogGroup();
    open = false;
    phase = null;
  };
  const group = (title: string): void => {
    endGroup();
    startGroup(safeLine(title));
    open = true;
  };
  return {
    group,
    phase(name, detail) {
      if (phase === name) {
        info(safeLine(detail));
        return;
      }
      group(detail === "" ? TITLES[name] : `${TITLES[name]}: ${detail}`);
      phase = name;
    },
    notice(code, message) {
      log.end();
      info(safeLine(`Notice: ${message} (${code})`));
    },
    buildOutput(chunk) {
      if (!log.running()) {
        group("Build output");
        log.start();
      }
      log.add(chunk);
    },
    say(text) {
      log.end();
      for (const line of safeLines(text, UNCUT)) info(line);
    },
    annotate({ level, title, lines }) {
      log.end();
      SHOW[level](paragraphs(lines), { title: safeLine(title) });
    },
    async summary(markdown) {
      log.end();
      try {
        await summary.addRaw(markdown, true).write();
      } catch {
        info("This runner has no job summary; the report has it as Markdown.");
      }
    },
    fail(lines) {
      endGroup();
      setFailed(paragraphs(lines));
    },
    outputs(values) {
      endGroup();
      if ((process.env["GITHUB_OUTPUT"] ?? "") === "") {
        throw new InputError("usage", {
          expected: "a step of a workflow",
          found: "no GITHUB_OUTPUT in the environment",
          next: "Outside of a workflow, use the command line tool.",
        });
      }
      for (const [name, value] of values) setOutput(name, value);
    },
    close: endGroup,
  };
}

function paragraphs(lines: readonly string[]): string {
  return lines.map((line) => safeLine(line)).join("\n");
}

/** The part of the log in which a build speaks: no command is obeyed there but the one that ends it. */
function buildLog() {
  let token: string | null = null;
  let pending = "";
  let decoder = new TextDecoder();
  const show = (text: string): void => {
    for (const line of safeLines(text)) info(line);
  };
  return {
    running: () => token !== null,
    start(): void {
      // 128 bits that the build cannot know: whoever knew them could end the part early.
      token = randomBytes(16).toString("hex");
      decoder = new TextDecoder();
      process.stdout.write(`::stop-commands::${token}\n`);
    },
    add(chunk: Uint8Array): void {
      pending += decoder.decode(chunk, { stream: true });
      const end = pending.length > LONGEST_PENDING ? pending.length : pending.lastIndexOf("\n") + 1;
      show(pending.slice(0, end));
      pending = pending.slice(end);
    },
    end(): void {
      if (token === null) return;
      show(pending + decoder.decode());
      process.stdout.write(`::${token}::\n`);
      pending = "";
      token = null;
    },
  };
}
