import { describe, expect, it } from "@jest/globals";
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
