import { describe, expect, it } from "@jest/globals";
import {
  commitPaths,
  pathsBySha256,
  trackedEntries,
} from "../../../src/core/explain/commit-paths.ts";
import { pathFromText } from "../../../src/core/path-bytes.ts";
import { entryOf, printOf, treeOf } from "../../support/models.ts";

const ROOT = pathFromText("");

function mapped(paths: readonly string[], files: readonly string[], subdirectory = "") {
  const entries = paths.map((path) =>
    entryOf(path.endsWith("/") ? { path: path.slice(0, -1), type: "directory" } : { path }),
  );
  const tree = treeOf(Object.fromEntries(files.map((path) => [path, ""])));
  const to = commitPaths(entries, tree, pathFromText(subdirectory));
  return entries.map(({ path }) => to.of(path));
}

describe("commitPaths", () => {
  it("takes the one top folder off", () => {
    expect(mapped(["demo-1.0/", "demo-1.0/a", "demo-1.0/s/b"], ["a"])).toEqual([null, "a", "s/b"]);
    expect(mapped(["package/a"], [])).toEqual(["a"]);
  });

  it("takes nothing off when there are two top folders, or a file beside them", () => {
    expect(mapped(["a/x", "b/y"], [])).toEqual(["a/x", "b/y"]);
    expect(mapped(["a/x", "y"], [])).toEqual(["a/x", "y"]);
    expect(mapped(["a"], [])).toEqual(["a"]);
    expect(mapped([], [])).toEqual([]);
  });

  it("keeps a top folder that the commit itself has", () => {
    expect(mapped(["rich/a", "rich/b"], ["rich/a", "rich/b"])).toEqual(["rich/a", "rich/b"]);
  });

  it("decides once for the whole archive, so no file picks the name under which it looks tracked", () => {
    expect(mapped(["d/a", "d/b", "d/c"], ["a", "b", "d/c"])).toEqual(["a", "b", "c"]);
  });

  it("puts the package's own folder in front", () => {
    expect(mapped(["package/a"], ["packages/x/a"], "packages/x")).toEqual(["packages/x/a"]);
    expect(mapped(["a", "b"], [], "p")).toEqual(["p/a", "p/b"]);
  });
});

describe("trackedEntries", () => {
  it("names in the archive's spelling what the commit has, without folders", () => {
    const entries = [
      entryOf({ path: "d/a" }),
      entryOf({ path: "d/b" }),
      entryOf({ path: "d/s", type: "directory" }),
    ];
    expect([...trackedEntries(entries, treeOf({ a: "other", s: "" }), ROOT)]).toEqual(["d/a"]);
  });
});

describe("pathsBySha256", () => {
  it("lists every path with the same bytes, and no submodule", () => {
    const tree = treeOf({ a: "1", b: "1", sub: ["160000", "1"] });
    expect(pathsBySha256(tree).get(printOf("1").sha256)).toEqual(["a", "b"]);
    expect([...pathsBySha256(treeOf({ sub: ["160000", "1"] })).keys()]).toEqual([""]);
  });
});
