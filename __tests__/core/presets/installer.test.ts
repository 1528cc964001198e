import { describe, expect, it } from "@jest/globals";
import { installerOf } from "../../../src/core/presets/installer.ts";
import { projectOf } from "../../support/preset-project.ts";

const managed = (named: unknown, name = "pnpm") =>
  installerOf(
    projectOf({ "package.json": JSON.stringify({ packageManager: named }) }),
    name,
    (version) => `pnpm@${version}`,
  );

describe("installerOf", () => {
  it("brings the version that the commit names, without its scripts", () => {
    const { install, path, requires, decisions, version } = managed("pnpm@9.15.9+sha512.abc");
    expect(install).toMatch(/^npm install --ignore-scripts .* pnpm@9\.15\.9$/);
    expect(path).toContain("$GATE_MATERIALS/manager");
    expect(requires.map(({ program }) => program)).toEqual(["npm"]);
    expect(decisions[0]?.value).toBe("pnpm@9.15.9");
    expect(version).toBe("9.15.9");
  });

  it.each(["yarn@4.5.0", "pnpm@^9", "pnpm@9.15.9;id", "pnpm", 5])(
    "takes the machine's own where the commit says %j",
    (named) => {
      expect(managed(named)).toMatchObject({
        ...{ install: null, path: null, version: null },
        requires: [{ program: "pnpm" }],
      });
    },
  );
});
