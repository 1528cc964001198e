import { describe, expect, it } from "@jest/globals";
import { withMemberRemarks } from "../../../src/core/compare/entry-remarks.ts";
import { remarkText } from "../../../src/core/render/words.ts";
import type { EntryLiteral } from "../../support/models.ts";
import { compareArchives } from "./compare.ts";

const noise: EntryLiteral = { path: "noise", mtime: 1 };

/** Remarks on two archives with these entries; another entry keeps them from being the same file. */
function remarks(upload: readonly EntryLiteral[], rebuilt = upload) {
  const comparison = compareArchives(
    { entries: [...upload, noise] },
    { entries: [...rebuilt, { ...noise, mtime: 2 }] },
  );
  return comparison.remarks;
}

describe("permissions that both sides have", () => {
  it.each<[string, number]>([
    ["mode-setuid", 0o4644],
    ["mode-setgid", 0o2644],
    ["mode-sticky", 0o1644],
    ["mode-world-writable", 0o646],
    ["mode-executable", 0o654],
  ])("are remarked on as %s, although they are no difference", (code, mode) => {
    expect(remarks([{ path: "x", mode }])).toEqual([{ code, count: 1, paths: ["x"] }]);
    expect(remarks([{ path: "x", mode }], [{ path: "x", mode: 0o644 }])).toEqual([]);
    expect(remarks([{ path: "x", mode: 0o644 }], [{ path: "x", mode }])).toEqual([]);
    expect(remarks([{ path: "x", mode }], [])).toEqual([]);
  });

  it("are remarked on beside a difference of other bits", () => {
    const found = remarks([{ path: "x", mode: 0o4755 }], [{ path: "x", mode: 0o4711 }]);
    expect(found?.map(({ code }) => code)).toEqual(["mode-setuid", "mode-executable"]);
  });

  it("are none of a symbolic link, and to enter a folder is not to execute it", () => {
    expect(remarks([{ path: "l", target: "x", mode: 0o777 }])).toEqual([]);
    expect(remarks([{ path: "d", type: "directory", mode: 0o755 }])).toEqual([]);
    expect(remarks([{ path: "d", type: "directory", mode: 0o1777 }])).toMatchObject([
      { code: "mode-sticky" },
      { code: "mode-world-writable" },
    ]);
    expect(remarks([{ path: "x", mode: null }])).toEqual([]);
  });

  it("are counted, the first five by name", () => {
    const entries = Array.from({ length: 1007 }, (_, at) => ({
      path: `x${String(at)}`,
      mode: 0o755,
    }));
    const [found] = remarks(entries) ?? [];
    expect(found).toEqual({
      code: "mode-executable",
      count: 1007,
      paths: ["x0", "x1", "x2", "x3", "x4"],
    });
    expect(remarkText(found!)).toBe(
      "1,007 entries are executable on both sides: x0, x1, x2, x3, x4, … (1,002 more)",
    );
    expect(remarkText({ code: "mode-setuid", count: 1, paths: ["su"] })).toBe(
      "1 entry is setuid on both sides: su",
    );
  });

  it("take their place among those of the archives around, and are counted with them", () => {
    const outer = remarks([
      { path: "su", mode: 0o4755 },
      { path: "x", mode: 0o755 },
    ]);
    const inner = remarks([
      { path: "ping", mode: 0o4755 },
      { path: "run", mode: 0o1755 },
    ]);
    const deeper = withMemberRemarks(inner!, inner!, "b.zip");
    expect(withMemberRemarks(outer!, deeper, "a.tar")).toEqual([
      { code: "mode-setuid", count: 3, paths: ["su", "a.tar ▸ ping", "a.tar ▸ b.zip ▸ ping"] },
      { code: "mode-sticky", count: 2, paths: ["a.tar ▸ run", "a.tar ▸ b.zip ▸ run"] },
      {
        code: "mode-executable",
        count: 6,
        paths: ["su", "x", "a.tar ▸ ping", "a.tar ▸ run", "a.tar ▸ b.zip ▸ ping"],
      },
    ]);
    expect(withMemberRemarks([], [], "a.tar")).toEqual([]);
  });

  it("decide nothing", () => {
    const comparison = compareArchives(
      { entries: [{ path: "x", mode: 0o4755 }, noise] },
      {
        entries: [
          { path: "x", mode: 0o4755 },
          { ...noise, mtime: 2 },
        ],
      },
    );
    expect(comparison.findings.map(({ code }) => code)).toEqual(["entry-mtime"]);
    expect(comparison.level).toBe("L2");
  });
});

describe("names and links that both sides have", () => {
  it("are remarked on where a link leads to an absolute path on both", () => {
    const absolute = { path: "l", target: "/etc/x" };
    expect(remarks([absolute])).toEqual([{ code: "link-absolute", count: 1, paths: ["l"] }]);
    expect(remarks([absolute], [{ path: "l", target: "x" }])).toEqual([]);
    expect(remarks([{ path: "l", target: "x" }], [absolute])).toEqual([]);
    expect(remarks([{ path: "l", type: "hardlink", target: "/x" }])).toEqual([]);
  });

  it("are remarked on where they differ only in case, on any part of the path", () => {
    expect(remarks([{ path: "d/A" }, { path: "d/a" }, { path: "D2/a" }])).toEqual([
      { code: "name-case", count: 2, paths: ["d/A", "d/a"] },
    ]);
    expect(remarks([{ path: "s/Sys/x" }, { path: "s/sys/y" }])).toEqual([
      { code: "name-case", count: 2, paths: ["s/Sys", "s/sys"] },
    ]);
    expect(remarks([{ path: "A" }, { path: "a" }], [{ path: "A" }])).toEqual([]);
    // No letters of ASCII.
    expect(remarks([{ path: "\u00c4" }, { path: "\u00e4" }])).toEqual([]);
  });

  it("are remarked on where Windows has other plans for them, or they are not shown", () => {
    expect(remarks([{ path: "d/nul.txt" }, { path: "a\u200b" }, { path: "fine" }])).toEqual([
      { code: "name-hidden", count: 1, paths: ["a\u200b"] },
      { code: "name-windows", count: 1, paths: ["d/nul.txt"] },
    ]);
  });
});
