import { describe, expect, it } from "@jest/globals";
import { InputError } from "../../src/core/errors.ts";
import { parseReport, reportSchema } from "../../src/core/report.ts";
import type { Report, ReportFinding } from "../../src/core/report.ts";
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

type Excerpt = NonNullable<ReportFinding["excerpt"]>;
type Diff = Excerpt & { readonly kind: "diff" };
type Window = Excerpt & { readonly kind: "bytes" };

const DIFF: Diff = {
  kind: "diff",
  encoding: "utf-8",
  hunks: [
    {
      rebuiltStart: 3,
      rebuiltCount: 1,
      uploadStart: 3,
      uploadCount: 1,
      lines: [
        { sign: "-", text: "old" },
        { sign: "+", text: "new", cut: "end", unended: true },
      ],
    },
  ],
  whole: true,
};
const BYTES: Window = {
  kind: "bytes",
  offset: 3,
  start: 0,
  upload: { format: "PNG", hex: "00010203" },
  rebuilt: { format: null, hex: "" },
};
const longText = (excerpt: Excerpt) => {
  if (excerpt.kind === "diff") excerpt.hunks[0]!.lines[0]!.text = "x".repeat(961);
};
const unsigned = (excerpt: Excerpt) => {
  if (excerpt.kind === "diff") Object.assign(excerpt.hunks[0]!.lines[0]!, { sign: "" });
};
const manyLines = (excerpt: Excerpt) => {
  if (excerpt.kind !== "diff") return;
  excerpt.hunks[0]!.lines = Array.from({ length: 61 }, () => ({ sign: "-" as const, text: "" }));
};
const longHex = (excerpt: Excerpt) => {
  if (excerpt.kind === "bytes") excerpt.upload!.hex = "00".repeat(65);
};
const halfByte = (excerpt: Excerpt) => {
  if (excerpt.kind === "bytes") excerpt.upload!.hex = "000";
};

describe("parseReport", () => {
  it.each([
    ["identical", report()],
    ["equivalent", equivalent],
    ["different", different],
    ["a diff", report([artifact({ findings: [finding({ excerpt: DIFF })] })])],
    ["a window of bytes", report([artifact({ findings: [finding({ excerpt: BYTES })] })])],
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
    ...(
      [
        ["a line that is too long", "excerpt.hunks[0].lines[0].text", longText],
        ["a line without a sign", "excerpt.hunks[0].lines[0].sign", unsigned],
        ["more lines than a diff has", "excerpt.hunks[0].lines", manyLines],
        ["more bytes than a window has", "excerpt.upload.hex", longHex],
        ["half a byte", "excerpt.upload.hex", halfByte],
      ] as const
    ).map(([name, place, edit]): [string, string, string] => [
      name,
      edited((copy) => {
        const shown = place.includes("hex") ? BYTES : DIFF;
        const excerpt = structuredClone(shown);
        copy.artifacts[0]!.findings[0]!.excerpt = excerpt;
        edit(excerpt);
      }, different),
      `findings[0].${place}`,
    ]),
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
    [
      "an excerpt of something that has no content",
      edited((copy) => (copy.artifacts[0]!.findings[0]!.excerpt = DIFF), equivalent),
      "is about no content",
    ],
    [
      "an excerpt that counts other lines than it has",
      edited((copy) => {
        const excerpt = structuredClone(DIFF);
        excerpt.hunks[0]!.uploadCount = 2;
        copy.artifacts[0]!.findings[0]!.excerpt = excerpt;
      }, different),
      "counts other lines than it shows",
    ],
    [
      "an excerpt that counts other lines of the rebuild than it has",
      edited((copy) => {
        const excerpt = structuredClone(DIFF);
        excerpt.hunks[0]!.rebuiltCount = 0;
        copy.artifacts[0]!.findings[0]!.excerpt = excerpt;
      }, different),
      "counts other lines than it shows",
    ],
    [
      "lines of the rebuild in a file that only the upload has",
      edited((copy) => {
        const finding = copy.artifacts[0]!.findings[0]!;
        Object.assign(finding, { code: "entry-only-in-upload", excerpt: DIFF });
      }, different),
      "shows lines of a side",
    ],
    ...(
      [
        ["bytes of a file that only the rebuild has", "entry-only-in-upload", {}],
        ["bytes of a file that only the upload has", "entry-only-in-rebuild", {}],
        ["bytes of one side of two", "entry-content", { rebuilt: null }],
        ["bytes of the other side of two", "entry-content", { upload: null }],
        ["a window behind the difference", "entry-content", { start: 4 }],
      ] as const
    ).map(([name, code, change]): [string, string, string] => [
      name,
      edited((copy) => {
        const excerpt = { ...BYTES, ...change };
        Object.assign(copy.artifacts[0]!.findings[0]!, { code, excerpt });
      }, different),
      "shows other sides",
    ]),
    ["a rebuild without a build", edited((copy) => (copy.build = null)), "having rebuilt is"],
    [
      "a build of a run that built nothing",
      edited((copy) => (copy.mode = "no-build")),
      "having rebuilt is",
    ],
    [
      "a network that was held without namespaces",
      edited((copy) =>
        Object.assign(copy.build!, {
          network: { requested: "none", reached: "none" },
          sandbox: { requested: "auto", reached: "user" },
        }),
      ),
      "having been held without namespaces",
    ],
    [
      "a limit of the kernel on a build that was not shut in",
      edited((copy) => {
        const limits = [{ limit: "memory", value: 1, by: "cgroup-v2" }];
        Object.assign(copy.build!.sandbox, { reached: "process", limits });
      }),
      "having limits at this level",
    ],
    [
      "a limit that is there twice",
      edited((copy) => {
        const one = { limit: "memory", value: 1, by: "cgroup-v2" };
        const limits = [one, { ...one, value: 2 }];
        Object.assign(copy.build!.sandbox, { reached: "namespaces", limits });
      }),
      "the number of its limits is",
    ],
    ["a check without a source", edited((copy) => (copy.source = null)), "having no source"],
  ])("refuses %s", (_name, text, found) => {
    expect(reportSchema.safeParse(JSON.parse(text)).error?.message).toContain(found);
    expect(refusal(text).code).toBe("report-invalid");
  });
});
