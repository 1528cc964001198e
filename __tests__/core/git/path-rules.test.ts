import { describe, expect, it } from "@jest/globals";
import { foldedDuplicate, unsafeName } from "../../../src/core/git/path-rules.ts";
import { pathFromText, type PathBytes } from "../../../src/core/path-bytes.ts";

describe("unsafeName", () => {
  it.each([
    "",
    ".",
    "..",
    "a/b",
    "/",
    ".git",
    ".Git",
    ".git.",
    ".git ",
    ".git. . ",
    ".git:x",
    ".git::$INDEX_ALLOCATION",
    "git~1",
    "GIT~1",
    "a\\.git",
    ".git\\config",
    ".g\u200cit",
    "\ufeff.git",
    ".gi\u202et",
  ])("refuses %j", (name) => {
    expect(unsafeName(pathFromText(name))).not.toBeNull();
  });

  it.each([
    "a",
    "...",
    ".gitignore",
    ".gitattributes",
    ".github",
    "git",
    "git~2",
    ".git-blame-ignore-revs",
    "x.git",
    "a b",
    "a:b",
    "C:",
    "a\\b",
    "-rf",
    "\u202e",
    "ü",
  ])("takes %j", (name) => {
    expect(unsafeName(pathFromText(name))).toBeNull();
  });

  it("takes bytes that are not UTF-8, and finds .git among them", () => {
    expect(unsafeName("\xff" as PathBytes)).toBeNull();
    expect(unsafeName("\xff\\.git" as PathBytes)).not.toBeNull();
  });
});

describe("foldedDuplicate", () => {
  function among(...paths: readonly string[]): readonly string[] | null {
    return foldedDuplicate(paths.map(pathFromText));
  }

  it("finds names that differ in case or in Unicode form, in files and in folders", () => {
    expect(among("README", "readme")).toEqual(["README", "readme"]);
    expect(among("A/x", "a/y")).toEqual(["A", "a"]);
    expect(among("a", "A/y")).toEqual(["a", "A"]);
    expect(among("\u00e9", "e\u0301")).not.toBeNull();
  });

  it("finds none where every name is its own", () => {
    expect(among("a/x", "a/y", "b/x", "a-b")).toBeNull();
    expect(among()).toBeNull();
  });
});
