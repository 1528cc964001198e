import { execFileSync, spawnSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";

const root = join(import.meta.dirname, "..", "..");

const sources: Readonly<Record<string, readonly string[]>> = {
  "src/core/range.ts": [
    "export function f(a: number): number {",
    '  if (a > 9) throw new Error("high");',
    '  if (a < 0) throw new Error("low");',
    "  // mutant: adding nothing changes nothing",
    "  if (a === 0) return 0;",
    "  return a + 1 - 1;",
    "}",
    'export const g = (a: number): void => { if (a) throw new Error("never called"); };',
  ],
  "src/core/ends.ts": [
    "/** Without its check it goes round for ever. */",
    "export function countDown(from: number): number {",
    "  for (let left = from; ; left -= 1) {",
    "    if (left <= 0) return 0;",
    "  }",
    "}",
    "/** Without its check it takes the process along. */",
    "export function stop(code: number): number {",
    "  if (code === 0) return 0;",
    '  process.kill(process.pid, "SIGKILL");',
    "  return code;",
    "}",
    "/** Without its check it waits for nothing. */",
    "export async function wake(now: boolean): Promise<string> {",
    '  if (now) return "awake";',
    "  return await new Promise<string>(() => undefined);",
    "}",
  ],
  "src/core/loaded.ts": [
    "/** Asked once, while the module loads. */",
    "export const even = [1, 2, 3].some((one) => one === 2);",
  ],
  "src/core/state.ts": [
    'let kept = "";',
    "export function keep(text: string): string {",
    '  if (text === "secret") return "";',
    "  kept += text;",
    "  return text;",
    "}",
    "/** No test needs the check; one that was changed by what others left here seems to. */",
    "export function show(): string {",
    '  if (kept === "") return "";',
    "  return kept;",
    "}",
  ],
  "__tests__/core/range.test.ts": [
    'import { expect, it } from "@jest/globals";',
    'import { f } from "../../src/core/range.ts";',
    'it("refuses what is high", () => { expect(() => f(10)).toThrow("high"); expect(f(0)).toBe(0); });',
  ],
  "__tests__/core/ends.test.ts": [
    'import { beforeAll, describe, expect, it } from "@jest/globals";',
    'import { countDown, stop, wake } from "../../src/core/ends.ts";',
    "let counted = -1;",
    'describe("countDown", () => {',
    "  beforeAll(() => { counted = countDown(3); });",
    '  it("ends", () => { expect(counted).toBe(0); });',
    "});",
    'it.each([[0]])("lets the process live with %i", (code) => { expect(stop(code)).toBe(0); });',
    'it("wakes", async () => { expect(await wake(true)).toBe("awake"); });',
  ],
  "__tests__/core/loaded.test.ts": [
    'import { expect, it } from "@jest/globals";',
    'import { even } from "../../src/core/loaded.ts";',
    'it("has found it", () => { expect(even).toBe(true); });',
  ],
  "__tests__/core/state.test.ts": [
    'import { expect, it } from "@jest/globals";',
    'import { keep, show } from "../../src/core/state.ts";',
    'it("shows no secret", () => { keep("secret"); expect(show()).toBe(""); });',
    'it("shows nothing by itself", () => { expect(show()).toBe(""); });',
  ],
  // Only jest has mocks of whole modules.
  "__tests__/core/mocked.test.ts": [
    'import { expect, it, jest } from "@jest/globals";',
    'jest.unstable_mockModule("node:os", () => ({ tmpdir: () => "/nowhere" }));',
    'const { f } = await import("../../src/core/range.ts");',
    'it("takes nine", () => { expect(f(9)).toBe(9); });',
  ],
};

let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "rebuild-gate-mutants-fixture-"));
  for (const folder of ["src/core", "__tests__/core", "scripts"]) {
    await mkdir(join(home, folder), { recursive: true });
  }
  for (const part of ["jest", "system-packages.mjs"]) {
    await cp(join(root, "scripts", part), join(home, "scripts", part), { recursive: true });
  }
  await cp(join(root, "jest.config.js"), join(home, "jest.config.js"));
  await symlink(join(root, "node_modules"), join(home, "node_modules"));
  await writeFile(join(home, "package.json"), '{ "type": "module" }');
  await writeFile(join(home, ".gitignore"), "node_modules\n.cache/\n");
  for (const [path, lines] of Object.entries(sources)) {
    await writeFile(join(home, path), lines.join("\n"));
  }
  execFileSync("git", ["init", "-q"], { cwd: home });
});

afterAll(async () => {
  await rm(home, { recursive: true, force: true });
});

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
}

function mutants(...args: readonly string[]): Ran {
  return spawnSync(
    process.execPath,
    [join(root, "scripts", "mutants.ts"), "--root", home, "--jobs", "1", ...args],
    { encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "" } },
  );
}

async function report(): Promise<Readonly<Record<string, unknown>>> {
  const text = await readFile(join(home, ".cache", "mutants.json"), "utf8");
  return JSON.parse(text) as Record<string, unknown>;
}

// Processes within processes, on a machine that may be doing other work.
jest.setTimeout(900_000);

describe("scripts/mutants.ts", () => {
  it("fails on a survivor and on what no test reaches, and leaves the tree as it was", async () => {
    const { status, stdout } = mutants("--files", "src/core/range.ts");
    expect(stdout).toContain("survived: src/core/range.ts:3:7 condition never holds: a < 0");
    expect(stdout).toContain("not reached: src/core/range.ts:8:45 condition never holds: a");
    expect(stdout).toContain("3 of 10 mutants tried");
    expect(stdout).toContain("1 killed, 0 timed out, 1 survived, 1 not reached; 1 exempt");
    expect(stdout).toContain("left to jest, because it fails without it: __tests__/core/mocked");
    expect(stdout).toContain("5 test files used");
    expect(status).toBe(1);
    expect(await readFile(join(home, "src/core/range.ts"), "utf8")).toBe(
      sources["src/core/range.ts"]?.join("\n"),
    );
    expect(await report()).toMatchObject({ mutants: 10, killed: 1, survived: 1, notReached: 1 });
  });

  it("kills what loops, takes the process along, waits for nothing or is asked while loading", async () => {
    const { status, stdout } = mutants("--files", "src/core/{ends,loaded}.ts");
    expect(stdout).toContain("4 of 10 mutants tried");
    expect(stdout).toContain("3 killed, 1 timed out, 0 survived, 0 not reached; 0 exempt");
    expect(status).toBe(0);
    const { killedBy } = await report();
    expect(killedBy).toEqual({
      "src/core/ends.ts:4:9 condition never holds: left <= 0": "the test process ended",
      "src/core/ends.ts:9:7 condition never holds: code === 0": "the test process ended",
      "src/core/ends.ts:15:7 condition never holds: now": "wakes :: waits for what never comes",
      "src/core/loaded.ts:2:21 answer is constant: [1, 2, 3].some((one) => one === 2)":
        expect.stringContaining("has found it"),
    });
  });

  it("lays what an earlier mutant left behind at nobody's door", () => {
    const { stdout } = mutants("--files", "src/core/state.ts", "--tests", "**/state.test.ts");
    expect(stdout).toContain("1 killed, 0 timed out, 1 survived");
    expect(stdout).toContain("survived: src/core/state.ts:9:7");
  });

  it("finds the same with jest alone", () => {
    const files = ["--files", "src/core/{range,ends,loaded,state}.ts"];
    // What waits for nothing is known at once here; jest waits until its patience ends.
    const tests = ["--tests", "**/{range,loaded,state}.test.ts"];
    const outcomes = ({ stdout }: Ran): readonly string[] => [
      ...stdout.split("\n").filter((line) => /^(?:survived|not reached):/.test(line)),
      / s: (.*)/.exec(stdout)?.[1] ?? stdout,
    ];
    const byJest = outcomes(mutants(...files, ...tests, "--jest"));
    expect(byJest).toContain("3 killed, 0 timed out, 2 survived, 4 not reached; 1 exempt");
    expect(outcomes(mutants(...files, ...tests))).toEqual(byJest);
  });

  it("lists what it would try", () => {
    expect(mutants("--list").stdout).toContain("10 of 10 mutants");
    const drawn = mutants("--list", "--files", "src/core/range.ts", "--sample", "2");
    expect(drawn.stdout).toContain("2 of 10 mutants");
  });
});
