import { describe, expect, it } from "@jest/globals";
import { tarOptionsOf } from "../../../src/core/presets/tar-options.ts";
import { uploadOf, type Member } from "../../support/preset-project.ts";

const NOBODY = { "tar.uid": "0", "tar.gid": "0" };

function options(members: readonly Member[], owner: Readonly<Record<string, string>> = {}) {
  const upload = uploadOf("a.tar.gz", members);
  const entries = upload.archive?.entries.map((entry) => ({
    ...entry,
    fields: new Map(Object.entries(owner)),
  }));
  const archive = upload.archive === null ? null : { ...upload.archive, entries: entries ?? [] };
  return tarOptionsOf({ ...upload, archive })?.options ?? [];
}

const at = (...paths: readonly string[]): readonly Member[] =>
  paths.map((path, mtime) => ({ path, mtime }));

describe("tarOptionsOf", () => {
  it("sees an order by name, folder by folder", () => {
    expect(options(at("a/", "a/b/", "a/b/z", "a/b-c"))).toEqual(["--sort=name"]);
    expect(options(at("a/", "a/b-c", "a/b/", "a/b/z"))).toEqual([]);
    expect(options(at("a/", "a/z", "a/b"))).toEqual([]);
  });

  it("sees one time for all files, unless it is before 1970", () => {
    expect(options([{ path: "b" }, { path: "a" }])).toHaveLength(1);
    expect(
      options([
        { path: "b", mtime: 7 },
        { path: "a", mtime: 7 },
      ]),
    ).toEqual(["--mtime=@7"]);
    expect(
      options([
        { path: "b", mtime: -7 },
        { path: "a", mtime: -7 },
      ]),
    ).toEqual([]);
  });

  it("sees owners without a name and a number", () => {
    expect(options(at("b", "a"), NOBODY)).toEqual(["--owner=0", "--group=0", "--numeric-owner"]);
    expect(options(at("b", "a"), { ...NOBODY, "tar.uname": "me" })).toEqual([]);
    expect(options(at("b", "a"), { ...NOBODY, "tar.gid": "5" })).toEqual([]);
    expect(options(at("b", "a"), { ...NOBODY, "tar.uid": "5" })).toEqual([]);
  });

  it("says nothing of a single member, of what is no tar and of what it cannot read", () => {
    expect(options(at("a"), NOBODY)).toEqual([]);
    expect(tarOptionsOf(uploadOf("a.tar", null))).toBeNull();
    expect(
      tarOptionsOf(uploadOf("a.zip", [{ path: "a" }, { path: "b" }], { format: "zip" })),
    ).toBeNull();
  });
});
