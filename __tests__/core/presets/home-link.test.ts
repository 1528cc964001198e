import { execFileSync } from "node:child_process";
import { lstatSync, mkdirSync, mkdtempSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { homeLink } from "../../../src/core/presets/home-link.ts";

describe("homeLink", () => {
  it("puts what was fetched into the home, and nothing where nothing was", () => {
    const folder = mkdtempSync(join(tmpdir(), "home-link-"));
    try {
      mkdirSync(join(folder, "materials", "go"), { recursive: true });
      const { command, evidence } = homeLink("go", "go/pkg/mod", "because");
      expect(evidence).toBe("because");
      const run = (home: string, materials: Record<string, string>) =>
        execFileSync("/bin/sh", ["-ec", command], {
          env: { PATH: "/usr/bin:/bin", HOME: join(folder, home), ...materials },
        });
      run("one", { GATE_MATERIALS: join(folder, "materials") });
      expect(readlinkSync(join(folder, "one/go/pkg/mod"))).toBe(join(folder, "materials/go"));
      run("two", {});
      expect(lstatSync(join(folder, "two"), { throwIfNoEntry: false })).toBeUndefined();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
