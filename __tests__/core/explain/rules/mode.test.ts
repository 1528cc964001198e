import { describe, expect, it } from "@jest/globals";
import { explainPair, findingAt } from "../../../support/explained.ts";

type Modes = Readonly<Record<string, number | null>>;

function pair(upload: Modes, rebuilt: Modes) {
  const archive = (modes: Modes) => ({
    entries: Object.entries(modes).map(([path, mode]) => ({ path, mode, body: path })),
  });
  return explainPair(archive(upload), archive(rebuilt));
}

describe("the mode rule", () => {
  it("accounts for modes that follow from one pair of umasks", () => {
    const comparison = pair({ a: 0o664, run: 0o775 }, { a: 0o644, run: 0o755 });
    for (const path of ["a", "run"]) {
      const finding = findingAt(comparison, path);
      expect(finding).toMatchObject({ class: "modified-explained", notes: [] });
      expect(finding.explanation).toMatchObject({
        rule: "mode",
        because:
          "The umask differs: 002 in the upload, 022 in the rebuild; all modes of both archives follow from it.",
      });
    }
  });

  it("only hints when another entry does not fit, so that none can hide in the crowd", () => {
    const comparison = pair({ a: 0o664, b: 0o600 }, { a: 0o644, b: 0o644 });
    const finding = findingAt(comparison, "a");
    expect(finding.class).toBe("unexplained");
    expect(finding.explanation?.because).toContain("do not show them");
  });

  it("needs one pair for all, not the same umask on one side only", () => {
    const comparison = pair({ a: 0o664, b: 0o664 }, { a: 0o644, b: 0o600 });
    expect(comparison.findings.map((finding) => finding.class)).toEqual([
      "unexplained",
      "unexplained",
    ]);
  });

  it("is not disturbed by entries that one side only has", () => {
    const comparison = pair({ a: 0o664, run: 0o775, b: 0o664 }, { a: 0o644, run: 0o755, c: 0o755 });
    expect(findingAt(comparison, "a").class).toBe("modified-explained");
  });

  it("equal-entry smuggled: an equal entry that contradicts a umask disproves it", () => {
    const comparison = pair(
      { a: 0o664, run: 0o775, same: 0o600 },
      { a: 0o644, run: 0o755, same: 0o600 },
    );
    expect(comparison.findings.map((finding) => finding.class)).toEqual([
      "unexplained",
      "unexplained",
    ]);
  });

  it.each([
    ["0664 among 0644", 0o664, 0o644],
    ["0644 for 0600", 0o644, 0o600],
  ])("single-file smuggled: %s is no umask", (_, upload, rebuilt) => {
    const crowd = { b: 0o644, c: 0o644, run: 0o755 };
    const comparison = pair({ a: upload, ...crowd }, { a: rebuilt, ...crowd });
    expect(findingAt(comparison, "a").class).toBe("unexplained");
    const alone = findingAt(pair({ a: upload }, { a: rebuilt }), "a");
    expect(alone).toMatchObject({ class: "unexplained", explanation: { rule: "mode" } });
  });

  it.each([
    ["the upload", { b: 0o600 }, {}],
    ["the rebuild", {}, { b: 0o600 }],
  ])("lone-entry smuggled: an entry that %s alone has must follow, too", (_, here, there) => {
    const comparison = pair({ a: 0o664, c: 0o664, ...here }, { a: 0o644, c: 0o644, ...there });
    expect(findingAt(comparison, "a").class).toBe("unexplained");
  });

  it("directory smuggled: folders are asked for with 0777, and must follow, too", () => {
    const archive = (file: number, folder: number) => ({
      entries: [
        { path: "d", type: "directory" as const, mode: folder },
        { path: "a", mode: file, body: "a" },
        { path: "link", type: "symlink" as const, mode: 0o777, linkTarget: "a" },
      ],
    });
    const honest = explainPair(archive(0o664, 0o775), archive(0o644, 0o755));
    expect(findingAt(honest, "a").class).toBe("modified-explained");
    expect(findingAt(honest, "d").class).toBe("modified-explained");
    for (const folder of [0o755, 0o664, 0o2775, 0o1775, 0o777]) {
      const odd = explainPair(archive(0o664, folder), archive(0o644, 0o755));
      expect(findingAt(odd, "a").class).toBe("unexplained");
    }
  });

  it.each([0o4775, 0o2775, 0o1664, 0o666, 0o777])(
    "special-bit smuggled: mode %i on both sides disproves every umask",
    (odd) => {
      const comparison = pair({ a: 0o664, b: 0o664, odd }, { a: 0o644, b: 0o644, odd });
      expect(findingAt(comparison, "a").class).toBe("unexplained");
    },
  );

  it("executable-bit smuggled: it takes the account away from files that are honest", () => {
    const comparison = pair({ a: 0o664, b: 0o664, c: 0o775 }, { a: 0o644, b: 0o644, c: 0o644 });
    expect(findingAt(comparison, "a").class).toBe("unexplained");
  });

  it("says nothing of an executable bit", () => {
    const comparison = pair({ a: 0o755 }, { a: 0o644 });
    expect(findingAt(comparison, "a")).toMatchObject({ explanation: null, class: "unexplained" });
    expect(findingAt(comparison, "a").notes).toContain("executable in the upload only");
    expect(findingAt(pair({ a: 0o644 }, { a: 0o755 }), "a").notes).toContain(
      "executable in the rebuild only",
    );
  });

  it("leaves an executable bit unexplained beside an honest umask, and the umask with it", () => {
    const comparison = pair({ a: 0o664, b: 0o755 }, { a: 0o644, b: 0o644 });
    expect(comparison.findings.map((finding) => finding.class)).toEqual([
      "unexplained",
      "unexplained",
    ]);
  });

  it.each([
    ["setuid", 0o4755, 0o755],
    ["world-writable", 0o666, 0o644],
    ["world-writable and executable", 0o777, 0o755],
    ["setgid", 0o2755, 0o755],
    ["sticky", 0o1644, 0o644],
    ["no umask at all", 0o640, 0o604],
  ])("says nothing of %s", (_, upload, rebuilt) => {
    expect(findingAt(pair({ a: upload }, { a: rebuilt }), "a")).toMatchObject({
      explanation: null,
      class: "unexplained",
    });
  });

  it("says nothing where one side gives no mode", () => {
    const comparison = pair({ a: null, b: 0o664 }, { a: 0o644, b: 0o644 });
    expect(findingAt(comparison, "a").explanation).toBeNull();
    expect(findingAt(comparison, "b").class).toBe("unexplained");
  });
});
