import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { bundle } from "../../scripts/bundle.ts";
import type { Release } from "./release.ts";

const root = join(import.meta.dirname, "..", "..");

/** Bundles the Action from the sources into `folder`, with its action.yml. */
export async function bundleAction(folder: string): Promise<void> {
  const made = await bundle(root);
  for (const [path, { bytes }] of made.files) {
    mkdirSync(dirname(join(folder, "dist", path)), { recursive: true });
    writeFileSync(join(folder, "dist", path), bytes);
  }
  for (const name of ["action.yml", "package.json"]) {
    writeFileSync(join(folder, name), readFileSync(join(root, name)));
  }
}

/** How a step of a workflow ended, and what the runner holds afterwards. */
export interface StepEnd {
  readonly status: number | null;
  readonly log: string;
  readonly stderr: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** The files by which a step could steer later ones: `GITHUB_ENV`, `GITHUB_PATH`, `GITHUB_STATE`. */
  readonly steering: string;
}

/** What a step is started with; an input of `null` is not given. */
export interface StepStart {
  readonly release: Release;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
}

/** The runner of one machine: a folder for its files, and the Action it runs. */
export interface StepRunner extends Disposable {
  readonly folder: string;
  /** Where the file of a runner variable lies. */
  file(variable: string): string;
  run(start: StepStart): Promise<StepEnd>;
}

const VARIABLES = ["ENV", "PATH", "OUTPUT", "STATE", "STEP_SUMMARY"];

/** A runner for the Action in `action`. */
export function stepRunner(action: string): StepRunner {
  const folder = mkdtempSync(join(tmpdir(), "runner-"));
  const file = (variable: string): string => join(folder, `file-${variable}`);
  return {
    folder,
    file,
    async run({ release, inputs = {}, environment = {} }) {
      for (const variable of VARIABLES) writeFileSync(file(variable), "");
      const given: Record<string, string> = {
        "subject-path": "dist/*",
        build: "node build.mjs",
        tools: dirname(process.execPath),
        source: release.folder,
        commit: release.commit,
        ...inputs,
      };
      const child = spawn(process.execPath, [join(action, "dist", "action.js")], {
        cwd: release.folder,
        stdio: ["ignore", "pipe", "pipe"],
        env: {
          PATH: process.env["PATH"],
          HOME: folder,
          TMPDIR: folder,
          RUNNER_TEMP: folder,
          GITHUB_ACTIONS: "true",
          GITHUB_WORKSPACE: release.folder,
          GITHUB_SHA: release.commit,
          ...Object.fromEntries(VARIABLES.map((name) => [`GITHUB_${name}`, file(name)])),
          ...Object.fromEntries(
            Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
          ),
          ...environment,
        },
      });
      const [log, stderr, status] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        new Promise<number | null>((resolve) => child.on("close", resolve)),
      ]);
      return {
        status,
        log,
        stderr,
        outputs: readOutputs(readFileSync(file("OUTPUT"), "utf8")),
        summary: readFileSync(file("STEP_SUMMARY"), "utf8"),
        steering: ["ENV", "PATH", "STATE"].map((name) => readFileSync(file(name), "utf8")).join(""),
      };
    },
    [Symbol.dispose]() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function text(stream: NodeJS.ReadableStream): Promise<string> {
  let all = "";
  stream.setEncoding("utf8");
  for await (const chunk of stream) all += String(chunk);
  return all;
}

/** The outputs in a runner's file: `name=value`, or `name<<delimiter` and lines up to it; a later one wins. */
export function readOutputs(content: string): Readonly<Record<string, string>> {
  const outputs: Record<string, string> = {};
  const lines = content.split("\n");
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    const [, name, delimiter] = /^([^=]+?)<<(.+)$/.exec(line) ?? [];
    if (name !== undefined) {
      const end = lines.indexOf(delimiter!);
      outputs[name] = lines
        .splice(0, end + 1)
        .slice(0, -1)
        .join("\n");
    } else if (line.includes("=")) {
      outputs[line.slice(0, line.indexOf("="))] = line.slice(line.indexOf("=") + 1);
    }
  }
  return outputs;
}
