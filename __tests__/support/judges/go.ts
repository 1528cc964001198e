import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { missing, type Judge } from "./judge.ts";
import { askByLine } from "./line-judge.ts";
import { FULL_SIGHT } from "./listing.ts";

const SOURCE = join(import.meta.dirname, "go-archive", "main.go");
const CACHE = join(import.meta.dirname, "..", "..", "..", ".cache", "judges");

/** The program, built once per source and toolchain; without modules, so that nothing is asked of a network. */
function builtProgram(): string {
  const version = execFileSync("go", ["version"], { encoding: "utf8" });
  const key = createHash("sha256").update(version).update(readFileSync(SOURCE)).digest("hex");
  const program = join(CACHE, `go-archive-${key.slice(0, 16)}`);
  if (existsSync(program)) return program;
  mkdirSync(CACHE, { recursive: true });
  // Two test files may build at a time: each in a folder of its own, and the last one to finish wins.
  const folder = mkdtempSync(join(CACHE, "build-"));
  const env = {
    GOCACHE: join(CACHE, "go-build"),
    ...process.env,
    GOPROXY: "off",
    CGO_ENABLED: "0",
  };
  execFileSync("go", ["build", "-o", join(folder, "program"), SOURCE], {
    env: { ...env, GOTOOLCHAIN: "local" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  renameSync(join(folder, "program"), program);
  rmSync(folder, { recursive: true, force: true });
  return program;
}

function go(name: string): Judge {
  return {
    name,
    missing: missing("go", ["version"]),
    sight: FULL_SIGHT,
    prepare: () => {
      builtProgram();
    },
    list: (files) => askByLine(builtProgram(), [], files),
  };
}

/** Go's `archive/tar`. */
export const goTar: Judge = go("Go archive/tar");

/** Go's `archive/zip`. */
export const goZip: Judge = go("Go archive/zip");
