import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { findUploads } from "../../src/adapters/upload-globs.ts";

let folder: string;

beforeEach(() => {
  // Glob characters in the path of the workspace mean themselves.
  folder = join(mkdtempSync(join(tmpdir(), "globs-")), "a [b] (c) {d,e}");
  mkdirSync(join(folder, "dist", "sub"), { recursive: true });
  for (const name of ["x.tgz", "y.whl", ".hidden.tgz", "b[1].tgz", "sub/z.tgz"]) {
    writeFileSync(join(folder, "dist", name), name);
  }
});

afterEach(() => {
  rmSync(join(folder, ".."), { recursive: true });
});

async function names(...globs: string[]): Promise<string[]> {
  return (await findUploads(globs, folder)).map((file) => file.slice(folder.length + 1));
}

describe("findUploads", () => {
  it("finds files by name and by glob, hidden ones too, sorted and each once", async () => {
    expect(await names("dist/x.tgz")).toEqual(["dist/x.tgz"]);
    expect(await names("dist/*.tgz", "dist/x.tgz", "./dist/../dist/y.whl")).toEqual([
      "dist/.hidden.tgz",
      "dist/b[1].tgz",
      "dist/x.tgz",
      "dist/y.whl",
    ]);
    expect(await names("dist/**")).toHaveLength(5);
    expect(await names(join(folder, "dist", "y.*"))).toEqual(["dist/y.whl"]);
    expect(await names(join(folder, "..", "*", "dist", "y.*"))).toEqual(["dist/y.whl"]);
  });

  it("takes a name that exists literally, whatever its characters would mean", async () => {
    expect(await names("dist/b[1].tgz")).toEqual(["dist/b[1].tgz"]);
  });

  it("takes files out again, wherever the exclusion stands", async () => {
    expect(await names("!dist/.*", "dist/*.tgz", "!dist/b*")).toEqual(["dist/x.tgz"]);
  });

  it("names a link instead of following or forgetting it", async () => {
    symlinkSync("x.tgz", join(folder, "dist", "link.tgz"));
    symlinkSync("sub", join(folder, "dist", "folder"));
    expect(await names("dist/l*.tgz", "dist/f*")).toEqual(["dist/folder", "dist/link.tgz"]);
  });

  it.each<[string, string[]]>([
    ["a glob without a file, beside one with", ["dist/x.tgz", "dist/*.zip"]],
    ["a name without a file", ["dist/nope.tgz"]],
    ["a folder", ["dist"]],
    ["nothing left after the exclusions", ["dist/*.tgz", "!dist/*"]],
    ["a folder that does not exist", ["nope/*"]],
  ])("refuses %s", async (_name, globs) => {
    await expect(findUploads(globs, folder)).rejects.toMatchObject({ code: "no-upload" });
  });

  it("refuses more files than a release has", async () => {
    mkdirSync(join(folder, "many"));
    for (let at = 0; at < 1001; at++) writeFileSync(join(folder, "many", String(at)), "");
    await expect(findUploads(["many/*"], folder)).rejects.toMatchObject({
      code: "no-upload",
      found: "1001 files, more than 1000",
    });
  });
});
