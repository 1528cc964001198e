import { describe, expect, it } from "@jest/globals";
import { tableAt, textAt, textsAt } from "../../../src/core/presets/project.ts";
import { projectOf, thrown } from "../../support/preset-project.ts";

const BOMB = `a: &a [x, x, x, x, x, x, x, x, x]\n${["b", "c", "d", "e", "f", "g", "h"]
  .map((name, at) => `${name}: &${name} [${Array(9).fill(`*${"abcdefg"[at]!}`).join(", ")}]`)
  .join("\n")}\n`;

describe("Project", () => {
  it("reads the tables of its manifests", () => {
    const project = projectOf({
      "a.toml": "\ufeff[build-system]\nrequires = ['x', 'y']\n",
      "a.json": '{"name": "n", "list": ["a", 1, "b"]}',
      "a.yaml": "deep:\n  name: y\n",
    });
    expect(textsAt(tableAt(project.toml("a.toml"), "build-system"), "requires")).toEqual([
      "x",
      "y",
    ]);
    expect(textsAt(project.json("a.json")!, "list")).toEqual(["a", "b"]);
    expect(textAt(project.json("a.json")!, "list")).toBeNull();
    expect(textAt(tableAt(project.yaml("a.yaml"), "deep"), "name")).toBe("y");
    expect(project.toml("none.toml")).toBeNull();
  });

  it("takes no name from the language itself", () => {
    const project = projectOf({ "a.json": '{"__proto__": {"name": "n"}, "b": {}}' });
    expect(textAt(project.json("a.json")!, "name")).toBeNull();
    expect(tableAt(project.json("a.json"), "b", "constructor")).toEqual({});
    expect(textAt(project.json("a.json")!, "toString")).toBeNull();
  });

  it.each([
    ["a.toml", "[unclosed"],
    ["a.toml", "a = 1\na = 2\n"],
    ["a.json", "{"],
    ["a.json", "[1]"],
    ["a.json", "null"],
    ["a.yaml", "a: [1"],
    ["a.yaml", "just text"],
    ["a.yaml", BOMB],
    ["a.json", "[".repeat(200_000)],
    ["a.toml", `a = ${"[".repeat(200_000)}`],
    ["a.yaml", "[".repeat(50_000)],
  ])("refuses %s that is no table of its format", (path, text) => {
    const project = projectOf({ [path]: text });
    const read =
      { toml: () => project.toml(path), json: () => project.json(path) }[path.slice(2)] ??
      (() => project.yaml(path));
    expect(thrown(read)).toContain(`preset-unusable: expected ${path} of the commit to be`);
  });
});
