import { describe, expect, it } from "@jest/globals";
import { diffLines } from "../../../src/adapters/line-diff.ts";
import { compareReadings } from "../../../src/core/compare/readings.ts";
import { EXCERPT_CAPS } from "../../../src/core/excerpt/excerpt.ts";
import { excerptSides } from "../../../src/core/excerpt/excerpt-sides.ts";
import { withExcerpts } from "../../../src/core/excerpt/excerpts.ts";
import { placeKey } from "../../../src/core/explain/evidence.ts";
import type { Evidence } from "../../../src/core/explain/evidence.ts";
import { explain } from "../../../src/core/explain/explain.ts";
import type { Finding } from "../../../src/core/finding.ts";
import { bytesOf } from "../../support/archives.ts";
import { evidenceOf } from "../../support/explained.ts";
import type { BodiedArchive } from "../../support/explained.ts";

const NAME = "demo-1.0.tar";

function findingsOf(
  upload: BodiedArchive,
  rebuilt: BodiedArchive,
  changed: Partial<Evidence> = {},
) {
  const evidence = { ...evidenceOf(upload, rebuilt), ...changed };
  const reading = (side: Evidence["upload"] | null) => side!.readings.get(placeKey([]))!;
  const comparison = compareReadings(
    reading(evidence.upload),
    reading(evidence.rebuilt),
    { upload: NAME, rebuilt: NAME },
    { at: [NAME], commit: null, tracked: null, manifest: null },
  );
  return withExcerpts(explain(comparison, evidence), evidence, diffLines).findings;
}

function only(findings: readonly Finding[]): Finding {
  expect(findings).toHaveLength(1);
  return findings[0]!;
}

const file = (body: string | Uint8Array, path = "d/x") => ({ path, body });

describe("a finding about content", () => {
  it("shows a diff where both bodies are text", () => {
    const finding = only(
      findingsOf({ entries: [file("a\nevil\n")] }, { entries: [file("a\nb\n")] }),
    );
    expect(finding.code).toBe("entry-content");
    expect(finding.excerpt).toMatchObject({
      kind: "diff",
      hunks: [{ lines: [{ sign: " " }, { sign: "-", text: "b" }, { sign: "+", text: "evil" }] }],
    });
  });

  it("shows bytes where one of them is none", () => {
    const finding = only(findingsOf({ entries: [file("a\0b")] }, { entries: [file("a\nb")] }));
    expect(finding.excerpt).toMatchObject({
      kind: "bytes",
      offset: 1,
      upload: { hex: "610062" },
      rebuilt: { hex: "610a62" },
    });
  });

  it("shows the file itself where one side alone has it", () => {
    const both = { entries: [file("one\n")] };
    const more = { entries: [file("one\n"), file("two\n", "d/y")] };
    expect(only(findingsOf(more, both))).toMatchObject({
      code: "entry-only-in-upload",
      excerpt: { kind: "diff", hunks: [{ lines: [{ sign: "+", text: "two" }] }] },
    });
    expect(only(findingsOf(both, more))).toMatchObject({
      code: "entry-only-in-rebuild",
      excerpt: { kind: "diff", hunks: [{ lines: [{ sign: "-", text: "two" }] }] },
    });
    const packed = { entries: [file("one\n"), file("\0\x01", "d/y")] };
    expect(only(findingsOf(packed, both)).excerpt).toMatchObject({ kind: "bytes", rebuilt: null });
    expect(only(findingsOf(both, packed)).excerpt).toMatchObject({ kind: "bytes", upload: null });
  });

  it("shows nothing of a body that is not known, or is not the one that was compared", () => {
    const upload = { entries: [file("new\n")] };
    const rebuilt = { entries: [file("old\n")] };
    for (const bodies of [
      new Map<string, Uint8Array>(),
      new Map([[placeKey(["d/x"]), bytesOf("another\n")]]),
    ]) {
      const known = evidenceOf(upload, rebuilt);
      const unknownUpload = { upload: { ...known.upload, bodies } };
      expect(only(findingsOf(upload, rebuilt, unknownUpload)).excerpt).toBeNull();
      const unknownRebuilt = { rebuilt: { ...known.rebuilt!, bodies } };
      expect(only(findingsOf(upload, rebuilt, unknownRebuilt)).excerpt).toBeNull();
    }
  });

  it("changes nothing else of the comparison", () => {
    const [upload, rebuilt] = [{ entries: [file("1")] }, { entries: [file("2")] }];
    const evidence = evidenceOf(upload, rebuilt);
    const comparison = compareReadings(
      evidence.upload.readings.get(placeKey([]))!,
      evidence.rebuilt!.readings.get(placeKey([]))!,
      { upload: NAME, rebuilt: NAME },
      { at: [NAME], commit: null, tracked: null, manifest: null },
    );
    const shown = withExcerpts(comparison, evidence, diffLines);
    const bare = shown.findings.map((finding) => ({ ...finding, excerpt: null }));
    expect({ ...shown, findings: bare }).toEqual(comparison);
  });

  it("shows something for the first hundred only; every finding stays", () => {
    const entries = (text: string) =>
      Array.from({ length: EXCERPT_CAPS.perUpload + 7 }, (_, at) => file(text, `d/${String(at)}`));
    const findings = findingsOf({ entries: entries("1") }, { entries: entries("2") });
    expect(findings).toHaveLength(EXCERPT_CAPS.perUpload + 7);
    const has = findings.map(({ excerpt }) => excerpt !== null);
    expect(has.indexOf(false)).toBe(EXCERPT_CAPS.perUpload);
    expect(has.lastIndexOf(true)).toBe(EXCERPT_CAPS.perUpload - 1);
  });
});

describe("a finding about anything else", () => {
  it("shows nothing", () => {
    const upload = { ...file("1"), mode: 0o755 };
    expect(only(findingsOf({ entries: [upload] }, { entries: [file("1")] }))).toMatchObject({
      code: "entry-mode",
      excerpt: null,
    });
    for (const code of ["entry-type", "entry-link-target", "unaccounted-bytes"] as const) {
      expect(excerptSides(code)).toBeNull();
    }
  });
});
