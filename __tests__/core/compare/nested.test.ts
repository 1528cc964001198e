import { describe, expect, it } from "@jest/globals";
import { samePath, unequalFiles, withInner } from "../../../src/core/compare/nested.ts";
import { compareReadings } from "../../../src/core/compare/readings.ts";
import type { Reading } from "../../../src/core/archive/model.ts";
import { displayPath } from "../../../src/core/path-bytes.ts";
import { archiveOf, opaqueOf, refusedOf } from "../../support/models.ts";
import type { ArchiveLiteral } from "../../support/models.ts";
import { compare, shown } from "./compare.ts";

const AT = ["a.tar", "in.tar"] as const;

/** Two tars that differ only in their member `in.tar`, whose bytes are those of the two readings. */
function around(upload: Reading, rebuilt: Reading) {
  const side = (inner: Reading) => {
    const tar = archiveOf({ entries: [{ path: "in.tar" }, { path: "x" }] });
    const entries = tar.archive.entries.map((entry) =>
      entry.path === "in.tar" ? { ...entry, ...inner.file } : entry,
    );
    const content = { size: 10, sha256: inner.file.sha256 };
    return { ...tar, file: content, archive: { ...tar.archive, entries, content } };
  };
  return compare(side(upload), side(rebuilt));
}

function inside(upload: Reading, rebuilt: Reading) {
  const names = { upload: "in.tar", rebuilt: "in.tar" };
  return compareReadings(upload, rebuilt, names, {
    at: AT,
    commit: null,
    tracked: null,
    manifest: null,
  });
}

function looked(upload: Reading, rebuilt: Reading) {
  return withInner(around(upload, rebuilt), inside(upload, rebuilt), AT);
}

const inner = (literal: Partial<ArchiveLiteral>) =>
  archiveOf({ entries: [{ path: "y", body: "y" }], ...literal });

describe("withInner", () => {
  it("puts the inner findings in the place of the unequal body, with the path through it", () => {
    const one = inner({ entries: [{ path: "y", mtime: 1 }] });
    const two = inner({ entries: [{ path: "y", mtime: 2 }] });
    expect(shown(around(one, two))).toEqual(["entry-content at in.tar"]);
    const found = looked(one, two);
    expect(shown(found)).toEqual(["entry-mtime at in.tar > y"]);
    expect(found.level).toBe("L2");
  });

  it("calls another compressor around equal content inside L2, not L1", () => {
    const found = looked(inner({ gzip: { "gzip.os": "3" } }), inner({ gzip: { "gzip.os": "7" } }));
    expect(shown(found)).toEqual(["gzip-header at in.tar"]);
    expect(found.level).toBe("L2");
  });

  it("keeps what is found beside the nested archive", () => {
    const one = inner({ entries: [{ path: "y", mtime: 1 }] });
    const two = inner({ entries: [{ path: "y", mtime: 2 }] });
    const outer = around(one, two);
    const more = { ...outer.findings[0]!, code: "entry-mode" as const };
    const found = withInner(
      { ...outer, findings: [more, ...outer.findings] },
      inside(one, two),
      AT,
    );
    expect(shown(found)).toEqual(["entry-mode at in.tar", "entry-mtime at in.tar > y"]);
    expect(found.level).toBe("L3");
  });

  it.each([
    ["are plain files", opaqueOf("one"), opaqueOf("two")],
    ["are other containers", inner({}), opaqueOf("two")],
    ["have bytes that no finding covers", inner({ hidden: "1" }), inner({ hidden: "2" })],
  ])("keeps the unequal body where the members %s", (_, upload, rebuilt) => {
    const outer = around(upload, rebuilt);
    expect(looked(upload, rebuilt)).toEqual(outer);
    expect(shown(outer)).toEqual(["entry-content at in.tar"]);
  });

  it("keeps the unequal body and carries the reason where a reader refuses a member", () => {
    const refused = refusedOf("bad", { code: "limit-depth" });
    const found = looked(refused, inner({}));
    expect(found.findings).toMatchObject([
      {
        code: "entry-content",
        class: "unverifiable",
        notes: ["not looked into: limit-depth (upload)"],
      },
    ]);
    expect(found.undecided).toMatchObject([{ code: "limit-depth", side: "upload", path: AT }]);
    expect(found.level).toBeNull();
  });

  it("leaves every other finding as it is where a reader refuses a member", () => {
    const refused = refusedOf("bad", { code: "limit-depth" });
    const outer = around(refused, inner({}));
    const mode = { ...outer.findings[0]!, code: "entry-mode" as const };
    const elsewhere = { ...outer.findings[0]!, path: ["a.tar", "x"] };
    const all = { ...outer, findings: [mode, ...outer.findings, elsewhere] };
    const found = withInner(all, inside(refused, inner({})), AT);
    expect(found.findings.map((finding) => finding.class)).toEqual([null, "unverifiable", null]);
  });

  it("carries up what the inner comparison could not decide beside its findings", () => {
    const one = inner({ entries: [{ path: "y", mtime: 1 }] });
    const two = inner({ entries: [{ path: "y", mtime: 2 }] });
    const doubt = { code: "second-opinion", message: "", path: AT, side: "upload" as const };
    const found = withInner(around(one, two), { ...inside(one, two), undecided: [doubt] }, AT);
    expect(found.undecided).toEqual([doubt]);
    expect(found.level).toBeNull();
  });

  it("believes an inner comparison only about the two bodies that differ", () => {
    const one = inner({ entries: [{ path: "y", mtime: 1 }] });
    const two = inner({ entries: [{ path: "y", mtime: 2 }] });
    const three = inner({ entries: [{ path: "y", mtime: 3 }] });
    const outer = around(one, two);
    expect(withInner(outer, inside(three, two), AT)).toBe(outer);
    expect(withInner(outer, inside(one, three), AT)).toBe(outer);
    expect(withInner(outer, { ...inside(one, two), rebuilt: null }, AT)).toBe(outer);
    expect(withInner(outer, inside(one, two), ["a.tar", "x"])).toBe(outer);
    expect(withInner(outer, inside(one, two), ["a.tar"])).toBe(outer);
    expect(withInner(outer, { ...inside(one, two), findings: [] }, AT)).toBe(outer);
  });
});

describe("unequalFiles", () => {
  it("names files with unequal bodies and the name of a container on both sides, and nothing else", () => {
    const upload = archiveOf({
      entries: [
        { path: "same.tar", body: "1" },
        { path: "other.tar.gz", body: "1" },
        { path: "run", body: "1" },
        { path: "run.sh", body: "1" },
        { path: "only.zip", body: "1" },
        { path: "l.tar", target: "x" },
        { path: "t.tar", target: "x" },
        { path: "u.tar", body: "1" },
      ],
    });
    const rebuilt = archiveOf({
      entries: [
        { path: "same.tar", body: "1" },
        { path: "other.tar.gz", body: "2" },
        { path: "run", body: "2" },
        { path: "run.sh", body: "2" },
        { path: "l.tar", target: "y" },
        { path: "t.tar", body: "x" },
        { path: "u.tar", target: "x" },
      ],
    });
    expect(unequalFiles(upload.archive, rebuilt.archive).map(displayPath)).toEqual([
      "other.tar.gz",
    ]);
  });
});

describe("samePath", () => {
  it.each([
    [["a"], ["a", "b"], false],
    [["a", "b"], ["a"], false],
    [["a", "b"], ["a", "c"], false],
    [["a", "b"], ["a", "b"], true],
  ])("of %j and %j is %j", (one, other, same) => {
    expect(samePath(one, other)).toBe(same);
  });
});
