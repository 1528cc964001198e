import { describe, expect, it } from "@jest/globals";
import { OUTPUT_NAMES, outputsOf } from "../../../src/entry/action/outputs.ts";
import { artifact, build, digest, finding, mtime, report } from "../../support/reports.ts";

function outputs(made: ReturnType<typeof report> | null, exitCode = made?.exitCode ?? 2) {
  return Object.fromEntries(
    outputsOf({ report: made, exitCode, reportPath: "/r", bundlePath: null }),
  );
}

describe("outputsOf", () => {
  it("sets every output at every end", () => {
    for (const made of [null, report(), report([artifact({ findings: [finding()] })])]) {
      expect(Object.keys(outputs(made)).sort()).toEqual([...OUTPUT_NAMES].sort());
    }
  });

  it("says passed for equal and for accepted bytes, with verdict and level", () => {
    expect(outputs(report())).toMatchObject({
      result: "passed",
      verdict: "identical",
      level: "L0",
      "exit-code": "0",
      mismatches: "0",
      attested: "false",
      "report-path": "/r",
      "bundle-path": "",
    });
    expect(outputs(report([artifact({ findings: [mtime("package/a")] })]))).toMatchObject({
      result: "passed",
      verdict: "equivalent",
      level: "L2",
      mismatches: "0",
    });
  });

  it("says failed for a difference, and counts what nobody accepts over all uploads", () => {
    const made = report([
      artifact({ findings: [finding(), mtime("package/a")] }),
      artifact({ name: "b.tgz", findings: [finding({ path: ["b.tgz", "x"] })] }),
    ]);
    expect(outputs(made)).toMatchObject({
      result: "failed",
      verdict: "different",
      level: "",
      "exit-code": "1",
      mismatches: "2",
    });
  });

  it("says inconclusive for what could not be told, and for an end without a report", () => {
    const failed = report(
      [
        artifact({
          rebuilt: null,
          agreement: null,
          undecided: [{ code: "build-failed", message: "m", path: [], side: "rebuilt" }],
        }),
      ],
      {
        build: build({ outcome: { kind: "failed", reason: "exit", detail: "1", logTail: "" } }),
      },
    );
    expect(outputs(failed)).toMatchObject({
      result: "inconclusive",
      verdict: "inconclusive",
      "exit-code": "4",
    });
    expect(outputs(null)).toMatchObject({
      result: "inconclusive",
      verdict: "",
      level: "",
      "exit-code": "2",
      mismatches: "",
      "subject-digests": "[]",
    });
  });

  it("never says passed when something failed after a passing verdict", () => {
    expect(outputs(report(), 5)).toMatchObject({ result: "inconclusive", verdict: "identical" });
  });

  it("lists names and digests as one line of JSON, whatever the names", () => {
    const made = report([artifact({ name: "a\n##[set-output name=x]y" })]);
    const text = outputs(made)["subject-digests"]!;
    expect(JSON.parse(text)).toEqual([
      { name: "a\n##[set-output name=x]y", digest: `sha256:${digest("aaaa")}` },
    ]);
    expect(text).not.toMatch(/\n|##\[/);
  });

  it("says attested, and where the bundles are, once there are some", () => {
    const end = { report: report(), exitCode: 0, reportPath: null, bundlePath: "/b.jsonl" };
    expect(Object.fromEntries(outputsOf(end))).toMatchObject({
      attested: "true",
      "bundle-path": "/b.jsonl",
      "report-path": "",
    });
  });
});
