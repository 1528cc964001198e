import { describe, expect, it } from "@jest/globals";
import { reportAnnotations } from "../../../src/core/render/annotations.ts";
import { artifact, finding, mtime, report } from "../../support/reports.ts";

describe("reportAnnotations", () => {
  it("has nothing to say of a pass", () => {
    expect(reportAnnotations(report())).toEqual([]);
    expect(reportAnnotations(report([artifact({ findings: [mtime("package/a")] })]))).toEqual([]);
  });

  it("names the upload, then each file with cause and fix, and no accepted difference", () => {
    const made = report([
      artifact({
        findings: [
          finding({
            code: "entry-only-in-upload",
            path: ["pkg-1.0.tgz", "package/evil.m4"],
            notes: [".gitignore:3 *.m4 covers it"],
          }),
          mtime("package/a"),
        ],
      }),
      artifact({ name: "ok.tgz" }),
    ]);
    expect(reportAnnotations(made)).toEqual([
      {
        title: "rebuild-gate: pkg-1.0.tgz",
        lines: [expect.stringContaining("different")],
      },
      {
        title: "pkg-1.0.tgz: entry-only-in-upload",
        lines: [
          "package/evil.m4: Only the upload has this entry",
          "Cause: Only the upload has this entry; .gitignore:3 *.m4 covers it",
          expect.stringMatching(/^Fix: Find out what put this file into the upload\./),
        ],
      },
    ]);
  });

  it("stays under what the runner shows: eight files, nine annotations", () => {
    const many = artifact({
      findings: Array.from({ length: 30 }, (_, at) =>
        finding({ path: ["pkg-1.0.tgz", `f${String(at)}`] }),
      ),
    });
    expect(reportAnnotations(report([many]))).toHaveLength(9);
    expect(reportAnnotations(report([many, { ...many, name: "b.tgz" }]))).toHaveLength(9);
  });

  it("counts the uploads that it cannot name", () => {
    const failing = (name: string) => artifact({ name, findings: [finding()] });
    const [first, ...others] = Array.from({ length: 12 }, (_, at) => failing(`${String(at)}.tgz`));
    const shown = reportAnnotations(report([first!, ...others]));
    expect(shown).toHaveLength(9);
    expect(shown.at(-1)).toEqual({
      title: "rebuild-gate",
      lines: ["4 more uploads in the report."],
    });
  });

  it("speaks of an upload that could not be judged", () => {
    const undecided = artifact({
      agreement: null,
      rebuilt: null,
      undecided: [
        { code: "zip-overlap", message: "two entries overlap", path: [], side: "upload" },
      ],
    });
    expect(reportAnnotations(report([undecided]))).toEqual([
      { title: "rebuild-gate: pkg-1.0.tgz", lines: ["could not tell. two entries overlap"] },
    ]);
  });
});
