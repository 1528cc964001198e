import { spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";

const CLI = join(import.meta.dirname, "../../src/entry/cli.ts");
const FULL = "/dev/full";

describe("a run whose output cannot be written", () => {
  const where = existsSync(FULL) ? test : test.skip;

  where("exits 5 and says so, because nobody got the result", () => {
    const full = openSync(FULL, "w");
    try {
      const { status, stderr } = spawnSync(process.execPath, [CLI, "check", "--help"], {
        stdio: ["ignore", full, "pipe"],
        encoding: "utf8",
      });
      expect(status).toBe(5);
      expect(stderr).toContain("disk-failed");
    } finally {
      closeSync(full);
    }
  });
});
