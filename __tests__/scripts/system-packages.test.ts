import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
// @ts-expect-error plain JavaScript without types: it runs before anything is installed
import * as script from "../../scripts/system-packages.mjs";

interface Script {
  readonly missingPackages: (
    tiers: readonly string[],
    runs: (command: readonly string[]) => boolean,
  ) => string[];
  readonly providePackages: (
    tiers: readonly string[],
    means: {
      readonly runs: (command: readonly string[]) => boolean;
      readonly install: (packages: readonly string[]) => string | null;
    },
  ) => string | null;
}
const { missingPackages, providePackages } = script as Script;
const root = join(import.meta.dirname, "..", "..");

/** A machine with these programs; `install` adds the programs of packages it knows. */
function machine(programs: readonly string[], repository: Readonly<Record<string, string>> = {}) {
  const there = new Set(programs);
  return {
    runs: (command: readonly string[]) =>
      command.includes("import ensurepip, venv") ? there.has("venv") : there.has(command[0]!),
    install: (packages: readonly string[]) => {
      for (const name of packages) if (repository[name] !== undefined) there.add(repository[name]);
      return packages.every((name) => repository[name] !== undefined) ? null : "apt-get is needed";
    },
  };
}
const judges = ["bsdtar", "busybox", "unzip", "7z", "gem"];
/** What the presets' tests build with. */
const builders = [
  ...["autoconf", "automake", "autopoint", "msgfmt", "make", "cc", "meson", "ninja", "cmake"],
  ...["cargo", "go", "javac", "mvn", "sudo"],
];
const real = ["git", "xz", "dpkg-source", ...judges, ...builders, "python3", "venv"];

describe("missingPackages", () => {
  it("names what a tier calls and the machine does not have, each once", () => {
    expect(missingPackages(["real"], machine(real).runs)).toEqual([]);
    expect(missingPackages(["real"], machine(["git", "python3", ...builders]).runs)).toEqual([
      "xz-utils",
      "dpkg-dev",
      "libarchive-tools",
      "busybox",
      "unzip",
      "p7zip-full",
      "ruby",
      "python3-venv",
    ]);
    expect(missingPackages(["real", "bench"], machine(real.slice(1)).runs)).toEqual(["git"]);
    expect(missingPackages(["default"], machine([]).runs)).toContain("libarchive-tools");
  });
});

describe("providePackages", () => {
  it("says nothing when nothing is missing", () => {
    expect(providePackages(["real"], machine(real))).toBeNull();
  });

  it("installs what is missing, and says so", () => {
    const made = machine(real.slice(0, -2), { python3: "python3", "python3-venv": "venv" });
    expect(providePackages(["real"], made)).toBe("Installed for the tests: python3, python3-venv.");
  });

  it("names what is left and why, without failing", () => {
    const made = machine(real.slice(2), { git: "git" });
    expect(providePackages(["real"], made)).toBe(
      "Missing for some tests, which are skipped: xz-utils (apt-get is needed).",
    );
  });
});

describe("the one list", () => {
  it("is what jest sets up every tier with, and what .ci/run calls", () => {
    expect(readFileSync(join(root, "jest.config.js"), "utf8")).toContain("scripts/jest/set-up.mjs");
    expect(readFileSync(join(root, "scripts", "jest", "set-up.mjs"), "utf8")).toContain(
      "providePackages",
    );
    const ci = readFileSync(join(root, ".ci", "run"), "utf8");
    expect(ci).toContain("node scripts/system-packages.mjs");
    expect(ci).not.toContain("apt-get install");
  });
});
