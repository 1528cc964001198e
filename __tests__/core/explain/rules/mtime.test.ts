import { describe, expect, it } from "@jest/globals";
import { explainPair, findingAt } from "../../../support/explained.ts";
import type { Surroundings } from "../../../support/explained.ts";

type Times = Readonly<Record<string, number>>;

function pair(
  upload: Times,
  rebuilt: Times,
  format: "tar" | "zip" = "tar",
  more: Surroundings = {},
) {
  const archive = (times: Times) => ({
    format,
    entries: Object.entries(times).map(([path, mtime]) => ({ path, mtime, body: path })),
  });
  return explainPair(archive(upload), archive(rebuilt), more);
}

describe("the mtime rule", () => {
  it("tells the files' own times from one time for all, and whose that is", () => {
    const finding = findingAt(pair({ a: 1, b: 2 }, { a: 499162500, b: 499162500 }), "a");
    expect(finding.explanation).toMatchObject({
      rule: "mtime",
      because:
        "Modification times: 2 times for 2 entries (the files' own) in the upload, one time for all, 1985-10-26T08:15:00Z (npm's fixed time) in the rebuild.",
    });
    expect(finding.explanation?.remedy).toContain("--mtime=@$SOURCE_DATE_EPOCH");
  });

  it("knows the commit's time", () => {
    const commit = { files: { a: "a" } };
    const finding = findingAt(
      pair({ a: 5, b: 5 }, { a: 1_700_000_000, b: 1_700_000_000 }, "tar", { commit }),
      "a",
    );
    expect(finding.explanation?.because).toContain("2023-11-14T22:13:20Z (the commit's time)");
    expect(finding.explanation?.because).toContain(
      "one time for all, 1970-01-01T00:00:05Z in the upload",
    );
  });

  it("leaves class and risk to the normaliser and says the same of all entries", () => {
    const { findings } = pair({ a: 1, b: 2 }, { a: 3, b: 3 });
    expect(findings.map((finding) => [finding.class, finding.risk])).toEqual([
      [null, "info"],
      [null, "info"],
    ]);
    expect(new Set(findings.map((finding) => finding.explanation?.because)).size).toBe(1);
  });

  it("recognises a time zone in a zip, where all times are off alike", () => {
    const finding = findingAt(pair({ a: 7200, b: 10000 }, { a: 0, b: 2800 }, "zip"), "a");
    expect(finding.explanation?.because).toContain("off by 2 hours");
    expect(finding.explanation?.remedy).toContain("TZ=UTC");
  });

  it.each([
    ["a tar, which has no zone", { a: 7200, b: 7200 }, { a: 0, b: 0 }, "tar"],
    ["times off by different amounts", { a: 7200, b: 9000 }, { a: 0, b: 0 }, "zip"],
    ["an offset that is no zone", { a: 7201, b: 7201 }, { a: 0, b: 0 }, "zip"],
    ["an offset beyond all zones", { a: 7_200_000, b: 7_200_000 }, { a: 0, b: 0 }, "zip"],
  ] as const)("takes no time zone for the cause of %s", (_, upload, rebuilt, format) => {
    const finding = findingAt(pair(upload, rebuilt, format), "a");
    expect(finding.explanation?.remedy).not.toContain("TZ=UTC");
  });

  it("speaks of fractions when the seconds agree", () => {
    const entry = (fraction: string) => ({
      entries: [{ path: "a", body: "a", fields: { "tar.mtime-fraction": fraction } }],
    });
    const finding = findingAt(explainPair(entry("25"), entry("5")), "a");
    expect(finding.explanation?.because).toContain("a fraction of it");
  });

  it.each([
    ["setuptools.build_meta", "setuptools-reproducible"],
    ["poetry.core.masonry.api", "poetry-core 2"],
    ["flit_core.buildapi", "SOURCE_DATE_EPOCH"],
    ["pdm.backend", "repack"],
  ])("gives the remedy for the backend %s of the commit", (backend, remedy) => {
    const commit = {
      files: { "pyproject.toml": `[build-system]\nbuild-backend = "${backend}"\n` },
    };
    const finding = findingAt(
      pair({ "d/a": 1, "d/b": 2 }, { "d/a": 3, "d/b": 3 }, "tar", { commit }),
      "d/a",
    );
    expect(finding.explanation?.remedy).toContain(remedy);
  });

  it("does not answer for times that decide what make rebuilds", () => {
    const comparison = pair(
      { "configure.ac": 20, configure: 10 },
      { "configure.ac": 1, configure: 10 },
    );
    const finding = findingAt(comparison, "configure");
    expect(finding.code).toBe("entry-mtime-build-relevant");
    expect(finding.explanation).toBeNull();
    expect(finding.class).toBe("unexplained");
  });

  it("does not answer for another body under another time", () => {
    const comparison = explainPair(
      { entries: [{ path: "a", mtime: 1, body: "x" }] },
      { entries: [{ path: "a", mtime: 2, body: "y" }] },
    );
    const content = comparison.findings.find(({ code }) => code === "entry-content");
    expect(content).toMatchObject({ class: "unexplained", explanation: null });
  });
});
