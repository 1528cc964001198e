import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { readList, writeList } from "../../../scripts/corpus/archive-list.ts";
import { SOURCES } from "../../../scripts/corpus/sources.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const committed = readFileSync(join(root, "__tests__", "real", "corpus.tsv"), "utf8");

describe("the list of the corpus", () => {
  it("is text that reads back as the same archives", () => {
    const archives = [
      { source: "go", name: "example.org/a@v1.0.0.zip", sha256: "0".repeat(64), size: 1 },
      { source: "npm", name: "@s/b-1.0.0.tgz", sha256: "f".repeat(64), size: 20 },
    ];
    expect(readList(writeList([...archives].reverse()))).toEqual(archives);
  });

  it("refuses another head, a line that is none, and an archive listed twice", () => {
    const line = `npm\ta-1.0.0.tgz\t${"0".repeat(64)}\t1`;
    const list = `source\tname\tsha256\tsize\n${line}\n`;
    expect(readList(list)).toHaveLength(1);
    expect(() => readList(list.replace("source", "from"))).toThrow("expected the head");
    expect(() => readList(list.replace("0\t1", "\t1"))).toThrow("expected source, name, digest");
    expect(() => readList(`${list}${line}\n`)).toThrow("expected each archive once");
  });

  it("as committed, holds well over 300 archives, of every source", () => {
    const archives = readList(committed);
    expect(archives.length).toBeGreaterThan(300);
    expect(new Set(archives.map(({ source }) => source))).toEqual(
      new Set(SOURCES.map(({ id }) => id)),
    );
    expect(writeList(archives)).toBe(committed);
  });

  it("follows the rules that the page states", () => {
    const page = readFileSync(join(root, "docs", "corpus.md"), "utf8").replaceAll(/\s+/g, " ");
    for (const { id, rule } of SOURCES) expect(page).toContain(`- \`${id}\`: ${rule}.`);
  });
});
