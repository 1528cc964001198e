import { describe, expect, it } from "@jest/globals";
import { InputError } from "../../src/core/errors.ts";
import { parseReport, reportSchema } from "../../src/core/report.ts";
import type { Report } from "../../src/core/report.ts";
import { artifact, build, digest, finding, mtime, report } from "../support/reports.ts";

function refusal(text: string): InputError {
  try {
    parseReport(text);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error("it was accepted");
}

/** The report after one edit that its author did not make. */
function edited(edit: (report: Report) => void, original: Report = report()): string {
  const copy = structuredClone(original);
  edit(copy);
  return JSON.stringify(copy);
}

const different = report([artifact({ findings: [finding(), mtime("package/a.js")] })]);
const equivalent = report([artifact({ findings: [mtime("package/a.js")] })]);
const undecided = { code: "tar-checksum", message: "bad", path: [], side: "upload" as const };
const inconclusive = report([artifact({ agreement: null, undecided: [undecided] })]);
const failed = report([artifact({ rebuilt: null, agreement: null, undecided: [undecided] })], {
  build: build({ outcome: { kind: "failed", reason: "exit", detail: "2", logTail: "" } }),
});

describe("parseReport", () => {
  it.each([
    ["identical", report()],
    ["equivalent", equivalent],
    ["different", different],
    ["inconclusive", inconclusive],
    ["a failed build", failed],
  ])("reads back a report of: %s", (_name, original) => {
    expect(parseReport(JSON.stringify(original))).toEqual(original);
  });

  it("names every bad field", () => {
    const error = refusal(
      edited((copy) => {
        Object.assign(copy, { extra: 1, createdAt: "yesterday" });
        copy.artifacts[0]!.upload.sha256 = "ABC";
      }),
    );
    expect(error.code).toBe("report-invalid");
    expect(error.found).toContain("createdAt");
    expect(error.found).toContain("artifacts[0].upload.sha256");
    expect(error.found).toContain("extra");
  });

  it.each([
    ["text that is no JSON", "{", "not JSON"],
    ["a key that is there twice", '{"schema":1,"schema":2}', "schema"],
    ["more than 64 MiB", " ".repeat(64 * 1024 * 1024 + 1), "67108865 characters"],
    ["another schema", edited((copy) => Object.assign(copy, { schema: "x/report/v2" })), "schema"],
    ["a policy", edited((copy) => Object.assign(copy, { policy: {} })), "policy"],
    [
      "a code that does not exist",
      edited((copy) => Object.assign(copy.artifacts[0]!.findings[0]!, { code: "fine" }), different),
      "findings[0].code",
    ],
    [
      "an isolation level that does not exist",
      edited((copy) => Object.assign(copy.build!.sandbox, { reached: "complete" })),
      "build.sandbox.reached",
    ],
    [
      "a sandbox that nobody can ask for",
      edited((copy) => Object.assign(copy.build!.sandbox, { requested: "none" })),
      "build.sandbox.requested",
    ],
    [
      "a network mode that does not exist",
      edited((copy) => Object.assign(copy.build!.network, { reached: "closed" })),
      "build.network.reached",
    ],
    [
      "a network mode that nobody can ask for",
      edited((copy) => Object.assign(copy.build!.network, { requested: "" })),
      "build.network.requested",
    ],
    ["no upload at all", edited((copy) => (copy.artifacts = [])), "artifacts"],
  ])("refuses %s", (_name, text, found) => {
    expect(refusal(text).found).toContain(found);
  });

  it.each<[string, string, string]>([
    [
      "a verdict that was edited",
      edited(
        (copy) => Object.assign(copy, { verdict: "identical", level: "L0", exitCode: 0 }),
        different,
      ),
      "the uploads make it different",
    ],
    [
      "an upload's verdict that was edited, and everything above it",
      edited((copy) => {
        Object.assign(copy, { verdict: "equivalent", level: "L2", exitCode: 0 });
        Object.assign(copy.artifacts[0]!, { verdict: "equivalent", level: "L2" });
      }, different),
      "its findings make it different",
    ],
    [
      "a finding accepted by a normaliser that does not cover it",
      edited(
        (copy) => (copy.artifacts[0]!.findings[0]!.accepted = { by: "archive-mtime" }),
        different,
      ),
      "it is accepted by nothing",
    ],
    [
      "identical files with two digests",
      edited((copy) => (copy.artifacts[0]!.rebuilt!.sha256 = digest("ff"))),
      "its findings make it inconclusive",
    ],
    [
      "a level that the findings do not carry",
      edited((copy) => {
        copy.level = "L1";
        copy.artifacts[0]!.level = "L1";
      }, equivalent),
      "says L1, but its findings make it L2",
    ],
    ["an exit code that was edited", edited((copy) => (copy.exitCode = 0), different), "make it 1"],
    ["a failed build that passes", edited((copy) => (copy.exitCode = 6), failed), "make it 4"],
    [
      "a normaliser that nobody knows",
      edited((copy) => copy.accepted.normalisers.push("everything")),
      "everything",
    ],
    ["a comparison that rebuilt", edited((copy) => (copy.command = "compare")), "given both files"],
    ["a rebuild without a build", edited((copy) => (copy.build = null)), "having rebuilt is"],
    ["a check without a source", edited((copy) => (copy.source = null)), "having no source"],
  ])("refuses %s", (_name, text, found) => {
    expect(reportSchema.safeParse(JSON.parse(text)).error?.message).toContain(found);
    expect(refusal(text).code).toBe("report-invalid");
  });
});
