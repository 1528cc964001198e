import { describe, expect, it } from "@jest/globals";
import { goBuildOf } from "../../../src/core/inference/go-build.ts";
import { goProgram } from "../../support/go-program.ts";

describe("goBuildOf", () => {
  it("reads what a program says of itself", () => {
    const settings = {
      GOOS: "linux",
      "-ldflags": '"-s -w -X \\"main.version=1\\""',
      "-gcflags": "`-N -l`",
      "-tags": '"unfinished',
    };
    const build = goBuildOf(goProgram({ settings }));
    expect(build).toMatchObject({ version: "go1.24.1", path: "example.test/tool/cmd/tool" });
    expect(Object.fromEntries(build?.settings ?? [])).toEqual({
      GOOS: "linux",
      "-ldflags": '-s -w -X "main.version=1"',
      "-gcflags": "-N -l",
      "-tags": '"unfinished',
    });
  });

  it("sees whether there is a build id, as text or as an ELF note", () => {
    expect(goBuildOf(goProgram())?.hasBuildId).toBe(true);
    const without = Buffer.from(goProgram({ buildId: false }));
    expect(goBuildOf(without)?.hasBuildId).toBe(false);
    without.write("\x04\0\0\0Go\0\0", 3000, "latin1");
    expect(goBuildOf(without)?.hasBuildId).toBe(true);
  });

  it.each([
    [["", ".text", ".symtab", ".debug_info"], []],
    [["", ".text", ".symtab"], ["-w"]],
    [
      ["", ".text"],
      ["-s", "-w"],
    ],
    [["", ".symtab", ".zdebug_info"], []],
  ])("sees in the sections %j what was taken away", (sections, stripped) => {
    expect(goBuildOf(goProgram({ sections }))?.stripped).toEqual(stripped);
  });

  it("says nothing of symbols where it did not look, or where the table leads nowhere", () => {
    expect(goBuildOf(goProgram())?.stripped).toBeNull();
    const broken = Buffer.from(goProgram({ sections: [""] }));
    broken.writeBigUInt64LE(2n ** 40n, 40);
    expect(goBuildOf(broken)?.stripped).toBeNull();
  });

  it("passes by what only looks like build information, and finds what follows", () => {
    const twice = Buffer.concat([goProgram({ at: 4096, flags: 0 }), goProgram({ at: 4096 })]);
    expect(goBuildOf(twice)?.version).toBe("go1.24.1");
    expect(goBuildOf(goProgram({ at: 4097 }))).toBeNull();
    expect(goBuildOf(goProgram({ flags: 0 }))).toBeNull();
    expect(goBuildOf(goProgram({ version: "1.24" }))).toBeNull();
    expect(goBuildOf(goProgram().subarray(0, 4096 + 40))).toBeNull();
    expect(goBuildOf(goProgram().subarray(0, 4096 + 60))).toBeNull();
    expect(goBuildOf(new Uint8Array())).toBeNull();
    const endless = Buffer.from(goProgram());
    endless.fill(0xff, 4096 + 32, 4096 + 48);
    expect(goBuildOf(endless)).toBeNull();
  });
});
