import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Metafile } from "esbuild";
import type { Bundle } from "../scripts/bundle.ts";
import {
  bundleElsewhere,
  distDifferences,
  packagesIn,
  probeFailure,
  startClosure,
} from "../scripts/dist-proof.ts";
import { entries } from "../scripts/entries.ts";
import { oldestNode, tooOldNode } from "./support/installed-node.ts";

const root = join(import.meta.dirname, "..");
const dist = join(root, "dist");
const oldest = oldestNode();
const tooOld = tooOldNode();

let built: Bundle;
let copy: string;

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), "rebuild-gate-dist-copy-"));
  built = await bundleElsewhere(root);
});
afterAll(async () => {
  await rm(copy, { recursive: true, force: true });
});

describe("dist", () => {
  it("is byte for byte what the sources make in another folder", async () => {
    expect(await distDifferences(dist, built.files)).toEqual([]);
  });

  it("is compared file by file: a new, a missing, a changed one and a lost mode are all seen", async () => {
    await cp(dist, copy, { recursive: true });
    await writeFile(join(copy, "chunks-old.js"), "");
    await rm(join(copy, "licenses.txt"));
    const [first] = entries;
    expect(first).toBeDefined();
    await writeFile(join(copy, `${first!.name}.js`), "x");
    await chmod(join(copy, `${first!.name}.js`), 0o644);
    expect(await distDifferences(copy, built.files)).toEqual([
      "chunks-old.js is in dist, but a build does not make it",
      `${first!.name}.js has other bytes than a build makes`,
      ...(first!.executable ? [`${first!.name}.js is not executable, against the build`] : []),
      "licenses.txt is made by a build, but is not in dist",
    ]);
  });

  it("names a licence for every package that is bundled", () => {
    const licences = Buffer.from(built.files.get("licenses.txt")!.bytes).toString();
    const bundled = packagesIn(built.metafile, Object.keys(built.metafile.outputs));
    expect(bundled.length).toBeGreaterThan(0);
    for (const name of bundled)
      expect(licences).toMatch(new RegExp(`^${name}@\\d.*\nLicence: \\S`, "m"));
  });

  it("has an entry for every program that package.json and the action files name", async () => {
    const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as {
      bin: Readonly<Record<string, string>>;
    };
    const folders = (await readdir(root, { withFileTypes: true })).filter((one) =>
      one.isDirectory(),
    );
    const actions = [".", ...folders.map(({ name }) => name)]
      .map((folder) => join(folder, "action.yml"))
      .filter((path) => existsSync(join(root, path)));
    const mains = await Promise.all(
      actions.map(async (path) => {
        const main = /^ *main: *(\S+)/m.exec(await readFile(join(root, path), "utf8"))?.[1];
        return main === undefined ? [] : [join(dirname(path), main)];
      }),
    );
    const made = entries.map(({ name }) => `dist/${name}.js`);
    expect(
      [...Object.values(manifest.bin), ...mains.flat()].filter((path) => !made.includes(path)),
    ).toEqual([]);
    const started = entries
      .filter(({ executable }) => executable)
      .map(({ name }) => `dist/${name}.js`);
    expect(started).toEqual(Object.values(manifest.bin));
  });

  it("holds at most 4 MB of programs", () => {
    const programs = [...built.files].filter(([path]) => path.endsWith(".js"));
    const size = programs.reduce((sum, [, { bytes }]) => sum + bytes.byteLength, 0);
    expect(size).toBeLessThanOrEqual(4_000_000);
  });
});

describe.each(entries)("the program $name", (entry) => {
  it("starts under this Node", () => {
    expect(probeFailure(dist, entry, process.execPath)).toBeNull();
  });

  it("is reported when it does not end as declared", () => {
    const other = { ...entry, probe: { ...entry.probe, exit: 99 } };
    expect(probeFailure(dist, other, process.execPath)).toContain("expected exit 99");
  });

  if (oldest.path === null) {
    it.skip(`starts under the oldest supported Node (skipped: ${oldest.missing})`, () => undefined);
  } else {
    const { path } = oldest;
    it("starts under the oldest supported Node", () => {
      expect(probeFailure(dist, entry, path)).toBeNull();
    });
  }

  it("loads no package at start beyond those its entry declares", () => {
    const loaded = packagesIn(built.metafile, startClosure(built.metafile, entry));
    expect(loaded.filter((name) => !entry.packagesAtStart.includes(name))).toEqual([]);
  });
});

describe("dist/cli.js", () => {
  it("loads a comparison from a dozen files, and for --version no more than four", () => {
    const steps = ["cli", "run", "cli/main", "cli/compare", "cli/run-compare"];
    const loaded = steps.map((step) => {
      const [path] = Object.entries(built.metafile.outputs).find(
        ([, { entryPoint }]) => entryPoint === `src/entry/${step}.ts`,
      )!;
      const name = path.slice("dist/".length, -".js".length);
      return startClosure(built.metafile, { ...entries[0]!, name });
    });
    expect(loaded.every(({ length }) => length > 0)).toBe(true);
    expect(new Set(loaded.flat()).size).toBeLessThanOrEqual(12);
    expect(loaded[0]!.length).toBeLessThanOrEqual(4);
  });

  it("starts in at most twice the time of an empty Node program", () => {
    // Noise is not in one round only: a start that is slow by itself fails all three.
    let ratio = startRatio(11);
    for (let round = 1; ratio > 2 && round < 3; round += 1) ratio = Math.min(ratio, startRatio(11));
    expect(ratio).toBeLessThanOrEqual(2);
  });
});

describe("dist/cli.js under a Node that is not supported", () => {
  if (tooOld.path === null) {
    it.skip(`is refused (skipped: ${tooOld.missing})`, () => undefined);
    return;
  }
  const { path } = tooOld;
  const start = (...args: string[]) =>
    spawnSync(path, [join(dist, "cli.js"), ...args], {
      encoding: "utf8",
      env: { PATH: process.env["PATH"] },
    });

  it.each([[[]], [["check", "a.tgz", "--build", "true"]], [["check", "--help"]], [["demo"]]])(
    "names what it needs and what it found, before anything else: %j",
    (args) => {
      const { status, stdout, stderr } = start(...args);
      expect([status, stdout]).toEqual([2, ""]);
      expect(stderr).toMatch(
        /^rebuild-gate: node-unsupported\n {2}expected {2}Node \^22\S* .+\n {2}found {5}v20\./,
      );
    },
  );

  it("still tells its version and its commands", () => {
    expect(start("--version")).toMatchObject({ status: 0, stderr: "" });
    const help = start("--help");
    expect(help).toMatchObject({ status: 0, stderr: "" });
    expect(help.stdout).toContain("inspect");
  });
});

describe("startClosure", () => {
  it("follows static imports through all levels and stops at lazy and external ones", () => {
    const imports = (
      list: Metafile["outputs"][string]["imports"],
    ): Metafile["outputs"][string] => ({
      bytes: 1,
      imports: list,
      exports: [],
      inputs: {},
    });
    const metafile: Metafile = {
      inputs: {},
      outputs: {
        "dist/x.js": imports([
          { path: "dist/a.js", kind: "import-statement" },
          { path: "dist/lazy.js", kind: "dynamic-import" },
          { path: "node:fs", kind: "import-statement", external: true },
        ]),
        "dist/a.js": imports([{ path: "dist/b.js", kind: "import-statement" }]),
        "dist/b.js": imports([{ path: "dist/x.js", kind: "import-statement" }]),
        "dist/lazy.js": imports([]),
      },
    };
    expect(startClosure(metafile, { ...entries[0]!, name: "x" })).toEqual([
      "dist/a.js",
      "dist/b.js",
      "dist/x.js",
    ]);
  });
});

/** Median start of the CLI divided by the median start of `node -e 0`, taken in turns. */
function startRatio(turns: number): number {
  const empty: number[] = [];
  const cli: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    empty.push(milliseconds(["-e", "0"]));
    cli.push(milliseconds([join(dist, "cli.js"), "--version"]));
  }
  return median(cli) / median(empty);
}

function milliseconds(args: readonly string[]): number {
  const start = performance.now();
  const run = spawnSync(process.execPath, args, { env: { PATH: process.env["PATH"] } });
  expect(run.status).toBe(0);
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  const ordered = [...values].sort((a, b) => a - b);
  return ordered[Math.floor(ordered.length / 2)]!;
}
