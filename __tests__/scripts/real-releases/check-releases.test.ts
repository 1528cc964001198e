import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import {
  checkRelease,
  readReleases,
  resultTable,
} from "../../../scripts/real-releases/check-releases.ts";
import { SHARES } from "../../../scripts/real-releases/draw.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const releases = readReleases(
  readFileSync(join(root, "scripts", "real-releases", "releases.tsv"), "utf8"),
);

describe("the list of real releases", () => {
  it("has of each kind as many as the rule says, each with its digest and its source", () => {
    const counts = Object.fromEntries(
      [...Map.groupBy(releases, ({ kind }) => kind)].map(([kind, rows]) => [kind, rows.length]),
    );
    expect(counts).toEqual(SHARES);
    for (const { repository, tag, folder, sha256 } of releases) {
      expect(repository).toMatch(/^[\w.-]+\/[\w.-]+$/);
      expect(sha256).toMatch(/^[0-9a-f]{64}$/);
      expect([tag, folder]).not.toContain("");
    }
  });

  it("has each release on the page, in a row of its own", () => {
    const page = readFileSync(join(root, "docs", "real-releases.md"), "utf8");
    for (const { upload } of releases) expect(page.split(`| \`${upload}\``)).toHaveLength(2);
  });
});

describe("checkRelease", () => {
  it("checks no other file than the one that was drawn", async () => {
    const [release] = releases;
    const other = { ...release!, upload: "README.md" };
    await expect(checkRelease(other, root, root)).rejects.toThrow(
      /expected README\.md with sha256/,
    );
  });
});

describe("resultTable", () => {
  it("keeps a reason in its cell, whatever it holds", () => {
    const result = { preset: "npm", verdict: "different", level: "", seconds: 3, reason: "a\n|b" };
    const rows = resultTable([[releases[0]!, result]]).split("\n");
    expect(rows).toHaveLength(3);
    expect(rows[2]).toContain("| npm | different |  | 3 | a \\|b |");
  });
});
