import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { updatedActionPage } from "../../scripts/update-docs.ts";
import { INPUT_DEFAULTS } from "../../src/entry/action/inputs.ts";
import { OUTPUT_NAMES } from "../../src/entry/action/outputs.ts";

const root = join(import.meta.dirname, "..", "..");
const page = readFileSync(join(root, "docs", "action.md"), "utf8");
const actionYml = readFileSync(join(root, "action.yml"), "utf8");

const action = parse(actionYml) as {
  readonly inputs: Readonly<
    Record<string, { readonly default?: string; readonly required: boolean }>
  >;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly runs: { readonly using: string; readonly main: string };
};

describe("docs/action.md", () => {
  it("has the inputs and outputs of action.yml (mend: node scripts/update-docs.ts)", async () => {
    expect(await updatedActionPage(page, actionYml)).toBe(page);
  });

  it("changes with an input, a default and an output", async () => {
    for (const [from, to] of [
      ["  recheck:", "  re-check:"],
      ['default: "60"', 'default: "61"'],
      ["  mismatches:", "  differences:"],
    ] as const) {
      expect(actionYml).toContain(from);
      expect(await updatedActionPage(page, actionYml.replace(from, to))).not.toBe(page);
    }
  });

  it("cannot lose its markers unseen", async () => {
    for (const damaged of [page.replace("<!-- /inputs -->", ""), ""]) {
      await expect(updatedActionPage(damaged, actionYml)).rejects.toThrow("markers");
    }
  });

  it("shows a part of the example as the example has it", () => {
    const [, shown = ""] = /```yaml\n(.*?)```/s.exec(page) ?? [];
    const example = readFileSync(join(root, "docs", "examples", "release-in-two-jobs.yml"), "utf8");
    const lines = new Set(example.split("\n"));
    expect(shown.split("\n").length).toBeGreaterThan(10);
    expect(shown.split("\n").filter((line) => !lines.has(line) && !lines.has(`  ${line}`))).toEqual(
      [],
    );
  });
});

describe("action.yml", () => {
  it("declares exactly the inputs that are read, with the defaults that are assumed", () => {
    const fromRunner = { source: "${{ github.workspace }}", commit: "${{ github.sha }}" };
    const declared = Object.fromEntries(
      Object.entries(action.inputs).map(([name, input]) => [name, input.default ?? ""]),
    );
    expect(declared).toEqual({ ...INPUT_DEFAULTS, ...fromRunner });
  });

  it("declares exactly the outputs that are set", () => {
    expect(Object.keys(action.outputs)).toEqual([...OUTPUT_NAMES]);
  });

  it("runs the bundle under Node 24", () => {
    expect(action.runs).toEqual({ using: "node24", main: "dist/action.js" });
  });

  it("uses lower-case words with hyphens for every name", () => {
    for (const name of [...Object.keys(action.inputs), ...Object.keys(action.outputs)]) {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    }
  });
});
