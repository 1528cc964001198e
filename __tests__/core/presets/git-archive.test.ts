import { describe, expect, it } from "@jest/globals";
import { gitArchivePreset } from "../../../src/core/presets/git-archive.ts";
import {
  COMMIT,
  COMMITTED_AT,
  projectOf,
  thrown,
  uploadOf,
  type Member,
} from "../../support/preset-project.ts";

const project = projectOf({ "src/a.c": "" });
const commented = (name: string, members: readonly Member[], format: "tar" | "zip" = "tar") =>
  uploadOf(name, members, { format, fields: { [`${format}.commit-comment`]: COMMIT } });
const commandFor = (name: string, members: readonly Member[] = [{ path: "p/src/a.c" }]) =>
  gitArchivePreset.plan(project, [commented(name, members)], null).build.command;

describe("the git-archive preset", () => {
  it("is detected by the commit that git writes into its archives, and by nothing else", () => {
    const detect = (upload: Parameters<typeof gitArchivePreset.detect>[1]) =>
      gitArchivePreset.detect(project, upload);
    expect(detect(commented("p.tar.gz", []))).toContain("names the commit");
    const other = uploadOf("p.tar", [], { fields: { "tar.commit-comment": "b".repeat(40) } });
    expect(detect(other)).toContain("names a commit");
    expect(detect(uploadOf("p.tar.gz", [{ path: "p/src/a.c" }]))).toBeNull();
    expect(detect(commented("p.rpm", []))).toBeNull();
  });

  it.each([
    ["p.tar", "archive --format=tar --prefix=p/ HEAD > ./.rebuild-gate/p.tar"],
    ["p.tgz", "archive --format=tar.gz --prefix=p/ HEAD > ./.rebuild-gate/p.tgz"],
    ["p.zip", "archive --format=zip --prefix=p/ HEAD > ./.rebuild-gate/p.zip"],
    ["p.tar.xz", "xz -c < ./.rebuild-gate/plain.tar > ./.rebuild-gate/p.tar.xz"],
  ])("writes %s as its name says", (name, command) => {
    expect(commandFor(name)).toContain(command);
  });

  it("puts no prefix in front of what the commit itself has in one folder", () => {
    expect(commandFor("p.tar", [{ path: "src/a.c" }])).not.toContain("--prefix");
    expect(commandFor("p.tar", [{ path: "src/a.c" }, { path: "b" }])).not.toContain("--prefix");
  });

  it("takes names out of an upload as words, never as commands", () => {
    const command = commandFor("p;$(id).tar", [{ path: "p'; id; '/src/a.c" }]);
    expect(command).toContain(`--prefix='p'\\''; id; '\\''/'`);
    expect(command).toContain("'./.rebuild-gate/p;$(id).tar'");
    const recipe = gitArchivePreset.plan(project, [commented("p[1]*.tar", [])], null);
    expect(recipe.outputs).toEqual([".rebuild-gate/p\\[1\\]\\*.tar"]);
  });

  it.each([
    [0o664, 0o775, null],
    [0o644, 0o755, "0022"],
    [0o666, 0o777, "0000"],
  ])("tells git the umask that modes %o and %o show", (mode, folder, umask) => {
    const command = commandFor("p.tar", [
      { path: "p", type: "directory", mode: folder },
      { path: "p/src/a.c", mode },
    ]);
    expect(/tar\.umask=(\d+)/.exec(command)?.[1] ?? null).toBe(umask);
  });

  it.each([
    [0, undefined],
    [7200, "<local>-2:00"],
    [-5 * 3600, "<local>5:00"],
    [20_700, "<local>-5:45"],
    [1000, undefined],
    [20 * 3600, undefined],
  ])("knows by a zip's local times, %d seconds off, the time zone", (offset, zone) => {
    const members = [{ path: "p/src/a.c", mtime: COMMITTED_AT + offset }];
    const recipe = gitArchivePreset.plan(project, [commented("p.zip", members, "zip")], null);
    expect(recipe.environment.find(({ name }) => name === "TZ")?.value).toBe(zone);
  });

  it("makes no plan for what git does not write", () => {
    expect(thrown(() => gitArchivePreset.plan(project, [commented("p.7z", [])], null))).toMatch(
      /^preset-unusable: .*p\.7z/,
    );
  });
});
