import { readdirSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { anchorsOf, deadLinks, unlinkedPages } from "./support/page-links.ts";

const root = join(import.meta.dirname, "..");
const pages = [
  ...readdirSync(root).filter((name) => name.endsWith(".md")),
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
].sort();

describe("the pages of the project", () => {
  it("are found", () => {
    expect(pages).toEqual(expect.arrayContaining(["README.md", "docs/verifying.md"]));
  });

  it.each(pages)("lead nowhere that is not there: %s", (page) => {
    expect(deadLinks(root, page)).toEqual([]);
  });

  it.each(pages)("link the pages they name: %s", (page) => {
    expect(unlinkedPages(readFileSync(join(root, page), "utf8"))).toEqual([]);
  });
});

describe("deadLinks", () => {
  it("sees a missing file, a missing heading, a way out of the repository, and nothing else", async () => {
    const folder = await mkdtemp(join(tmpdir(), "rebuild-gate-links-"));
    try {
      await mkdir(join(folder, "docs"));
      await writeFile(join(folder, "README.md"), "# Top\n\n## A `b_c` (d): e\n");
      await writeFile(
        join(folder, "docs", "a.md"),
        [
          "## Here",
          "[1](../README.md) [2](../README.md#a-b_c-d-e) [3](#here) [4](https://example.org/x.md) [5](../docs)",
          "[6](none.md) [7](../README.md#nowhere) [8](#there) [9](../../x.md) ![10](none.png) [r]",
          "",
          "[r]: gone.md",
          "",
          "`[11](code.md)`",
        ].join("\n"),
      );
      expect(deadLinks(folder, "docs/a.md")).toEqual([
        "docs/a.md: none.md has no file",
        "docs/a.md: ../README.md#nowhere has no heading",
        "docs/a.md: #there has no heading",
        "docs/a.md: ../../x.md has no file",
        "docs/a.md: none.png has no file",
        "docs/a.md: gone.md has no file",
      ]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe("anchorsOf", () => {
  it("follows GitHub's rule, and numbers what is there twice", () => {
    expect(
      anchorsOf("# How to add …\n\n## C++ & `x.y`\n\n## One\n\nOne\n---\n\n```\n# no\n```\n"),
    ).toEqual(["how-to-add-", "c--xy", "one", "one-1"]);
  });
});

describe("unlinkedPages", () => {
  it("sees a page named in plain text, not in a link or in code", () => {
    expect(unlinkedPages("See docs/a.md, `docs/b.md`, [docs/c.md](c.md) and docs/d-e.md.")).toEqual(
      ["docs/a.md", "docs/d-e.md"],
    );
  });
});
