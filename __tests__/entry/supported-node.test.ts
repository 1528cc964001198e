import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import {
  isSupportedNode,
  SUPPORTED_NODE,
  unsupportedNode,
} from "../../src/entry/supported-node.ts";

const manifest = JSON.parse(
  readFileSync(join(import.meta.dirname, "..", "..", "package.json"), "utf8"),
) as { readonly engines: { readonly node: string } };

describe("isSupportedNode", () => {
  it.each([
    ["v20.19.5", false],
    ["v22.0.0", false],
    ["v22.21.9", false],
    ["v22.22.1", false],
    ["v22.22.2", true],
    ["v22.22.10", true],
    ["v22.23.0", true],
    ["v23.11.1", false],
    ["v24.0.0", false],
    ["v24.14.99", false],
    ["v24.15.0", true],
    ["v24.21.0", true],
    ["v25.9.0", false],
    ["v26.0.0", true],
    ["v30.1.2", true],
    ["v100.0.0", true],
    ["v26.0.0-nightly20260101", false],
    ["24.15.0", false],
    ["", false],
  ])("says of %s: %s", (version, supported) => {
    expect(isSupportedNode(version)).toBe(supported);
  });

  it("draws the lines that package.json's engines draw", () => {
    expect(SUPPORTED_NODE).toBe(manifest.engines.node);
    const parts = SUPPORTED_NODE.split(" || ");
    const carets = parts.slice(0, -1).map((part) => /^\^(\d+)\.(\d+)\.(\d+)$/.exec(part)!);
    const from = Number(/^>=(\d+)$/.exec(parts.at(-1)!)![1]);
    for (const [, major, minor, patch] of carets.map((caret) => caret.map(Number))) {
      const version = (a: number, b: number) => `v${String(major)}.${String(a)}.${String(b)}`;
      expect(isSupportedNode(version(minor!, patch!))).toBe(true);
      const before = patch === 0 ? version(minor! - 1, 99) : version(minor!, patch! - 1);
      expect([before, isSupportedNode(before)]).toEqual([before, false]);
    }
    const lines = Array.from({ length: from + 5 }, (_, major) => major);
    expect(lines.filter((major) => isSupportedNode(`v${String(major)}.99.0`))).toEqual([
      ...carets.map(([, major]) => Number(major)),
      ...lines.filter((major) => major >= from),
    ]);
  });
});

describe("unsupportedNode", () => {
  it("says which versions are needed, which one runs, and what to do", () => {
    const text = unsupportedNode("v20.19.5");
    expect(text).toContain(`expected  Node ${manifest.engines.node}\n`);
    expect(text).toContain("found     v20.19.5\n");
    expect(text).toMatch(/next {6}Install .+\n {2}docs {6}https:.+errors#node-unsupported\n$/);
  });
});
