import { describe, expect, it } from "@jest/globals";
import { uploadNotRebuilt } from "../../../src/core/compare/readings.ts";
import { archiveOf, opaqueOf, printOf, refusedOf, unsupportedOf } from "../../support/models.ts";
import { compare, compareArchives, compareEntry, shown } from "./compare.ts";

const file = { path: "p/x.js", body: "one" };

describe("compareReadings on whole files", () => {
  it("calls equal bytes L0 even where the reader refused them", () => {
    const { level, findings, undecided } = compare(refusedOf("same"), refusedOf("same"));
    expect({ level, findings, undecided }).toEqual({ level: "L0", findings: [], undecided: [] });
  });

  it("calls unequal files that are no archives different by their content", () => {
    const comparison = compare(opaqueOf("one"), opaqueOf("two"));
    expect(shown(comparison)).toEqual(["file-content"]);
    expect(comparison.findings[0]).toMatchObject({
      upload: printOf("one"),
      rebuilt: printOf("two"),
      path: ["a.tar"],
    });
    expect(comparison.level).toBeNull();
    expect(comparison.files).toEqual({ unexplained: 1 });
  });

  it("sees that a compressed file without an archive has equal content", () => {
    const comparison = compare(
      opaqueOf("x", { "gzip.os": "3" }),
      opaqueOf("x", { "gzip.os": "19" }),
    );
    expect(shown(comparison)).toEqual(["gzip-header"]);
    expect(comparison.level).toBe("L1");
    expect(comparison.files).toEqual({ rebuilt: 1 });
  });

  it.each([
    ["upload", refusedOf("r"), archiveOf({ entries: [file] }), "tar-checksum"],
    ["rebuilt", archiveOf({ entries: [file] }), refusedOf("r"), "tar-checksum"],
    ["upload", unsupportedOf("u"), opaqueOf("o"), "compressor-unsupported"],
    ["rebuilt", opaqueOf("o"), unsupportedOf("u"), "compressor-unsupported"],
  ] as const)("leaves a refusal of the %s undecided", (side, upload, rebuilt, code) => {
    const comparison = compare(upload, rebuilt);
    expect(comparison.findings).toEqual([]);
    expect(comparison.undecided).toMatchObject([{ code, side, path: ["a.tar"] }]);
    expect(comparison.level).toBeNull();
  });

  it("names both refusals when neither side could be read", () => {
    const { undecided } = compare(refusedOf("one"), unsupportedOf("two"));
    expect(undecided.map(({ side }) => side)).toEqual(["upload", "rebuilt"]);
  });

  it.each([
    ["tar and zip", archiveOf({ entries: [file] }), archiveOf({ format: "zip", entries: [] })],
    ["an archive and a plain file", archiveOf({ entries: [file] }), opaqueOf("x")],
    ["gzip and none", archiveOf({ entries: [file], gzip: {} }), archiveOf({ entries: [file] })],
    ["gzip and none around a file", opaqueOf("x", {}), opaqueOf("x")],
  ])("calls %s different kinds of container", (_, upload, rebuilt) => {
    expect(shown(compare(upload, rebuilt))).toEqual(["container-format"]);
    expect(shown(compare(rebuilt, upload))).toEqual(["container-format"]);
  });

  it("records the digest of the decompressed content of both sides", () => {
    const upload = archiveOf({ entries: [file], gzip: { "gzip.os": "3" } });
    const rebuilt = archiveOf({ entries: [file], gzip: { "gzip.os": "7" } });
    const comparison = compare(upload, rebuilt);
    expect(comparison.upload.contentSha256).toBe(upload.archive.content.sha256);
    expect(comparison.rebuilt?.contentSha256).toBe(rebuilt.archive.content.sha256);
    expect([comparison.upload.name, comparison.rebuilt?.name]).toEqual(["a.tar", "b.tar"]);
  });

  it("reads a compressor that was put on twice layer by layer", () => {
    const twice = (os: string) => {
      const reading = archiveOf({ entries: [file], gzip: { "gzip.os": os } });
      const [layer] = reading.layers;
      return {
        ...reading,
        file: printOf(`twice ${os}`),
        layers: [{ ...layer!, fields: new Map(), packed: printOf(os) }, layer!],
      };
    };
    const comparison = compare(twice("3"), twice("7"));
    expect(shown(comparison)).toEqual(["compression-layout", "gzip-header"]);
    const once = archiveOf({ entries: [file], gzip: { "gzip.os": "3" } });
    expect(shown(compare(twice("3"), once))).toEqual(["container-format"]);
    expect(compare(twice("3"), once).findings[0]).toMatchObject({
      upload: "gzip > gzip > tar",
      rebuilt: "gzip > tar",
    });
  });

  it("says of an upload without a counterpart that it was not rebuilt", () => {
    const comparison = uploadNotRebuilt("x.whl", printOf("x"));
    expect(comparison.findings).toMatchObject([
      { code: "upload-not-rebuilt", path: ["x.whl"], rebuilt: null, risk: "high" },
    ]);
    expect(comparison.rebuilt).toBeNull();
  });
});

describe("compareReadings on the compressor", () => {
  const plain = { entries: [file] };

  it.each([
    ["gzip-header", { "gzip.mtime": "1" }],
    ["gzip-header", { "gzip.os": "3" }],
    ["gzip-header", { "gzip.xfl": "2" }],
    ["gzip-name", { "gzip.name": "a.tar" }],
    ["gzip-extra", { "gzip.extra": "4142" }],
    ["gzip-extra", { "gzip.comment": "hi" }],
  ])("finds %s when only %j differs, at L1", (code, gzip) => {
    const comparison = compareArchives({ ...plain, gzip }, { ...plain, gzip: {} });
    expect(shown(comparison)).toEqual([code]);
    expect(comparison.level).toBe("L1");
  });

  it("tells another deflate stream around equal content from other content", () => {
    const layout = compareArchives(
      { ...plain, gzip: {}, packed: "level 6" },
      { ...plain, gzip: {}, packed: "level 9" },
    );
    expect(shown(layout)).toEqual(["compression-layout"]);
    expect(layout.level).toBe("L1");
    const content = compareArchives(
      { entries: [{ ...file, mtime: 1 }], gzip: {} },
      { entries: [{ ...file, mtime: 2 }], gzip: {} },
    );
    expect(shown(content)).toEqual(["compression-layout", "entry-mtime at p/x.js"]);
    expect(content.level).toBe("L2");
  });
});

describe("compareReadings on entries", () => {
  it.each([
    ["entry-content", { body: "two" }],
    ["entry-mode", { mode: 0o755 }],
    ["entry-mtime", { mtime: 5 }],
    ["entry-type", { type: "directory" as const }],
    ["entry-owner", { fields: { "tar.uid": "1000" } }],
    ["entry-owner", { fields: { "tar.gname": "wheel" } }],
    ["entry-mtime", { fields: { "tar.mtime-fraction": "5" } }],
    ["entry-mtime", { fields: { "tar.atime": "5" } }],
    ["entry-attributes", { fields: { "tar.header-name": "other" } }],
    ["tar-encoding", { fields: { "tar.mode-spelling": "8" } }],
    ["zip-made-by", { fields: { "zip.made-by-version": "63" } }],
    ["zip-encoding", { fields: { "zip.made-by-host": "0" } }],
    ["entry-compression-method", { packed: "x" }],
  ])("finds %s, and nothing else, when an entry differs by %j", (code, change) => {
    const comparison = compareEntry({ ...file, ...change }, file);
    expect(shown(comparison)).toEqual([`${code} at p/x.js`]);
    expect(shown(compareEntry(file, { ...file, ...change }))).toEqual([`${code} at p/x.js`]);
  });

  it("says nothing of a deflate stream that is the same", () => {
    const [one, two] = [1, 2].map((mtime) => ({ ...file, packed: "p", mtime }));
    expect(shown(compareEntry(one!, two!))).toEqual(["entry-mtime at p/x.js"]);
  });

  it("shows all fields of one finding together", () => {
    const fields = { "tar.uid": "1", "tar.gid": "2" };
    const { findings } = compareEntry({ ...file, fields }, file);
    expect(findings.map(({ upload, rebuilt }) => [upload, rebuilt])).toEqual([
      ["tar.uid=1, tar.gid=2", "tar.uid=absent, tar.gid=absent"],
    ]);
  });

  it("finds another deflate stream of a member with the same body", () => {
    const comparison = compareEntry({ ...file, packed: "six" }, { ...file, packed: "nine" });
    expect(shown(comparison)).toEqual(["entry-compression at p/x.js"]);
    expect(comparison.level).toBe("L2");
  });

  it.each([
    ["entry-only-in-upload", [file, { path: "p/y" }], [file]],
    ["entry-only-in-rebuild", [file], [file, { path: "p/y" }]],
  ])("finds %s", (code, upload, rebuilt) => {
    expect(shown(compareArchives({ entries: upload }, { entries: rebuilt }))).toEqual([
      `${code} at p/y`,
    ]);
  });

  it("compares links by their targets", () => {
    const link = { path: "l", target: "p/x.js" };
    expect(shown(compareEntry(link, { ...link, target: "p/y.js" }))).toEqual([
      "entry-link-target at l",
    ]);
    const hard = { ...link, type: "hardlink" as const };
    const [one, two] = ["p/x.js", "p/y.js"].map((target) => ({
      entries: [file, { path: "p/y.js" }, { ...hard, target }],
    }));
    expect(shown(compareArchives(one!, two!))).toEqual(["entry-link-target at l"]);
    expect(shown(compareEntry(link, hard))).toEqual(["entry-type at l"]);
    expect(compareEntry(link, { ...link, target: "y" }).findings[0]).toMatchObject({
      upload: "symlink to p/x.js",
      rebuilt: "symlink to y",
    });
  });

  it.each([0o4755, 0o2755])("gives the owner of a file with mode %i a code of its own", (mode) => {
    const privileged = { ...file, mode, fields: { "tar.uid": "0" } };
    const other = { ...privileged, fields: { "tar.uid": "1000" } };
    expect(shown(compareEntry(privileged, other))).toEqual(["entry-owner-privileged at p/x.js"]);
    expect(shown(compareEntry({ ...privileged, mode: 0o755 }, other))).toEqual([
      "entry-mode at p/x.js",
      "entry-owner-privileged at p/x.js",
    ]);
  });

  it("compares names that are properties of every object", () => {
    const names = ["__proto__", "constructor", "toString"];
    const entries = names.map((path) => ({ path, body: "one" }));
    const others = names.map((path) => ({ path, body: "two" }));
    expect(shown(compareArchives({ entries }, { entries: others }))).toEqual(
      names.map((name) => `entry-content at ${name}`),
    );
  });

  it("writes both values as people do", () => {
    const { findings } = compareEntry(
      { ...file, mode: 0o4755, mtime: 0, body: "two" },
      { ...file, mode: null, mtime: 2 ** 53 - 1 },
    );
    expect(findings.map(({ upload, rebuilt }) => [upload, rebuilt])).toEqual([
      [printOf("two"), printOf("one")],
      ["4755", null],
      ["1970-01-01T00:00:00Z", `@${String(2 ** 53 - 1)}`],
    ]);
  });

  it.each([
    [0o4755, "setuid in the upload"],
    [0o2755, "setgid in the upload"],
    [0o1755, "sticky in the upload"],
    [0o0666, "world-writable in the upload"],
  ])("remarks on mode %i", (mode, note) => {
    const { findings } = compareEntry({ ...file, mode, mtime: 1 }, file);
    expect(findings.map(({ notes }) => notes)).toEqual(findings.map(() => [note]));
    const both = compareEntry({ ...file, mode, mtime: 1 }, { ...file, mode });
    expect(both.findings[0]?.notes).toEqual([note.replace("in the upload", "on both sides")]);
    const rebuild = compareEntry(file, { ...file, mode, mtime: 1 });
    expect(rebuild.findings[0]?.notes).toEqual([note.replace("in the upload", "in the rebuild")]);
  });

  it("says nothing of the permissions of a symbolic link", () => {
    const link = { path: "l", target: "x", mode: 0o777 };
    expect(compareEntry(link, { ...link, mtime: 1 }).findings[0]?.notes).toEqual([]);
  });

  it.each([
    ["/etc/x", "x"],
    ["x", "/etc/x"],
  ])("remarks on a link to an absolute path on either side: %s, %s", (one, other) => {
    const { findings } = compareEntry({ path: "l", target: one }, { path: "l", target: other });
    expect(findings.map(({ notes }) => notes)).toEqual([["the link leads to an absolute path"]]);
  });

  it("remarks on characters in a name that are not shown", () => {
    const { findings } = compareEntry(
      { path: "x\u202Egnp.js", body: "1" },
      { path: "x\u202Egnp.js" },
    );
    expect(findings[0]?.notes).toEqual(["the name has characters that are not shown"]);
  });

  it("counts the files of the upload that the rebuild has and has not", () => {
    const comparison = compareArchives(
      {
        entries: [
          { path: "d", type: "directory" },
          file,
          { path: "l", target: "x" },
          { path: "m", target: "x" },
          { path: "n" },
          { path: "o", body: "o" },
        ],
      },
      {
        entries: [
          { path: "d", type: "directory" },
          file,
          { path: "l", target: "x" },
          { path: "m", target: "y" },
          { path: "o", body: "p" },
        ],
      },
    );
    expect(comparison.files).toEqual({ rebuilt: 2, unexplained: 3 });
  });

  it("lists what carries more risk first", () => {
    const { findings } = compareArchives(
      {
        entries: [
          { ...file, mtime: 1 },
          { path: "z", body: "1" },
        ],
        gzip: { "gzip.name": "n" },
      },
      { entries: [file, { path: "z", body: "2" }], gzip: {} },
    );
    expect(findings.map(({ risk }) => risk)).toEqual(["high", "low", "info", "info"]);
  });
});

describe("compareReadings on the container", () => {
  it.each([
    ["tar-encoding", { "tar.end-blocks": "3" }],
    ["entry-attributes", { "tar.root-prefix": "./" }],
    ["zip-encoding", { "zip.zip64-end": "45" }],
    ["commit-comment", { "tar.commit-comment": "a".repeat(40) }],
    ["commit-comment", { "zip.commit-comment": "a".repeat(40) }],
    ["archive-comment", { "zip.comment": "built by hand" }],
  ])("finds %s when it differs by %j", (code, fields) => {
    const entries = [file];
    expect(shown(compareArchives({ entries, fields }, { entries }))).toEqual([code]);
  });

  it("finds an archive that names another commit than the released one, on either side or both", () => {
    const context = { commit: "c".repeat(40) };
    const zipped = { "zip.commit-comment": "d".repeat(40) };
    const [ours, other] = ["c", "d"].map((digit) => ({ "tar.commit-comment": digit.repeat(40) }));
    const entries = [file];
    const changed = [{ ...file, mtime: 1 }];
    const run = (left: Record<string, string>, right: Record<string, string>) =>
      shown(
        compareArchives({ entries, fields: left }, { entries: changed, fields: right }, context),
      );
    expect(run(ours!, ours!)).toEqual(["entry-mtime at p/x.js"]);
    expect(run(other!, ours!)).toEqual(["commit-comment-mismatch", "entry-mtime at p/x.js"]);
    expect(run(ours!, other!)).toEqual(["commit-comment-mismatch", "entry-mtime at p/x.js"]);
    expect(run(other!, other!)).toEqual(["commit-comment-mismatch", "entry-mtime at p/x.js"]);
    expect(run(zipped, {})).toEqual(["commit-comment-mismatch", "entry-mtime at p/x.js"]);
    expect(run(ours!, {})).toEqual(["commit-comment", "entry-mtime at p/x.js"]);
  });
});
