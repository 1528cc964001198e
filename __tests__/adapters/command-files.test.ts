import { execFileSync } from "node:child_process";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { rememberCommandFiles } from "../../src/adapters/command-files.ts";

let folder: string;
let environment: Record<string, string>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "command-files-"));
  environment = {};
  for (const name of ["ENV", "PATH", "OUTPUT", "STATE", "STEP_SUMMARY"]) {
    environment[`GITHUB_${name}`] = join(folder, name);
    writeFileSync(join(folder, name), `before ${name}\n`);
  }
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("rememberCommandFiles", () => {
  it("finds nothing changed when nothing was", async () => {
    const files = await rememberCommandFiles(environment);
    expect(await files.restoreChanged()).toEqual([]);
  });

  it.each(["ENV", "PATH", "OUTPUT", "STATE", "STEP_SUMMARY"])(
    "names and restores GITHUB_%s",
    async (name) => {
      const files = await rememberCommandFiles(environment);
      writeFileSync(join(folder, name), "LD_PRELOAD=/tmp/x.so\n", { flag: "a" });
      expect(await files.restoreChanged()).toEqual([
        { variable: `GITHUB_${name}`, restored: true },
      ]);
      expect(readFileSync(join(folder, name), "utf8")).toBe(`before ${name}\n`);
      expect(await files.restoreChanged()).toEqual([]);
    },
  );

  it("notices other bytes of the same length, and keeps the mode of the file", async () => {
    const files = await rememberCommandFiles(environment);
    chmodSync(join(folder, "ENV"), 0o640);
    writeFileSync(join(folder, "ENV"), "BEFORE ENV\n");
    expect(await files.restoreChanged()).toEqual([{ variable: "GITHUB_ENV", restored: true }]);
    expect(lstatSync(join(folder, "ENV")).mode & 0o777).toBe(0o640);
  });

  it("does not follow a link that took the place of the file", async () => {
    const files = await rememberCommandFiles(environment);
    const elsewhere = join(folder, "elsewhere");
    writeFileSync(elsewhere, "before ENV\n");
    rmSync(join(folder, "ENV"));
    symlinkSync(elsewhere, join(folder, "ENV"));
    expect(await files.restoreChanged()).toEqual([{ variable: "GITHUB_ENV", restored: true }]);
    expect(lstatSync(join(folder, "ENV")).isFile()).toBe(true);
    expect(readFileSync(elsewhere, "utf8")).toBe("before ENV\n");
  });

  it("brings back a file that is gone, a folder, or a pipe", async () => {
    const files = await rememberCommandFiles(environment);
    for (const name of ["ENV", "PATH", "STATE"]) rmSync(join(folder, name));
    mkdirSync(join(folder, "PATH"));
    execFileSync("mkfifo", [join(folder, "STATE")]);
    expect((await files.restoreChanged()).map(({ variable }) => variable)).toEqual([
      "GITHUB_ENV",
      "GITHUB_PATH",
      "GITHUB_STATE",
    ]);
    expect(readFileSync(join(folder, "STATE"), "utf8")).toBe("before STATE\n");
  });

  it("takes a file that grew beyond all reason for changed, without reading it", async () => {
    const files = await rememberCommandFiles(environment);
    truncateSync(join(folder, "OUTPUT"), 5 * 1024 * 1024 * 1024);
    expect(await files.restoreChanged()).toEqual([{ variable: "GITHUB_OUTPUT", restored: true }]);
    expect(readFileSync(join(folder, "OUTPUT"), "utf8")).toBe("before OUTPUT\n");
  });

  it("says so when a file cannot be restored", async () => {
    const files = await rememberCommandFiles(environment);
    rmSync(folder, { recursive: true });
    const changed = await files.restoreChanged();
    expect(changed).toHaveLength(5);
    expect(changed.every(({ restored }) => !restored)).toBe(true);
    mkdirSync(folder);
  });

  it("knows no file where no variable names one", async () => {
    const files = await rememberCommandFiles({
      GITHUB_ENV: "",
      GITHUB_PATH: join(folder, "absent"),
    });
    expect(await files.restoreChanged()).toEqual([]);
  });
});
