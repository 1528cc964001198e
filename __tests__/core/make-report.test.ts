import { describe, expect, it } from "@jest/globals";
import type { Comparison } from "../../src/core/comparison.ts";
import { sha256Hex } from "../../src/core/digest.ts";
import { SourceError } from "../../src/core/errors.ts";
import type { Finding } from "../../src/core/finding.ts";
import { makeReport } from "../../src/core/make-report.ts";
import type { JudgedArtifact, ReportParts } from "../../src/core/make-report.ts";
import { DEFAULT_NORMALISERS } from "../../src/core/normalisers.ts";
import type { RebuildRecord } from "../../src/core/rebuild-record.ts";
import { pathFromText } from "../../src/core/path-bytes.ts";
import { rebuildPredicateOf } from "../../src/core/statement/rebuild-predicate.ts";
import { parseReport } from "../../src/core/report.ts";
import type { SourceTree } from "../../src/core/source-tree.ts";
import { decide } from "../../src/core/verdict.ts";
import type { AcceptedRules } from "../../src/core/verdict.ts";

const accepted: AcceptedRules = { word: "normalized", normalisers: DEFAULT_NORMALISERS };
const bytes = (text: string) => new TextEncoder().encode(text);

const source: SourceTree = {
  repository: "/home/someone/pkg",
  objectFormat: "sha1",
  commit: "0123456789abcdef0123456789abcdef01234567",
  tree: "89abcdef0123456789abcdef0123456789abcdef",
  treeSha256: sha256Hex(bytes("tree")),
  committedAt: 1_704_067_200,
  files: new Map(),
};

const build: RebuildRecord = {
  plan: {
    phases: [{ name: "build", command: "make", network: "open" }],
    environment: new Map(),
    tools: [],
    outputs: ["*.tgz"],
    timeoutMs: 1000,
    sandbox: "auto",
    network: { mode: "open", insisted: true },
    items: [{ item: "command", value: "make", evidence: "--build" }],
  },
  sandbox: {
    requested: "auto",
    reached: "user",
    limits: [{ limit: "file-size", value: 1024, by: "rlimit" }],
  },
  network: { requested: "open", reached: "open" },
  tools: new Map([["make", "GNU Make 4.3"]]),
  durationMs: 12.6,
  outcome: { kind: "built", files: [] },
};

const finding: Finding = {
  code: "entry-content",
  path: ["a.tgz", "package/a.js"],
  upload: 1,
  rebuilt: 2,
  class: "unexplained",
  risk: "high",
  explanation: null,
  accepted: null,
  notes: ["hidden character"],
  excerpt: null,
};
const mtime: Finding = { ...finding, code: "entry-mtime", risk: "info", class: null };

function judged(
  overrides: Partial<Comparison> = {},
  rest: Partial<JudgedArtifact> = {},
): JudgedArtifact {
  const sha256 = sha256Hex(bytes("a"));
  const comparison: Comparison = {
    upload: { name: "a.tgz", size: 1, sha256 },
    rebuilt: { name: "a.tgz", size: 1, sha256 },
    level: "L0",
    findings: [],
    undecided: [],
    files: {},
    ...overrides,
  };
  return {
    comparison,
    decision: decide(comparison, accepted),
    reason: null,
    stability: null,
    ...rest,
  };
}

const differs = (findings: readonly Finding[]): Partial<Comparison> => ({
  rebuilt: { name: "a.tgz", size: 1, sha256: sha256Hex(bytes("b")) },
  level: null,
  findings,
});

function parts(overrides: Partial<ReportParts> = {}): ReportParts {
  return {
    command: "check",
    mode: "rebuild",
    toolVersion: "0.1.0",
    createdAt: new Date("2024-01-02T03:04:05Z"),
    source,
    build,
    artifacts: [judged()],
    accepted,
    notices: [],
    timings: new Map([["rebuild", 12.6]]),
    ...overrides,
  };
}

describe("makeReport", () => {
  it("makes a report that its own reader accepts", () => {
    const made = makeReport(parts({ artifacts: [judged(), judged(differs([finding, mtime]))] }));
    expect(parseReport(JSON.stringify(made))).toEqual(made);
    expect(made).toMatchObject({ verdict: "different", level: null, exitCode: 1 });
  });

  it("carries the tag by which the commit was named, and the submodules that were proven", () => {
    const tag = { name: "refs/tags/v1", object: "1".repeat(40) };
    const submodule = {
      path: pathFromText("vendor/lib"),
      repository: "https://example.test/lib",
      commit: "2".repeat(40),
      tree: "3".repeat(40),
      treeSha256: sha256Hex(bytes("lib")),
    };
    const bound = makeReport(parts({ source: { ...source, tag, submodules: [submodule] } }));
    expect(parseReport(JSON.stringify(bound)).source).toMatchObject({
      tag,
      submodules: [{ ...submodule, path: "vendor/lib" }],
    });
    const [artifact] = bound.artifacts;
    const read = rebuildPredicateOf(bound, artifact!, {
      repository: "https://example.test/pkg",
      jobIsolation: "local",
    });
    expect(read).toMatchObject({
      ok: true,
      predicate: {
        source: { tag, submodules: [{ commit: submodule.commit }] },
        sandbox: { limits: [{ limit: "file-size", value: 1024, by: "rlimit" }] },
      },
    });
    expect(makeReport(parts()).source).not.toHaveProperty("tag");
    expect(makeReport(parts()).source).not.toHaveProperty("submodules");
  });

  it("carries what was fetched, and states it whole or by the digest of the list", () => {
    const fetched = (count: number) =>
      Array.from({ length: count }, (_, at) => ({
        path: `p/${String(at).padStart(4, "0")}`,
        size: at,
        sha256: sha256Hex(bytes(String(at))),
      }));
    const stated = (count: number) => {
      const { build } = parts();
      const made = makeReport(parts({ build: { ...build!, materials: fetched(count) } }));
      expect(parseReport(JSON.stringify(made)).build?.materials).toEqual(fetched(count));
      const context = { repository: "https://example.test/pkg", jobIsolation: "local" as const };
      const read = rebuildPredicateOf(made, made.artifacts[0]!, context);
      return read.ok ? read.predicate.materials : read.reason;
    };
    const list = fetched(2).map(({ path, sha256 }) => `${sha256}  ${path}\n`);
    expect(stated(2)).toEqual({
      total: 2,
      sha256: sha256Hex(bytes(list.join(""))),
      files: fetched(2),
    });
    expect(stated(501)).toEqual({ total: 501, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(makeReport(parts()).build).not.toHaveProperty("materials");
  });

  it("carries source, build and times in their written form", () => {
    const made = makeReport(parts());
    expect(made.createdAt).toBe("2024-01-02T03:04:05.000Z");
    expect(made.source?.committedAt).toBe("2024-01-01T00:00:00.000Z");
    expect(made.build).toMatchObject({
      plan: [{ item: "command", value: "make", evidence: "--build" }],
      sandbox: { limits: [{ limit: "file-size", value: 1024, by: "rlimit" }] },
      tools: { make: "GNU Make 4.3" },
      durationMs: 13,
    });
    expect(made.timings).toEqual({ rebuild: 13 });
  });

  it("passes with the weakest level of its uploads", () => {
    const layout: Finding = { ...mtime, code: "compression-layout", path: ["a.tgz"] };
    const made = makeReport(
      parts({ artifacts: [judged(), judged({ ...differs([layout]), level: "L1" })] }),
    );
    expect(made).toMatchObject({ verdict: "equivalent", level: "L1", exitCode: 0 });
    expect(made.artifacts.map(({ level }) => level)).toEqual(["L0", "L1"]);
  });

  it("lists what nobody accepts first, and otherwise keeps the order of the explanation", () => {
    const medium: Finding = { ...finding, risk: "medium", path: ["a.tgz", "b"] };
    const made = makeReport(parts({ artifacts: [judged(differs([mtime, medium, finding]))] }));
    expect(made.artifacts[0]!.findings.map(({ code, path }) => [code, path[1]])).toEqual([
      ["entry-content", "b"],
      ["entry-content", "package/a.js"],
      ["entry-mtime", "package/a.js"],
    ]);
  });

  it("keeps excerpts up to what a report may hold, over all uploads, in their order", () => {
    const lines = Array.from({ length: 60 }, () => ({ sign: "+" as const, text: "x".repeat(960) }));
    const hunk = { rebuiltStart: 1, rebuiltCount: 0, uploadStart: 1, uploadCount: 60, lines };
    const long: Finding = {
      ...finding,
      code: "entry-only-in-upload",
      excerpt: { kind: "diff", encoding: "utf-8", hunks: [hunk], whole: false },
    };
    const window = { format: null, hex: "00".repeat(64) };
    const short: Finding = {
      ...finding,
      excerpt: { kind: "bytes", offset: 0, start: 0, upload: window, rebuilt: window },
    };
    const many = Array.from({ length: 10 }, () => long);
    const made = makeReport(
      parts({ artifacts: [judged(differs([...many, short])), judged(differs([...many, short]))] }),
    );
    const kept = made.artifacts.map(({ findings }) => findings.map((one) => one.excerpt !== null));
    expect(kept[0]).not.toContain(false);
    // 1,048,576 units hold 18 texts of 57,600, not the nineteenth; nothing after it is shown either.
    expect(kept[1]!.indexOf(false)).toBe(8);
    expect(kept[1]!.lastIndexOf(true)).toBe(7);
    expect(made.artifacts[1]!.findings).toHaveLength(11);
    expect(parseReport(JSON.stringify(made))).toEqual(made);
  });

  it("carries the remarks on what both sides have", () => {
    const remarks = [{ code: "mode-setuid" as const, count: 2, paths: ["su"] }];
    const [bare, remarked] = makeReport(
      parts({ artifacts: [judged(), judged({ ...differs([finding]), remarks })] }),
    ).artifacts;
    expect([bare!.remarks, remarked!.remarks]).toEqual([[], remarks]);
  });

  it("names the first rejected finding as the reason, by its cause where there is one", () => {
    const explanation = {
      rule: "r",
      because: "the generator is another one",
      remedy: "",
      docs: "",
    };
    const [bare, caused] = makeReport(
      parts({
        artifacts: [judged(differs([finding])), judged(differs([{ ...finding, explanation }]))],
      }),
    ).artifacts;
    expect(bare!.reason).toEqual({
      code: "entry-content",
      message: "a.tgz ▸ package/a.js: The bytes of this file differ",
    });
    expect(caused!.reason?.message).toContain("the generator is another one");
  });

  it("names the first doubt as the reason for not deciding, and a given reason before it", () => {
    const undecided = [
      { code: "tar-magic", message: "no tar", path: ["a.tgz"], side: "upload" as const },
    ];
    const doubt = { ...differs([]), undecided };
    const [own, given] = makeReport(
      parts({
        artifacts: [judged(doubt), judged(doubt, { reason: { code: "x", message: "y" } })],
      }),
    ).artifacts;
    expect(own).toMatchObject({
      verdict: "inconclusive",
      reason: { code: "tar-magic", message: "no tar" },
      undecided,
    });
    expect(given!.reason).toEqual({ code: "x", message: "y" });
  });

  it("ends with 4 when the build failed", () => {
    const undecided = [{ code: "build-failed", message: "", path: [], side: "rebuilt" as const }];
    const made = makeReport(
      parts({
        build: {
          ...build,
          outcome: { kind: "failed", reason: "exit", detail: "2", logTail: "no rule" },
        },
        artifacts: [judged({ rebuilt: null, level: null, undecided })],
      }),
    );
    expect(made).toMatchObject({
      verdict: "inconclusive",
      exitCode: 4,
      build: { outcome: { kind: "failed", reason: "exit", detail: "2", logTail: "no rule" } },
    });
    expect(parseReport(JSON.stringify(made))).toEqual(made);
  });

  it.each([-1, 0.5, Number.NaN, 253_402_300_800])(
    "refuses a commit time that cannot be written: %s",
    (committedAt) => {
      expect(() => makeReport(parts({ source: { ...source, committedAt } }))).toThrow(SourceError);
    },
  );
});
