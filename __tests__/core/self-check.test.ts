import { describe, expect, test } from "@jest/globals";
import type { Comparison } from "../../src/core/comparison.ts";
import { sha256Hex } from "../../src/core/digest.ts";
import type { Finding } from "../../src/core/finding.ts";
import { markUnstable } from "../../src/core/self-check.ts";

const side = { name: "pkg.tgz", size: 3, sha256: sha256Hex(new Uint8Array([1])) };

function finding(path: readonly string[], more: Partial<Finding> = {}): Finding {
  return {
    code: "entry-content",
    path,
    upload: null,
    rebuilt: null,
    class: "unexplained",
    risk: "high",
    explanation: null,
    accepted: null,
    notes: [],
    excerpt: null,
    ...more,
  };
}

function comparison(findings: readonly Finding[], more: Partial<Comparison> = {}): Comparison {
  return { upload: side, rebuilt: side, level: null, findings, undecided: [], files: {}, ...more };
}

describe("markUnstable", () => {
  const found = comparison([finding(["pkg.tgz", "a"]), finding(["pkg.tgz", "b"])], {
    files: { unexplained: 2, rebuilt: 5 },
  });

  test("moves findings where two rebuilds disagree, whatever the outer names, and the counts with them", () => {
    const again = comparison([finding(["other-name.tgz", "b"])]);
    const checked = markUnstable(found, again);
    expect(checked.stability).toBe("unstable");
    expect(checked.comparison.findings.map((one) => one.class)).toEqual([
      "unexplained",
      "unstable",
    ]);
    expect(checked.comparison.files).toEqual({ unexplained: 1, unstable: 1, rebuilt: 5 });
  });

  test("counts a file once however many findings it has, and drops a class that is left empty", () => {
    const twice = comparison(
      [finding(["pkg.tgz", "a"]), finding(["pkg.tgz", "a"], { code: "entry-mode" })],
      { files: { unexplained: 1 } },
    );
    const checked = markUnstable(twice, comparison([finding(["pkg.tgz", "a"])]));
    expect(checked.comparison.findings.map((one) => one.class)).toEqual(["unstable", "unstable"]);
    expect(checked.comparison.files).toEqual({ unstable: 1 });
  });

  test("does not count a file that only the rebuild has", () => {
    const missing = comparison([
      finding(["pkg.tgz", "a"], { code: "entry-only-in-rebuild", class: null }),
    ]);
    const checked = markUnstable(missing, comparison([finding(["pkg.tgz", "a"])]));
    expect(checked.comparison.files).toEqual({});
  });

  test("takes a difference that a normaliser accepts for no instability, on either side", () => {
    const accepted = { accepted: { by: "archive-mtime" } };
    expect(markUnstable(found, comparison([finding(["pkg.tgz", "a"], accepted)])).stability).toBe(
      "stable",
    );
    const lenient = comparison([finding(["pkg.tgz", "a"], accepted)]);
    const checked = markUnstable(lenient, comparison([finding(["pkg.tgz", "a"])]));
    expect(checked.comparison.findings[0]?.class).toBe("unexplained");
  });

  test("knows nothing when the two rebuilds could not be compared", () => {
    const undecided = [{ code: "limit-entries", message: "", path: [], side: "both" }] as const;
    const again = comparison([finding(["pkg.tgz", "a"])], { undecided });
    expect(markUnstable(found, again)).toEqual({ comparison: found, stability: null });
  });
});
