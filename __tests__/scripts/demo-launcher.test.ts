import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmod, copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";

const launcher = join(import.meta.dirname, "..", "..", "scripts", "demo-launcher.mjs");
const lock = {
  packages: {
    "": { version: "0.1.0" },
    "node_modules/a": { version: "1.0.0" },
    "node_modules/b-darwin": { version: "2.0.0", optional: true },
  },
};

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "rebuild-gate-launcher-"));
  for (const folder of ["scripts", "dist", "bin"]) await mkdir(join(root, folder));
  await copyFile(launcher, join(root, "scripts", "demo-launcher.mjs"));
  await writeFile(join(root, "package.json"), '{"type":"module"}');
  await writeFile(join(root, "package-lock.json"), JSON.stringify(lock));
  await program("console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 7;");
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

/** The program that the launcher hands over to. */
async function program(text: string): Promise<void> {
  await writeFile(join(root, "dist", "cli.js"), text);
}

/** Lays out node_modules as npm leaves it, with the given record of what is installed. */
async function installed(packages: object): Promise<void> {
  await mkdir(join(root, "node_modules", "node", "bin"), { recursive: true });
  await symlink(process.execPath, join(root, "node_modules", "node", "bin", "node"));
  await writeFile(join(root, "node_modules", ".package-lock.json"), JSON.stringify({ packages }));
}

/** An npm that notes how it was called and then ends like this. */
async function npm(lines: string): Promise<void> {
  const path = join(root, "bin", "npm");
  await writeFile(path, `#!/bin/sh\necho "npm $*" >&2\n${lines}\n`);
  await chmod(path, 0o755);
}

function environment(): NodeJS.ProcessEnv {
  return { PATH: `${join(root, "node_modules", ".bin")}:${join(root, "bin")}:/usr/bin:/bin` };
}

function launch(args: readonly string[] = []): ReturnType<typeof spawnSync> & { stdout: string } {
  return spawnSync(process.execPath, [join(root, "scripts", "demo-launcher.mjs"), ...args], {
    encoding: "utf8",
    env: environment(),
    timeout: 600_000,
  });
}

function start(): ChildProcess {
  return spawn(process.execPath, [join(root, "scripts", "demo-launcher.mjs")], {
    env: environment(),
    stdio: ["ignore", "pipe", "inherit"],
  });
}

describe("the demo launcher", () => {
  it("hands over arguments and exit code without an install where the lockfile is met", async () => {
    await installed({ "node_modules/a": { version: "1.0.0" } });
    await npm("exit 1");
    const run = launch(["--report", "x"]);
    expect([run.stdout, run.stderr, run.status]).toEqual(['["demo","--report","x"]\n', "", 7]);
  });

  it("installs first where nothing is installed", async () => {
    await npm(
      `mkdir -p "${root}/node_modules/node/bin" && ln -s "${process.execPath}" "${root}/node_modules/node/bin/node"`,
    );
    const run = launch();
    expect(run.stderr).toContain("nothing is installed yet");
    expect(run.stderr).toContain("npm ci");
    expect([run.stdout, run.status]).toEqual(['["demo"]\n', 7]);
  });

  it.each([
    ["another version", { "node_modules/a": { version: "1.0.1" } }, "node_modules/a is 1.0.1"],
    ["a missing package", {}, "node_modules/a is absent"],
    [
      "another version of an optional package",
      { "node_modules/a": { version: "1.0.0" }, "node_modules/b-darwin": { version: "1.0.0" } },
      "node_modules/b-darwin is 1.0.0",
    ],
  ])("installs first where the lockfile is not met: %s", async (_what, packages, why) => {
    await installed(packages);
    await npm("exit 0");
    const run = launch();
    expect(run.stderr).toContain(why);
    expect(run.stderr).toContain("npm ci");
    expect(run.status).toBe(7);
  });

  it("does not run the program when the install fails", async () => {
    await npm("exit 3");
    const run = launch();
    expect([run.stdout, run.status]).toEqual(["", 5]);
    expect(run.stderr).toContain("found exit 3");
  });

  it.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)("passes %s on and waits", async (signal) => {
    await installed({ "node_modules/a": { version: "1.0.0" } });
    await program(
      `process.on("${signal}", () => { console.log("cleaned up"); process.exit(9); }); console.log("ready"); setInterval(() => {}, 1000);`,
    );
    const child = start();
    await once(child.stdout!, "data");
    const rest = once(child.stdout!, "data");
    const exit = once(child, "exit");
    child.kill(signal);
    expect(String((await rest)[0])).toBe("cleaned up\n");
    expect(await exit).toEqual([9, null]);
  });

  it("ends by the signal that ended the program", async () => {
    await installed({ "node_modules/a": { version: "1.0.0" } });
    await program('process.kill(process.pid, "SIGKILL"); setInterval(() => {}, 1000);');
    expect(await once(start(), "exit")).toEqual([null, "SIGKILL"]);
  });
});
