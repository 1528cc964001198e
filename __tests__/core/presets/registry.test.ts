import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { PRESET_NAMES } from "../../../src/core/presets/registry.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const read = (...path: string[]) => readFileSync(join(root, ...path), "utf8");

describe("the presets", () => {
  it("stand in the table of docs/presets.md in the order in which they are tried", () => {
    const rows = [
      ...read("docs", "presets.md").matchAll(/^\| \[`([a-z-]+)`\]\(presets\/\1\.md\)/gm),
    ];
    expect(rows.map(([, name]) => name)).toEqual(PRESET_NAMES);
  });

  it("have names of their own", () => {
    expect(new Set(PRESET_NAMES).size).toBe(PRESET_NAMES.length);
  });

  it.each(PRESET_NAMES)("have a page with the phases, the pitfalls and a workflow: %s", (name) => {
    const page = read("docs", "presets", `${name}.md`);
    expect(page).toMatch(new RegExp(`^# Preset: ${name}\n`));
    expect(page).toMatch(/^\| Phase +\| What runs/m);
    expect(page).toMatch(/^\| build +\|/m);
    expect(page).toMatch(/^## (?:Pitfalls|What is left)$/m);
    expect(page).toMatch(/```yaml\n[^`]*uses: rebuild-gate\/rebuild-gate@[^`]*subject-path:/);
  });

  it.each(PRESET_NAMES)("have tests of their own: %s", (name) => {
    expect(existsSync(join(root, "__tests__", "core", "presets", `${name}.test.ts`))).toBe(true);
  });
});
