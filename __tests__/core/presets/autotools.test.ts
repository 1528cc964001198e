import { describe, expect, it } from "@jest/globals";
import { autotoolsPreset } from "../../../src/core/presets/autotools.ts";
import type { Recipe } from "../../../src/core/presets/preset.ts";
import {
  COMMITTED_AT,
  projectOf,
  thrown,
  uploadOf,
  type Member,
} from "../../support/preset-project.ts";

const OWN = { "configure.ac": "AC_INIT\n", "Makefile.am": "" };
const released = (...members: readonly Member[]) =>
  uploadOf("demo-1.0.tar.gz", [{ path: "demo-1.0/configure", mode: 0o755 }, ...members]);

function recipeOf(files: Readonly<Record<string, string>> = {}, uploads = [released()]): Recipe {
  return autotoolsPreset.plan(projectOf({ ...OWN, ...files }), uploads, null);
}

function decisionOf(recipe: Recipe, item: string): string | undefined {
  return recipe.decisions.find((decision) => decision.item === item)?.value;
}

describe("the autotools preset", () => {
  it("is detected by a configure that only the release has, for a project that automake builds", () => {
    const project = projectOf(OWN);
    expect(autotoolsPreset.detect(project, released())).toBe(
      "configure.ac and Makefile.am of the commit",
    );
    expect(autotoolsPreset.detect(project, uploadOf("demo-1.0.tar.gz", null))).not.toBeNull();
    const plain = uploadOf("demo-1.0.tar.gz", [{ path: "demo-1.0/Makefile.am" }]);
    expect(autotoolsPreset.detect(project, plain)).toBeNull();
    expect(autotoolsPreset.detect(projectOf({ ...OWN, configure: "" }), plain)).not.toBeNull();
    expect(autotoolsPreset.detect(project, uploadOf("demo-1.0.zip", null))).toBeNull();
    expect(autotoolsPreset.detect(project, uploadOf("demo.deb", null))).toBeNull();
    expect(autotoolsPreset.detect(projectOf({ "configure.ac": "" }), released())).toBeNull();
    expect(autotoolsPreset.detect(projectOf({ "Makefile.am": "" }), released())).toBeNull();
  });

  it.each([
    [{}, "autoreconf -fi"],
    [{ bootstrap: "" }, "./bootstrap"],
    [{ bootstrap: "", "autogen.sh": "" }, "./autogen.sh"],
    [{ configure: "", "Makefile.in": "" }, null],
  ])("starts as the commit %j says", (files, start) => {
    const { command } = recipeOf(files).build;
    if (start === null) expect(command).toBe("./configure && make dist-gzip");
    else expect(command).toContain(start);
    expect(command).toMatch(/(?:^|&& )\.\/configure && make dist-gzip$/);
  });

  it.each([
    ["demo-1.0.tar.gz", "dist-gzip", "*.tar.gz", "gzip"],
    ["demo-1.0.tgz", "dist-gzip", "*.tar.gz", "gzip"],
    ["demo-1.0.tar.xz", "dist-xz", "*.tar.xz", "xz-utils"],
    ["demo-1.0.tar.bz2", "dist-bzip2", "*.tar.bz2", "bzip2"],
    ["demo-1.0.tar.zst", "dist-zstd", "*.tar.zst", "zstd"],
  ])("packs %s by %s", (name, target, output, from) => {
    const recipe = recipeOf({}, [uploadOf(name, null)]);
    expect(recipe.build.command).toMatch(new RegExp(`&& make ${target}$`));
    expect(recipe.outputs).toEqual([output]);
    expect(recipe.requires.at(-1)?.from).toBe(`the package ${from}`);
  });

  it("packs every form that is asked for, once", () => {
    const names = ["a-1.tar.gz", "a-1.tar.xz", "b-1.tgz"];
    const recipe = recipeOf(
      {},
      names.map((name) => uploadOf(name, null)),
    );
    expect(recipe.build.command).toMatch(/&& make dist-gzip && make dist-xz$/);
    expect(recipe.outputs).toEqual(["*.tar.gz", "*.tar.xz"]);
  });

  it("names the programs that the macros of configure.ac need, and only those", () => {
    const programs = (configure: string, more = {}) =>
      recipeOf({ "configure.ac": configure, ...more }).requires.map(({ program }) => program);
    expect(programs("AC_INIT\n")).toEqual(["autoconf", "automake", "make", "gzip"]);
    expect(programs("LT_INIT([x])\n")).toContain("libtoolize");
    expect(programs("AC_PROG_LIBTOOL\n")).toContain("libtoolize");
    expect(programs("dnl LT_INIT\n")).not.toContain("libtoolize");
    expect(programs("AM_GNU_GETTEXT([external])\n")).toEqual(
      expect.arrayContaining(["autopoint", "msgfmt"]),
    );
    expect(programs("  PKG_CHECK_MODULES([A], [a])\n")).toContain("pkg-config");
    expect(programs("AC_INIT\n", { "doc/po4a.conf": "" })).toContain("po4a");
    expect(programs("AC_INIT\n", { configure: "", "Makefile.in": "" })).toEqual(["make", "gzip"]);
  });

  it("takes umask 002 from a release in which the group may write every file of the commit", () => {
    const loose = released({ path: "demo-1.0/configure.ac", mode: 0o664 });
    expect(recipeOf({}, [loose]).umask).toEqual({
      value: "002",
      evidence: "the modes in demo-1.0.tar.gz",
    });
    expect(recipeOf({}, [loose]).build.command).toMatch(/^find \. -name \.git -prune .* g\+w/);
    const mixed = released(
      { path: "demo-1.0/configure.ac", mode: 0o664 },
      { path: "demo-1.0/Makefile.am", mode: 0o644 },
    );
    const others = [mixed, released(), released({ path: "demo-1.0/configure.ac", mode: 0o666 })];
    for (const upload of others) {
      expect(recipeOf({}, [upload]).umask).toBeNull();
      expect(recipeOf({}, [upload]).build.command).not.toContain("chmod");
    }
  });

  it("dates the templates of messages as the release does, and nothing but a date gets there", () => {
    const pot = (date: string) => ({
      path: "demo-1.0/po/demo.pot",
      text: `msgid ""\nmsgstr ""\n"POT-Creation-Date: ${date}\\n"\n`,
    });
    const recipe = recipeOf({}, [released(pot("2023-01-11 19:24+0200"))]);
    expect(decisionOf(recipe, "POT-Creation-Date")).toBe("2023-01-11 19:24+0200");
    expect(recipe.build.command).toMatch(
      /\.\/configure && make distdir && find \.\/po\/ -maxdepth 1 .*2023-01-11 19:24\+0200.* make dist-gzip$/,
    );
    for (const date of ["2023-01-11 19:24+0200/;s/a/b", "$(id)", "now"]) {
      expect(recipeOf({}, [released(pot(date))]).build.command).not.toContain("sed");
    }
    const outside = { ...pot("2023-01-11 19:24+0200"), path: "demo-1.0/../po/demo.pot" };
    expect(recipeOf({}, [released(outside)]).build.command).not.toContain("sed");
    const named = { ...pot("2023-01-11 19:24+0200"), path: "demo-1.0/p'; id; '/demo.pot" };
    expect(recipeOf({}, [released(named)]).build.command).toContain(`'./p'\\''; id; '\\''/'`);
  });

  it("packs with the one time that all members have, and says where it is from", () => {
    const same = recipeOf({}, [released({ path: "demo-1.0/a" })]);
    expect(decisionOf(same, "TAR_OPTIONS")).toBe(`--mtime=@${String(COMMITTED_AT)}`);
    expect(same.build.command).toContain(
      `TAR_OPTIONS=--mtime=@${String(COMMITTED_AT)} make dist-gzip`,
    );
    const several = recipeOf({}, [released({ path: "demo-1.0/a", mtime: 1 })]);
    expect(several.build.command).not.toContain("TAR_OPTIONS");
  });

  it("knows the commands that it would run itself", () => {
    expect(autotoolsPreset.runs("./configure && make dist")).toBe(true);
    expect(autotoolsPreset.runs("make -j4 V=1 distcheck")).toBe(false);
    expect(autotoolsPreset.runs("make mydist")).toBe(true);
    expect(autotoolsPreset.runs("make")).toBe(false);
  });

  it("makes no plan without configure.ac, or for a form that automake does not pack", () => {
    const plan = (files: Readonly<Record<string, string>>, name: string) =>
      thrown(() => autotoolsPreset.plan(projectOf(files), [uploadOf(name, null)], null));
    expect(plan({ "configure.ac": "" }, "a.tar.gz")).toMatch(/^preset-unusable: .*Makefile\.am/);
    expect(plan(OWN, "a.zip")).toMatch(/^preset-unusable: .*a\.zip/);
  });
});
