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
    const comparison = pair(
      { a: 0o664, run: 0o775, same: 0o600 },
      { a: 0o644, run: 0o755, same: 0o600 },
    );
    for (const path of ["a", "run"]) {
      const finding = findingAt(comparison, path);
      expect(finding).toMatchObject({ class: "modified-explained", notes: [] });
      expect(finding.explanation).toMatchObject({
        rule: "mode",
        because:
          "The umask differs: 002 in the upload, 022 in the rebuild; all modes that differ follow from it.",
      });
    }
  });

  it("only hints when another entry does not fit, so that none can hide in the crowd", () => {
    const comparison = pair({ a: 0o664, b: 0o600 }, { a: 0o644, b: 0o644 });
    const finding = findingAt(comparison, "a");
    expect(finding.class).toBe("unexplained");
    expect(finding.explanation?.because).toContain("do not fit");
  });

  it("needs one pair for all, not the same umask on one side only", () => {
    const comparison = pair({ a: 0o664, b: 0o664 }, { a: 0o644, b: 0o600 });
    expect(comparison.findings.map((finding) => finding.class)).toEqual([
      "unexplained",
      "unexplained",
    ]);
  });

  it("is not disturbed by entries that one side only has", () => {
    const comparison = pair({ a: 0o664, b: 0o640 }, { a: 0o644, c: 0o600 });
    expect(findingAt(comparison, "a").class).toBe("modified-explained");
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
