import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { agreementOf } from "../../src/core/compare/level.ts";
import type { Comparison, Undecided } from "../../src/core/comparison.ts";
import { FINDING_CODES, factsOf } from "../../src/core/finding-codes.ts";
import type { FindingCode } from "../../src/core/finding-codes.ts";
import { EVIDENCE_CLASSES } from "../../src/core/finding.ts";
import type { EvidenceClass, Finding } from "../../src/core/finding.ts";
import { DEFAULT_NORMALISERS, NORMALISERS } from "../../src/core/normalisers.ts";
import type { NormaliserId } from "../../src/core/normalisers.ts";
import { decide } from "../../src/core/verdict.ts";
import type { AcceptedRules, AcceptedWord, Verdict } from "../../src/core/verdict.ts";
import { printOf } from "../support/models.ts";

const CODES = Object.keys(FINDING_CODES) as FindingCode[];
const WORDS: readonly AcceptedWord[] = ["identical", "normalized", "explained"];

function rules(word: AcceptedWord, normalisers = DEFAULT_NORMALISERS): AcceptedRules {
  return { word, normalisers };
}

interface FindingLiteral {
  readonly code: FindingCode;
  readonly class?: EvidenceClass | null;
  readonly rule?: string | null;
  readonly by?: string | null;
  readonly path?: readonly string[];
}

function finding(literal: FindingLiteral): Finding {
  const rule = literal.rule ?? null;
  return {
    code: literal.code,
    path: literal.path ?? ["a.tgz"],
    upload: null,
    rebuilt: null,
    class: literal.class ?? null,
    risk: factsOf(literal.code).risk,
    explanation: rule === null ? null : { rule, because: "b", remedy: "r", docs: "d" },
    accepted: literal.by === undefined || literal.by === null ? null : { by: literal.by },
    notes: [],
    excerpt: null,
  };
}

const doubt: Undecided = { code: "tar-checksum", message: "m", path: ["a.tgz"], side: "upload" };

function compared(findings: readonly FindingLiteral[], more: Partial<Comparison> = {}): Comparison {
  const list = findings.map(finding);
  return {
    upload: { name: "a.tgz", ...printOf("upload") },
    rebuilt: { name: "a.tgz", ...printOf("rebuilt") },
    level: agreementOf(list),
    findings: list,
    undecided: [],
    files: {},
    ...more,
  };
}

const equal: Partial<Comparison> = {
  rebuilt: { name: "a.tgz", ...printOf("upload") },
  level: "L0",
};

function word(verdict: Verdict): string {
  return verdict.level === null ? verdict.kind : `${verdict.kind} ${verdict.level}`;
}

const NO_EVIDENCE = "inconclusive";

describe("decide", () => {
  type Row = readonly [
    name: string,
    comparison: Comparison,
    identical: string,
    normalized: string,
    explained: string,
  ];
  const normal: FindingLiteral = { code: "entry-mtime" };
  const content: FindingLiteral = { code: "entry-content", path: ["a.tgz", "x"] };
  const explained: FindingLiteral = { ...content, class: "modified-explained", rule: "pot-date" };
  const table: readonly Row[] = [
    ["equal bytes", compared([], equal), "identical L0", "identical L0", "identical L0"],
    [
      "only the compressor",
      compared([{ code: "compression-layout" }, { code: "gzip-header" }]),
      "different",
      "equivalent L1",
      "equivalent L1",
    ],
    [
      "the name in the gzip header",
      compared([{ code: "gzip-name" }]),
      "different",
      "different",
      "different",
    ],
    [
      "container metadata",
      compared([normal, { code: "entry-order" }, { code: "compression-layout" }]),
      "different",
      "equivalent L2",
      "equivalent L2",
    ],
    [
      "a compressor inside a nested archive",
      compared([{ code: "gzip-header", path: ["a.tar", "b.gz"] }]),
      "different",
      "equivalent L2",
      "equivalent L2",
    ],
    ["an unexplained file", compared([content]), "different", "different", "different"],
    ["an explained file", compared([normal, explained]), "different", "different", "equivalent L4"],
    [
      "a known blob",
      compared([{ ...content, class: "known-generated", rule: "gnulib" }]),
      "different",
      "different",
      "equivalent L4",
    ],
    [
      "a waived file",
      compared([{ ...content, class: "waived", by: "waiver-7" }]),
      "different",
      "different",
      "equivalent L4",
    ],
    [
      "an explained file without its rule",
      compared([{ ...content, class: "modified-explained" }]),
      "different",
      "different",
      "different",
    ],
    [
      "a known blob without its rule",
      compared([{ ...content, class: "known-generated" }]),
      "different",
      "different",
      "different",
    ],
    [
      "a waived file without its waiver",
      compared([{ ...content, class: "waived" }]),
      "different",
      "different",
      "different",
    ],
    ...(["unstable", "unexplained", "rebuilt", "in-commit"] as const).map((evidence): Row => [
      `a finding of class ${evidence}, whatever it brings along`,
      compared([{ ...content, class: evidence, rule: "pot-date", by: "archive-mtime" }]),
      "different",
      "different",
      "different",
    ]),
    [
      "a finding whose tool is missing",
      compared([{ ...content, class: "unverifiable", rule: "pot-date", by: "x" }]),
      NO_EVIDENCE,
      NO_EVIDENCE,
      NO_EVIDENCE,
    ],
    [
      "a missing tool beside an unexplained file",
      compared([{ ...content, class: "unverifiable" }, content]),
      "different",
      "different",
      "different",
    ],
    ["a refusal", compared([], { undecided: [doubt] }), NO_EVIDENCE, NO_EVIDENCE, NO_EVIDENCE],
    [
      "a refusal beside accepted findings",
      compared([normal], { undecided: [doubt] }),
      "different",
      NO_EVIDENCE,
      NO_EVIDENCE,
    ],
    [
      "a refusal beside a rejected finding",
      compared([content], { undecided: [doubt] }),
      "different",
      "different",
      "different",
    ],
    [
      "a refusal of the nested archive that differs",
      compared([content], { undecided: [{ ...doubt, path: ["a.tgz", "x"] }] }),
      NO_EVIDENCE,
      NO_EVIDENCE,
      NO_EVIDENCE,
    ],
    [
      "another finding where the reader refused",
      compared([{ ...content, code: "entry-mode" }], {
        undecided: [{ ...doubt, path: ["a.tgz", "x"] }],
      }),
      "different",
      "different",
      "different",
    ],
    [
      "equal bytes that are in doubt",
      compared([], { ...equal, undecided: [doubt] }),
      NO_EVIDENCE,
      NO_EVIDENCE,
      NO_EVIDENCE,
    ],
    [
      "an upload that was not rebuilt",
      compared([{ code: "upload-not-rebuilt", class: "waived", by: "w" }], { rebuilt: null }),
      "different",
      "different",
      "different",
    ],
    [
      "every file in the commit",
      compared([{ code: "container-not-rebuilt", class: "in-commit" }], { rebuilt: null }),
      "different",
      "different",
      "equivalent L4",
    ],
    [
      "a container that nobody attributed",
      compared([{ code: "container-not-rebuilt" }], { rebuilt: null }),
      "different",
      "different",
      "different",
    ],
    [
      "an untracked file without a rebuild",
      compared([{ code: "container-not-rebuilt", class: "in-commit" }, { code: "not-rebuilt" }], {
        rebuilt: null,
      }),
      "different",
      "different",
      NO_EVIDENCE,
    ],
    [
      "an untracked file that a known tool makes",
      compared([{ code: "not-rebuilt", class: "known-generated", rule: "gnulib" }], {
        rebuilt: null,
      }),
      NO_EVIDENCE,
      NO_EVIDENCE,
      "equivalent L4",
    ],
    [
      "a changed tracked file",
      compared(
        [{ code: "container-not-rebuilt", class: "in-commit" }, { code: "tracked-file-changed" }],
        {
          rebuilt: null,
        },
      ),
      "different",
      "different",
      "different",
    ],
    ["nothing at all", compared([]), NO_EVIDENCE, NO_EVIDENCE, NO_EVIDENCE],
    ["nothing, called L1", compared([], { level: "L1" }), NO_EVIDENCE, NO_EVIDENCE, NO_EVIDENCE],
    [
      "unequal digests, called L0",
      compared([], { level: "L0" }),
      NO_EVIDENCE,
      NO_EVIDENCE,
      NO_EVIDENCE,
    ],
    [
      "equal digests of unequal sizes, called L0",
      compared([], { ...equal, rebuilt: { name: "a", ...printOf("upload"), size: 1 } }),
      NO_EVIDENCE,
      NO_EVIDENCE,
      NO_EVIDENCE,
    ],
    [
      "no rebuild, called L0",
      compared([], { level: "L0", rebuilt: null }),
      NO_EVIDENCE,
      NO_EVIDENCE,
      NO_EVIDENCE,
    ],
    ["equal digests, not called L0", compared([], { ...equal, level: null }), ...triple()],
    ["equal bytes with findings", compared([normal], equal), "different", ...double()],
    ["findings, called L0", compared([normal], { level: "L0" }), "different", ...double()],
    ["metadata, called L1", compared([normal], { level: "L1" }), "different", ...double()],
    ["metadata, called L3", compared([normal], { level: "L3" }), "different", ...double()],
    ["metadata without a level", compared([normal], { level: null }), "different", ...double()],
  ];

  function double(): readonly [string, string] {
    return [NO_EVIDENCE, NO_EVIDENCE];
  }

  function triple(): readonly [string, string, string] {
    return [NO_EVIDENCE, NO_EVIDENCE, NO_EVIDENCE];
  }

  it.each(table)("judges %s", (_, comparison, ...expected) => {
    expect(WORDS.map((each) => word(decide(comparison, rules(each)).verdict))).toEqual(expected);
  });

  it("says of every finding by what it is accepted", () => {
    const { findings, verdict } = decide(
      compared([normal, explained, { ...content, class: "waived", by: "waiver-7" }]),
      rules("explained"),
    );
    const by = ["archive-mtime", "pot-date", "waiver-7"];
    expect(findings.map(({ accepted }) => accepted?.by)).toEqual(by);
    expect(verdict).toMatchObject({ accepted: findings });
  });

  it("takes back an acceptance that a finding brought along", () => {
    const { findings } = decide(
      compared([{ ...content, by: "archive-mtime" }]),
      rules("normalized"),
    );
    expect(findings[0]?.accepted).toBeNull();
  });

  it("names what it rejected, and only that", () => {
    const { verdict } = decide(compared([normal, content]), rules("normalized"));
    expect(verdict).toMatchObject({ kind: "different", rejected: [{ code: "entry-content" }] });
  });

  it("names every reason for not deciding", () => {
    const { verdict } = decide(
      compared([{ code: "not-rebuilt", path: ["a.tgz", "y"] }], { undecided: [doubt] }),
      rules("explained"),
    );
    expect(verdict).toMatchObject({
      kind: "inconclusive",
      reasons: [doubt, { code: "not-rebuilt", path: ["a.tgz", "y"] }],
    });
  });

  it.each(Object.keys(NORMALISERS) as NormaliserId[])(
    "accepts by %s only where it is allowed",
    (id) => {
      const codes = CODES.filter((code) => factsOf(code).normaliser === id);
      expect(codes.length).toBeGreaterThan(0);
      const without = new Set(DEFAULT_NORMALISERS);
      without.delete(id);
      for (const code of codes) {
        const comparison = compared([{ code }]);
        expect(decide(comparison, rules("normalized", new Set([id]))).verdict.kind).toBe(
          "equivalent",
        );
        expect(decide(comparison, rules("normalized", without)).verdict.kind).toBe("different");
      }
    },
  );

  it.each(CODES.filter((code) => factsOf(code).standing === "barring"))(
    "lets nothing accept %s",
    (code) => {
      for (const evidence of [null, ...EVIDENCE_CLASSES]) {
        const literal = { code, class: evidence, rule: "r", by: "w" };
        expect(decide(compared([literal]), rules("explained")).verdict.kind).toBe("different");
      }
    },
  );

  it("has the codes that nothing may accept", () => {
    const barring = CODES.filter((code) => factsOf(code).standing === "barring");
    expect(barring.sort()).toEqual(
      [
        "upload-not-rebuilt",
        "git-folder-in-upload",
        "unaccounted-bytes",
        ...["missing", "duplicate", "unlisted", "absent-file", "hash", "size", "malformed"].map(
          (problem) => `wheel-record-${problem}`,
        ),
        ...["missing", "malformed", "unlisted", "absent-file", "mismatch"].map(
          (problem) => `gem-checksums-${problem}`,
        ),
      ].sort(),
    );
  });
});

describe("decide, for any comparison", () => {
  const literal = fc.record({
    code: fc.constantFrom(...CODES),
    class: fc.constantFrom(null, ...EVIDENCE_CLASSES),
    rule: fc.constantFrom(null, "rule"),
    by: fc.constantFrom(null, "waiver"),
    path: fc.constantFrom(["a.tgz"], ["a.tgz", "x"], ["a.tgz", "x", "y"]),
  });
  const comparison = fc
    .record({
      findings: fc.array(literal, { maxLength: 4 }),
      doubts: fc.array(fc.constantFrom(["a.tgz"], ["a.tgz", "x"]), { maxLength: 2 }),
      level: fc.constantFrom("honest", null, "L0", "L1", "L2", "L3" as const),
      sameBytes: fc.boolean(),
    })
    .map(({ findings, doubts, level, sameBytes }) => {
      const base = compared(findings, {
        undecided: doubts.map((path) => ({ ...doubt, path })),
        ...(sameBytes ? { rebuilt: { name: "a.tgz", ...printOf("upload") } } : {}),
      });
      return level === "honest" ? base : { ...base, level };
    });
  const normalisers = fc
    .subarray(Object.keys(NORMALISERS) as NormaliserId[])
    .map((ids) => new Set(ids));
  const isPass = ({ kind }: Verdict) => kind === "identical" || kind === "equivalent";
  const settings = { seed: 4, numRuns: 1000 };

  it("passes only what every rule accepts, and accepts more by a later word", () => {
    fc.assert(
      fc.property(comparison, normalisers, (subject, ids) => {
        const decisions = WORDS.map((each) => decide(subject, rules(each, ids)));
        decisions.forEach(({ verdict, findings }, at) => {
          expect(findings).toHaveLength(subject.findings.length);
          if (!isPass(verdict)) return;
          expect(subject.undecided).toEqual([]);
          expect(findings.every(({ accepted }) => accepted !== null)).toBe(true);
          expect(verdict.kind === "identical").toBe(findings.length === 0);
          for (const later of decisions.slice(at)) expect(later.verdict.kind).toBe(verdict.kind);
        });
      }),
      settings,
    );
  });

  it("does not depend on the order of findings and reasons", () => {
    fc.assert(
      fc.property(comparison, fc.constantFrom(...WORDS), (subject, each) => {
        const turned = {
          ...subject,
          findings: subject.findings.toReversed(),
          undecided: subject.undecided.toReversed(),
        };
        const one = decide(subject, rules(each));
        const other = decide(turned, rules(each));
        expect(word(other.verdict)).toBe(word(one.verdict));
        expect(other.findings.toReversed()).toEqual(one.findings);
      }),
      settings,
    );
  });
});
