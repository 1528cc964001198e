import { execFileSync, spawnSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { transformSync } from "esbuild";
import { findMutants } from "../../scripts/mutants/find.ts";
import { instrument } from "../../scripts/mutants/mutant.ts";
import { poorerPatterns } from "../../scripts/mutants/pattern-parts.ts";

const root = join(import.meta.dirname, "..", "..");

function kinds(text: string, file = "src/core/a.ts"): readonly string[] {
  return findMutants(file, text).map(({ kind, shown }) => `${kind}: ${shown}`);
}

describe("findMutants", () => {
  it.each([
    [
      "a condition that throws, and each of its operands",
      "function f(a, b) { if (a > 1 || !b) throw new Error(); }",
      [
        "condition never holds: a > 1 || !b",
        "operand is left out: a > 1",
        "operand is left out: !b",
      ],
    ],
    [
      "a condition that alone keeps a refusal away",
      "function f(a) { if (a) return 1; return refuse(a); }",
      [
        "condition never holds: a",
        "condition always holds: a",
        "refusal is left out: return refuse(a);",
      ],
    ],
    [
      "a throw behind other statements",
      "function f(a) { g(); throw a; }",
      ["throw is left out: throw a;"],
    ],
    [
      "a returned object that says it is a refusal",
      'function f() { g(); return { kind: "refused", why }; }',
      ['refusal is left out: return { kind: "refused", why };'],
    ],
    [
      "a problem that is recorded",
      "function f(a) { problems.push(a); context.addIssue(a); others.push(a); }",
      ["refusal is left out: problems.push(a);", "refusal is left out: context.addIssue(a);"],
    ],
    [
      "a call that is made for what it throws",
      "async function f(a) { await verifyDigest(a); readDigest(a); }",
      ["check is not called: await verifyDigest(a);"],
    ],
    [
      "a check that is written as a value",
      "const f = (a) => [...(a.ok ? [] : [a.why]), a.b === null ? null : 1];",
      ["empty arm is taken: a.ok", "empty arm is taken: a.b === null"],
    ],
    [
      "the operands of a boolean answer, but not of a fallback",
      'const same = (a, b) => a.x === b.x && a.y === b.y; const n = a || "none";',
      ["operand is left out: a.x === b.x", "operand is left out: a.y === b.y"],
    ],
    [
      "a question about all elements",
      "const f = (l) => g(l.some(p), l.every(p), l.filter(p));",
      ["answer is constant: l.some(p)", "answer is constant: l.every(p)"],
    ],
    [
      "the checks of a schema",
      "const s = z.strictObject({ a: z.string().max(3).optional() });",
      ["schema takes unknown keys: z", "schema loses a check: z.string()"],
    ],
    [
      "the replacements of an escape, the parts of its pattern and its table",
      'const escapeText = (t) => t.replace(/[<\\n]|&&/g, (c) => ({ "<": "&lt;" })[c] );',
      [
        "replacement is left out: t",
        "pattern loses a part: [<\\n] of /[<\\n]|&&/g",
        "pattern loses a part: && of /[<\\n]|&&/g",
        "pattern loses a part: < of /[<\\n]|&&/g",
        "pattern loses a part: \\n of /[<\\n]|&&/g",
        'table loses an entry: "&lt;"',
      ],
    ],
  ])("finds %s", (_what, text, found) => {
    expect(kinds(text)).toEqual(found);
  });

  it("finds outside of core only the conditions that lead out", () => {
    const text = "function f(a) { if (a) g(); if (a) throw a; if (a) return 1; }";
    expect(kinds(text)).toHaveLength(3);
    expect(kinds(text, "src/adapters/a.ts")).toHaveLength(2);
  });

  it("leaves a replacement alone that escapes nothing", () => {
    expect(kinds('const f = (t) => t.replace(/[ab]/, "");')).toEqual([]);
    expect(kinds('const f = (t) => t.replace(/x/, "");', "src/core/safe/a.ts")).toHaveLength(1);
  });

  it("takes an exemption with a reason, for its line and the named part only", () => {
    const exempt = (text: string): readonly (string | null)[] =>
      findMutants("src/core/a.ts", text).map((mutant) => mutant.exempt);
    expect(exempt("// mutant: only saves time, see below\nif (a) f();\nif (b) f();")).toEqual([
      "only saves time, see below",
      null,
    ]);
    expect(exempt("if (a) f(); // mutant: only saves time, see below")).toEqual([
      "only saves time, see below",
    ]);
    expect(exempt("// mutant `b`: the reader never makes it so\nif (a || b) f();")).toEqual([
      "the reader never makes it so",
      null,
      "the reader never makes it so",
    ]);
    expect(exempt("// mutant: no\nif (a) f();")).toEqual([null]);
  });
});

describe("poorerPatterns", () => {
  it("loses one alternative or one class element at a time", () => {
    expect(poorerPatterns("a(?:b|c)|[x-z\\]\\u{1f}]").map(({ pattern }) => pattern)).toEqual([
      "[x-z\\]\\u{1f}]",
      "a(?:b|c)",
      "a(?:b|c)|[\\]\\u{1f}]",
      "a(?:b|c)|[x-z\\u{1f}]",
      "a(?:b|c)|[x-z\\]]",
    ]);
  });

  it("leaves a negated class alone, which would match more", () => {
    expect(poorerPatterns("[^ab]")).toEqual([]);
  });
});

describe("instrument", () => {
  const text = [
    "#!/usr/bin/env node",
    "export function f(a: number, b: string): string {",
    "  if (a > 9 || (a < 0 && b === '')) throw new Error('range'); else b += '!';",
    "  return escapeIt(b);",
    "}",
    "const escapeIt = (t: string) => t.replace(/[<>]/g, '_').replaceAll('&', '+');",
  ].join("\n");

  /** Runs `f` with one mutant active, or none. */
  async function run(active: number, a: number, b: string): Promise<string> {
    const mutants = findMutants("src/core/a.ts", text);
    const home = await mkdtemp(join(tmpdir(), "rebuild-gate-instrument-"));
    try {
      await cp(join(root, "scripts", "mutants", "switchboard.cjs"), join(home, "switchboard.cjs"));
      await writeFile(join(home, "active"), String(active));
      const code = instrument(
        text,
        mutants,
        (mutant) => mutants.indexOf(mutant),
        join(home, "switchboard.cjs"),
      );
      expect(code.startsWith("#!/usr/bin/env node\n")).toBe(true);
      const program = transformSync(code, { loader: "ts", format: "esm" }).code;
      const call = `\nconsole.log(f(${String(a)}, ${JSON.stringify(b)}));`;
      await writeFile(join(home, "a.mjs"), program + call);
      const { stdout, stderr } = spawnSync(process.execPath, [join(home, "a.mjs")], {
        encoding: "utf8",
      });
      return stdout.trim() || (/Error: (.*)/.exec(stderr)?.[1] ?? stderr);
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  }

  it("changes nothing while no mutant is active", async () => {
    expect(await run(-1, 1, "<&>")).toBe("_+_!");
    expect(await run(-1, 10, "x")).toBe("range");
    expect(await run(-1, -1, "")).toBe("range");
  });

  it("switches off exactly the active one", async () => {
    const names = kinds(text);
    const at = (name: string): number => names.indexOf(name);
    expect(await run(at("condition never holds: a > 9 || (a < 0 && b === '')"), 10, "x")).toBe(
      "x!",
    );
    expect(await run(at("operand is left out: a > 9"), 10, "x")).toBe("x!");
    expect(await run(at("operand is left out: b === ''"), -1, "x")).toBe("range");
    expect(await run(at("replacement is left out: t"), 1, "<&>")).toBe("<+>!");
    expect(await run(at("replacement is left out: t.replace(/[<>]/g, '_')"), 1, "<&>")).toBe(
      "_&_!",
    );
    expect(await run(at("pattern loses a part: < of /[<>]/g"), 1, "<&>")).toBe("<+_!");
  });
});

describe("scripts/mutants.ts", () => {
  let home: string;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "rebuild-gate-mutants-fixture-"));
    await mkdir(join(home, "src", "core"), { recursive: true });
    await mkdir(join(home, "__tests__", "core"), { recursive: true });
    for (const part of ["jest", "system-packages.mjs"]) {
      await cp(join(root, "scripts", part), join(home, "scripts", part), { recursive: true });
    }
    await cp(join(root, "jest.config.js"), join(home, "jest.config.js"));
    await symlink(join(root, "node_modules"), join(home, "node_modules"));
    await writeFile(join(home, "package.json"), '{ "type": "module" }');
    await writeFile(join(home, ".gitignore"), "node_modules\n.cache/\n");
    await writeFile(
      join(home, "src", "core", "a.ts"),
      [
        "export function f(a: number): number {",
        '  if (a > 9) throw new Error("high");',
        '  if (a < 0) throw new Error("low");',
        "  // mutant: adding nothing changes nothing",
        "  if (a === 0) return 0;",
        "  return a + 1 - 1;",
        "}",
        'export const g = (a: number): void => { if (a) throw new Error("never called"); };',
      ].join("\n"),
    );
    await writeFile(
      join(home, "__tests__", "core", "a.test.ts"),
      [
        'import { expect, it } from "@jest/globals";',
        'import { f } from "../../src/core/a.ts";',
        'it("refuses what is high", () => { expect(() => f(10)).toThrow("high"); expect(f(0)).toBe(0); });',
      ].join("\n"),
    );
    execFileSync("git", ["init", "-q"], { cwd: home });
  });
  afterAll(async () => {
    await rm(home, { recursive: true, force: true });
  });

  function mutants(...args: readonly string[]): { status: number | null; stdout: string } {
    return spawnSync(
      process.execPath,
      [join(root, "scripts", "mutants.ts"), "--root", home, ...args],
      { encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "" } },
    );
  }

  it("fails on a survivor and on what no test reaches, and leaves the tree as it was", async () => {
    const before = await readFile(join(home, "src", "core", "a.ts"), "utf8");
    const { status, stdout } = mutants("--jobs", "1");
    expect(stdout).toContain("survived: src/core/a.ts:3:7 condition never holds: a < 0");
    expect(stdout).toContain("not reached: src/core/a.ts:8:45 condition never holds: a");
    expect(stdout).toContain("3 of 4 mutants tried");
    expect(stdout).toContain("1 killed, 0 timed out, 1 survived, 1 not reached; 1 exempt");
    expect(status).toBe(1);
    expect(await readFile(join(home, "src", "core", "a.ts"), "utf8")).toBe(before);
    const result = JSON.parse(
      await readFile(join(home, ".cache", "mutants.json"), "utf8"),
    ) as Record<string, unknown>;
    expect(result).toMatchObject({ mutants: 4, killed: 1, survived: 1, notReached: 1, exempt: 1 });
  });

  it("lists, chooses by file, and draws the same sample for the same seed", () => {
    const drawn = (seed: string): string =>
      mutants("--list", "--sample", "2", "--seed", seed).stdout;
    expect(mutants("--list").stdout).toContain("4 of 4 mutants");
    expect(mutants("--list", "--files", "src/app/**").stdout).toContain("0 of 4 mutants");
    expect(drawn("a")).toContain("2 of 4 mutants");
    expect(drawn("a")).toBe(drawn("a"));
    expect(new Set(["a", "b", "c"].map(drawn)).size).toBeGreaterThan(1);
  });
});
