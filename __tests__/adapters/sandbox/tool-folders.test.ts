import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toolRoots } from "../../../src/adapters/sandbox/tool-folders.ts";

let base: string;

beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), "tool-folders-test-")));
  for (const folder of [
    "venv/bin",
    "home/bin",
    "home/.local/bin",
    "work/bin",
    "work/.git",
    "tools",
    "far/bin",
  ]) {
    mkdirSync(join(base, folder), { recursive: true });
  }
});

afterEach(() => {
  rmSync(base, { recursive: true });
});

const roots = (folder: string): readonly string[] =>
  toolRoots(join(base, folder), [join(base, "home")]).map((root) => root.replace(base, "."));

describe("toolRoots", () => {
  it("shows the installation around a bin folder, and other folders alone", () => {
    expect(roots("venv/bin")).toEqual(["./venv"]);
    expect(roots("tools")).toEqual(["./tools"]);
  });

  it("never shows a home, what is beside .local/bin, or a work tree, for the sake of a bin in it", () => {
    expect(roots("home/bin")).toEqual(["./home/bin"]);
    expect(roots("home/.local/bin")).toEqual(["./home/.local/bin"]);
    expect(roots("work/bin")).toEqual(["./work/bin"]);
    expect(toolRoots("/bin", []).includes("/")).toBe(false);
  });

  it("shows where links lead, and passes over those that lead nowhere", () => {
    writeFileSync(join(base, "far", "bin", "tool"), "");
    symlinkSync(join(base, "far", "bin", "tool"), join(base, "tools", "tool"));
    symlinkSync(join(base, "absent"), join(base, "tools", "dangling"));
    symlinkSync(join(base, "venv"), join(base, "current"));
    expect(roots("tools")).toEqual(["./tools", "./far"]);
    expect(roots("current/bin")).toEqual(["./current", "./venv"]);
  });
});
