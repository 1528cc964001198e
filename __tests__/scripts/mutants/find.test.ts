import { spawnSync } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { transformSync } from "esbuild";
import { findMutants } from "../../../scripts/mutants/find.ts";
import { instrument } from "../../../scripts/mutants/mutant.ts";
import { poorerPatterns } from "../../../scripts/mutants/pattern-parts.ts";

const root = join(import.meta.dirname, "..", "..", "..");

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
