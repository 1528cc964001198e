import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ConfinedEnd, ConfinedProcess } from "../../src/adapters/sandbox/confinement.ts";
import { processConfiner } from "../../src/adapters/sandbox/process-confiner.ts";
import { openScratch } from "../../src/adapters/scratch.ts";
import { KNOWN_TOOLS, toolVersions } from "../../src/adapters/tool-versions.ts";

let base: string;

beforeEach(() => {
  base = realpathSync(mkdtempSync(path.join(tmpdir(), "tool-versions-test-")));
});

afterEach(() => {
  rmSync(base, { recursive: true });
});

function program(place: string, script: string, mode = 0o755): void {
  const file = path.join(base, place);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode });
}

async function versions(
  tools: ReadonlyMap<string, readonly string[]>,
  environment: Readonly<Record<string, string>>,
  patienceMs?: number,
): Promise<ReadonlyMap<string, string>> {
  await using scratch = await openScratch();
  const answer = await toolVersions({
    confinement: await processConfiner.confine({
      run: base,
      scratch,
      tools: [],
      files: [],
      limits: { memoryBytes: 1e9, processes: 1000, fileBytes: 1e9, cpuSeconds: 60 },
    }),
    environment,
    tools,
    limits: { graceMs: 300, logBytes: 1e6, disk: { reserveBytes: 0, files: 1e9, everyMs: 1000 } },
    signal: new AbortController().signal,
    ...(patienceMs === undefined ? {} : { patienceMs }),
  });
  if (answer.kind !== "asked") throw new Error(answer.complaint);
  return answer.versions;
}

async function ask(names: readonly string[], patienceMs?: number): Promise<unknown> {
  const tools = new Map(names.map((name) => [name, ["--version"]] as const));
  const environment = { PATH: `${base}/first:${base}/second:/usr/bin:/bin`, GREETING: "hello" };
  return Object.fromEntries(await versions(tools, environment, patienceMs));
}

describe("toolVersions", () => {
  it("asks the first program on PATH, in the build's environment", async () => {
    program("first/a", 'echo "$GREETING $1"; pwd >&2');
    program("second/a", "echo second");
    program("second/b", "echo second");
    expect(await ask(["a", "b"])).toEqual({ a: "hello --version", b: "second" });
  });

  it("passes over what cannot be run", async () => {
    program("first/a", "echo first", 0o644);
    program("second/a", "echo second");
    expect(await ask(["a"])).toEqual({ a: "second" });
  });

  it("leaves out what is absent, fails, is silent or is no program", async () => {
    program("first/fails", "echo no; exit 1");
    program("first/silent", "exit 0");
    writeFileSync(path.join(base, "first", "garbage"), "\0\0", { mode: 0o755 });
    expect(await ask(["absent", "fails", "silent", "garbage"])).toEqual({});
  });

  it("takes one line, from either stream, and not more than 200 characters of it", async () => {
    program("first/long", 'head -c 5000 /dev/zero | tr "\\0" x');
    program("first/errors", "echo version >&2; echo more >&2");
    expect(await ask(["long", "errors"])).toEqual({ long: "x".repeat(200), errors: "version" });
  });

  it("does not wait for a program that does not end", async () => {
    program("first/slow", "echo 1.0; exec sleep 60");
    const start = performance.now();
    program("first/quick", "echo 2.0");
    expect(await ask(["slow", "quick"], 2000)).toEqual({ quick: "2.0" });
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  it("does not take a way in that was too slow for one that does not work", async () => {
    let killed = (): void => undefined;
    const ended = new Promise<ConfinedEnd>((resolve) => {
      killed = () => {
        resolve({ kind: "not-started", complaint: "the first process said nothing" });
      };
    });
    const slow: ConfinedProcess = {
      output: null,
      ended,
      hit: () => null,
      ask: () => undefined,
      kill: () => {
        killed();
      },
      finish: () => Promise.resolve(),
    };
    const answer = await toolVersions({
      confinement: {
        root: base,
        temporary: base,
        limits: [],
        start: () => Promise.resolve(slow),
        giveBack: () => Promise.resolve(),
      },
      environment: {},
      tools: new Map([["a", ["--version"]]]),
      limits: { graceMs: 0, logBytes: 1e6, disk: { reserveBytes: 0, files: 1e9, everyMs: 1000 } },
      signal: new AbortController().signal,
      patienceMs: 1,
    });
    expect(answer).toEqual({ kind: "asked", versions: new Map() });
  });

  it("knows how to ask the usual ones", async () => {
    program("first/go", '[ "$1" = version ] && echo go version go1.0');
    program("first/java", '[ "$1" = -version ] && echo openjdk >&2');
    const environment = { PATH: `${base}/first:/usr/bin:/bin` };
    const known = await versions(KNOWN_TOOLS, environment);
    expect(known.get("go")).toBe("go version go1.0");
    expect(known.get("java")).toBe("openjdk");
  });
});
