import { describe, expect, it } from "@jest/globals";
import { explain } from "../../../src/core/explain/explain.ts";
import { compareWithCommit } from "../../../src/core/compare/with-commit.ts";
import { sha256Hex } from "../../../src/core/digest.ts";
import { placeKey } from "../../../src/core/explain/evidence.ts";
import type { Rule } from "../../../src/core/explain/rule.ts";
import { pathFromText } from "../../../src/core/path-bytes.ts";
import { decide } from "../../../src/core/verdict.ts";
import { DEFAULT_NORMALISERS } from "../../../src/core/normalisers.ts";
import {
  bodiesOf,
  commitOf,
  evidenceOf,
  explainPair,
  findingAt,
  readingOf,
} from "../../support/explained.ts";
import type { BodiedArchive, BodiedEntry, CommitLiteral } from "../../support/explained.ts";
import { opaqueOf } from "../../support/models.ts";

const EXPLAINED = { word: "explained", normalisers: DEFAULT_NORMALISERS } as const;

function tar(...entries: readonly BodiedEntry[]): BodiedArchive {
  return { entries };
}

/** The shape of the xz backdoor: a macro file that an ignore rule hides, and what was made from it. */
const TOOLCHAIN_M4 = "# build-to-host.m4 serial 3\ndnl Honest macro.\n";
const ALTERED_M4 = "# build-to-host.m4 serial 30\ndnl Honest macro.\n: SYNTHETIC-MARKER\n";
const COMMIT: CommitLiteral = {
  files: {
    "src/a.c": "int a;\n",
    "configure.ac": "AC_INIT\n",
    "m4/.gitignore": "build-to-host.m4\n",
    "m4/ours.m4": "ours\n",
  },
  ignored: {
    "m4/build-to-host.m4": { file: "m4/.gitignore", line: 1, pattern: "build-to-host.m4" },
    "po/xx.gmo": { file: ".gitignore", line: 3, pattern: "*.gmo" },
  },
};

function release(m4: string): BodiedEntry[] {
  return [
    { path: "demo-1.0/src/a.c", body: "int a;\n" },
    { path: "demo-1.0/configure.ac", body: "AC_INIT\n" },
    { path: "demo-1.0/m4/build-to-host.m4", body: m4 },
    { path: "demo-1.0/m4/ours.m4", body: "ours\n" },
    { path: "demo-1.0/configure", body: `#! /bin/sh\n${m4}ours\n`, mode: 0o755 },
  ];
}

describe("explain", () => {
  it("puts a changed git-ignored macro first, with rule, serials, text and reader, and links configure to it", () => {
    const comparison = explainPair(tar(...release(ALTERED_M4)), tar(...release(TOOLCHAIN_M4)), {
      commit: COMMIT,
    });
    const [first, second] = comparison.findings;
    expect(first?.path.at(-1)).toBe("demo-1.0/m4/build-to-host.m4");
    expect(first).toMatchObject({ class: "unexplained", risk: "high" });
    expect(first?.notes).toEqual([
      "not in the commit",
      "ignored by m4/.gitignore:1: build-to-host.m4",
      "becomes part of configure",
      "serial 3 -> 30; aclocal keeps the higher one",
      "text; 2 lines only in the upload, 1 line only in the other",
      'first at line 1: "# build-to-host.m4 serial 30" in the upload, "# build-to-host.m4 serial 3" in the other',
      "read by demo-1.0/configure",
    ]);
    expect(second?.path.at(-1)).toBe("demo-1.0/configure");
    expect(second?.class).toBe("unexplained");
    expect(second?.notes).toContain("derived from demo-1.0/m4/build-to-host.m4, which differs");
    expect(comparison.files).toEqual({ "in-commit": 3, unexplained: 2 });
    expect(decide(comparison, EXPLAINED).verdict.kind).toBe("different");
  });

  it("passes nothing because a file is only added, and names its serial", () => {
    const honest = release(TOOLCHAIN_M4).filter(({ path }) => !path.endsWith("build-to-host.m4"));
    const twin = [...honest, { path: "demo-1.0/m4/build-to-host.m4", body: ALTERED_M4 }];
    const comparison = explainPair(tar(...twin), tar(...honest), { commit: COMMIT });
    const [first] = comparison.findings;
    expect(first).toMatchObject({
      code: "entry-only-in-upload",
      class: "unexplained",
      risk: "high",
    });
    expect(first?.notes).toContain("serial 30");
    expect(first?.notes).toContain("ignored by m4/.gitignore:1: build-to-host.m4");
    expect(decide(comparison, EXPLAINED).verdict.kind).toBe("different");
  });

  it("lists the altered file first among 5,000 honest differences, and every path", () => {
    const many = (date: string): BodiedEntry[] =>
      Array.from({ length: 5000 }, (_, at) => ({
        path: `demo-1.0/po/${String(at).padStart(4, "0")}.txt`,
        body: `made ${date}\n`,
      }));
    const comparison = explainPair(
      tar(...many("today"), { path: "demo-1.0/zz/hidden.o", body: "altered" }),
      tar(...many("yesterday"), { path: "demo-1.0/zz/hidden.o", body: "honest" }),
      {
        commit: {
          files: { "src/a.c": "" },
          ignored: { "zz/hidden.o": { file: ".gitignore", line: 1, pattern: "*.o" } },
        },
      },
    );
    expect(comparison.findings).toHaveLength(5001);
    expect(comparison.findings[0]?.path.at(-1)).toBe("demo-1.0/zz/hidden.o");
    const rest = comparison.findings.slice(1).map(({ path }) => path.at(-1));
    expect(rest).toEqual(rest.toSorted((a, b) => ((a ?? "") < (b ?? "") ? -1 : 1)));
    expect(new Set(rest).size).toBe(5000);
  });

  it("counts each file of the upload once, in the commit before in the rebuild", () => {
    const po = (date: string) => `msgid ""\nmsgstr ""\n"POT-Creation-Date: ${date}\\n"\n`;
    const comparison = explainPair(
      tar(
        { path: "demo-1.0", type: "directory", mode: 0o755 },
        { path: "demo-1.0/a.c", body: "a" },
        { path: "demo-1.0/made", body: "made" },
        { path: "demo-1.0/link", target: "a.c" },
        { path: "demo-1.0/hard", type: "hardlink", target: "demo-1.0/a.c" },
        { path: "demo-1.0/xx.po", body: po("2023-01-11 19:05+0200") },
        { path: "demo-1.0/extra", body: "?" },
      ),
      tar(
        { path: "demo-1.0", type: "directory", mode: 0o755 },
        { path: "demo-1.0/a.c", body: "a" },
        { path: "demo-1.0/made", body: "made" },
        { path: "demo-1.0/link", target: "a.c" },
        { path: "demo-1.0/hard", type: "hardlink", target: "demo-1.0/a.c" },
        { path: "demo-1.0/xx.po", body: po("2024-01-11 19:05+0200") },
      ),
      { commit: { files: { "a.c": "a", hard: "a", other: "x" } } },
    );
    expect(comparison.files).toEqual({
      "in-commit": 2,
      rebuilt: 2,
      "modified-explained": 1,
      unexplained: 1,
    });
  });

  it("counts a file in a form that the commit's attributes give it, at its own place", () => {
    const files = tar({ path: "d/a", body: "x\r\n" }, { path: "d/b", body: "x\r\n" });
    const evidence = evidenceOf(files, files, { commit: { files: { a: "x\n", b: "x\n" } } });
    const forms = new Map([[sha256Hex(Buffer.from("x\r\n")), "eol=crlf"]]);
    const commit = { ...evidence.commit!, archiveForms: new Map([[pathFromText("a"), forms]]) };
    const explained = explain(explainPair(files, files), { ...evidence, commit, rebuilt: null });
    expect(explained.files).toEqual({ "in-commit": 1, unexplained: 1 });
  });

  it("counts a symbolic link as the commit's only with the commit's target and kind", () => {
    const links = tar(
      { path: "d/a", target: "x" },
      { path: "d/b", target: "x" },
      { path: "d/c", target: "x" },
    );
    const evidence = evidenceOf(links, links, { commit: { files: {} } });
    const tree = commitOf({ files: { a: "x", b: "y", c: "x" } }).tree;
    const linked = new Map(
      [...tree.files].map(([path, file]) =>
        path === "c" ? [path, file] : [path, { ...file, mode: "120000" as const }],
      ),
    ) as typeof tree.files;
    const commit = { ...evidence.commit!, tree: { ...tree, files: linked } };
    const comparison = explainPair(links, links);
    const explained = explain(comparison, { ...evidence, commit, rebuilt: null });
    expect(explained.files).toEqual({ "in-commit": 1, unexplained: 2 });
  });

  it("does not believe a body whose digest is not the compared one", () => {
    const LF = tar({ path: "d/a.md", body: "a\n" }, { path: "d/b.txt", body: "b\n" });
    const CRLF = tar({ path: "d/a.md", body: "a\r\n" }, { path: "d/b.txt", body: "b\n" });
    const evidence = evidenceOf(CRLF, LF);
    const honest = explainPair(CRLF, LF);
    expect(findingAt(honest, "d/a.md").class).toBe("modified-explained");
    const exchanged = {
      ...evidence,
      upload: {
        ...evidence.upload,
        bodies: new Map([[placeKey(["d/a.md"]), new Uint8Array([98])]]),
      },
    };
    const result = findingAt(explain(honest, exchanged), "d/a.md");
    expect(result).toMatchObject({ class: "unexplained", explanation: null });
    for (const side of ["upload", "rebuilt"] as const) {
      const foreign = {
        ...honest,
        findings: honest.findings.map((finding) => ({
          ...finding,
          [side]: { size: 3, sha256: honest.upload.sha256 },
        })),
      };
      expect(findingAt(explain(foreign, evidence), "d/a.md").class).toBe("unexplained");
    }
  });

  it("never explains a changed file of the commit away", () => {
    const upload = tar(
      { path: "d/a.md", body: "a\r\n" },
      { path: "d/b.txt", body: "b\n", mode: 0o755 },
    );
    const commit = commitOf({ files: { "a.md": "a\n", "b.txt": "b\n" } });
    const reading = readingOf(upload);
    const comparison = compareWithCommit({
      name: "d.tar",
      reading,
      tree: commit.tree,
      subdirectory: pathFromText(""),
    });
    const explained = explain(comparison, {
      upload: { readings: new Map([[placeKey([]), reading]]), bodies: bodiesOf(upload) },
      rebuilt: null,
      commit,
      oversize: new Set(),
    });
    const finding = findingAt(explained, "d/a.md");
    expect(finding).toMatchObject({
      code: "tracked-file-changed",
      class: "unexplained",
      risk: "high",
    });
    expect(finding.explanation?.because).toContain("LF in the commit");
    expect(finding.notes[0]).toContain("text; 1 line");
    const mode = explained.findings.find(({ code }) => code === "entry-mode");
    expect(mode?.path.at(-1)).toBe("d/b.txt");
    expect(mode?.notes).toEqual(["executable here, not in the commit"]);
    expect(explained.files).toEqual({ "in-commit": 1, unexplained: 1 });
    expect(decide(explained, EXPLAINED).verdict.kind).toBe("different");
  });

  it("leaves an untracked file undecided without a rebuild, and names the rule that ignores it", () => {
    const upload = tar({ path: "d/a.md", body: "a\n" }, { path: "d/po/xx.gmo", body: "made" });
    const commit = commitOf({ files: { "a.md": "a\n" }, ignored: COMMIT.ignored ?? {} });
    const reading = readingOf(upload);
    const comparison = compareWithCommit({
      name: "d.tar",
      reading,
      tree: commit.tree,
      subdirectory: pathFromText(""),
    });
    const explained = explain(comparison, {
      upload: { readings: new Map([[placeKey([]), reading]]), bodies: new Map() },
      rebuilt: null,
      commit,
      oversize: new Set(),
    });
    const finding = findingAt(explained, "d/po/xx.gmo");
    expect(finding).toMatchObject({ code: "not-rebuilt", class: "unverifiable", risk: "high" });
    expect(finding.notes).toEqual(["ignored by .gitignore:3: *.gmo"]);
    expect(explained.files).toEqual({ "in-commit": 1, unverifiable: 1 });
    expect(decide(explained, EXPLAINED).verdict.kind).toBe("inconclusive");
    const container = explained.findings.find(({ code }) => code === "container-not-rebuilt");
    expect(container?.class).toBe("in-commit");
  });

  it("says how a differing file stands to the commit", () => {
    const comparison = explainPair(
      tar(
        { path: "d/changed", body: "upload" },
        { path: "d/kept", body: "commit" },
        { path: "d/moved", body: "elsewhere", mode: 0o755 },
        { path: "d/run", body: "new", mode: 0o755 },
      ),
      tar(
        { path: "d/changed", body: "rebuild" },
        { path: "d/kept", body: "rebuild" },
        { path: "d/run", body: "old", mode: 0o755 },
        { path: "d/gone", body: "tracked" },
      ),
      {
        commit: {
          files: {
            changed: "commit",
            kept: "commit",
            "lib/x": "elsewhere",
            run: "r",
            gone: "tracked",
          },
        },
      },
    );
    expect(findingAt(comparison, "d/changed").notes[0]).toBe(
      "tracked file, differs from the commit",
    );
    expect(findingAt(comparison, "d/kept").notes[0]).toBe(
      "equal to the commit; the rebuild has it otherwise",
    );
    expect(findingAt(comparison, "d/kept").class).toBe("unexplained");
    expect(findingAt(comparison, "d/moved").notes).toEqual([
      "not in the commit under this path; the same bytes are at lib/x",
      "executable",
    ]);
    expect(findingAt(comparison, "d/run").notes.slice(0, 2)).toEqual([
      "tracked file, differs from the commit",
      "executable here, not in the commit",
    ]);
    expect(findingAt(comparison, "d/gone").notes[0]).toBe("in the commit");
    expect(findingAt(comparison, "d/changed").notes.join("\n")).not.toContain("executable");
  });

  it("does not speak of bytes where modes differ, nor of a bit that the commit has, too", () => {
    const comparison = explainPair(
      tar({ path: "d/tool", body: "t", mode: 0o755 }, { path: "d/run", body: "new", mode: 0o755 }),
      tar({ path: "d/tool", body: "t", mode: 0o644 }, { path: "d/run", body: "old", mode: 0o755 }),
      { commit: { files: { tool: "t", run: ["100755", "r"] } } },
    );
    expect(findingAt(comparison, "d/tool").notes).toEqual([
      "executable here, not in the commit",
      "executable in the upload only",
    ]);
    expect(findingAt(comparison, "d/run").notes.join("\n")).not.toContain("executable");
  });

  it("reads bodies also where a finding names no digest", () => {
    const upload = tar({ path: "d/a.md", body: "a\r\n" }, { path: "d/b", body: "" });
    const rebuilt = tar({ path: "d/a.md", body: "a\n" }, { path: "d/b", body: "" });
    const honest = explainPair(upload, rebuilt);
    const findings = honest.findings.map((finding) => ({ ...finding, upload: "a text" }));
    const explained = explain({ ...honest, findings }, evidenceOf(upload, rebuilt));
    expect(findingAt(explained, "d/a.md").class).toBe("modified-explained");
  });

  it("prefers a complete account to an earlier hint, and the first hint to a later one", () => {
    const upload = tar({ path: "d/a", body: "1" }, { path: "d/b", body: "" });
    const rebuilt = tar({ path: "d/a", body: "2" }, { path: "d/b", body: "" });
    const rule = (id: string, complete: boolean) => ({
      id,
      codes: ["entry-content"] as const,
      explain: () => ({ because: id, remedy: id, complete }),
    });
    const asked = (...rules: readonly Rule[]) =>
      findingAt(explain(explainPair(upload, rebuilt), evidenceOf(upload, rebuilt), rules), "d/a")
        .explanation?.rule;
    expect(asked(rule("hint", false), rule("whole", true))).toBe("whole");
    expect(asked(rule("hint", false), rule("other", false))).toBe("hint");
  });

  it("keeps the order of high risks: ignored, run by tools, unexplained, explained", () => {
    const comparison = explainPair(
      tar(
        { path: "d/a.md", body: "a\r\n", mtime: 1 },
        { path: "d/b.bin", body: "1" },
        { path: "d/conftest.py", body: "1" },
        { path: "d/z.pyc", body: "1" },
        { path: "d/keep", body: "" },
      ),
      tar(
        { path: "d/a.md", body: "a\n", mtime: 2 },
        { path: "d/b.bin", body: "2" },
        { path: "d/keep", body: "" },
      ),
      {
        commit: {
          files: { keep: "" },
          ignored: { "z.pyc": { file: ".gitignore", line: 9, pattern: "*.pyc" } },
        },
      },
    );
    expect(comparison.findings.map(({ code, path, risk }) => [code, path.at(-1), risk])).toEqual([
      ["entry-only-in-upload", "d/z.pyc", "high"],
      ["entry-only-in-upload", "d/conftest.py", "high"],
      ["entry-content", "d/b.bin", "high"],
      ["entry-content", "d/a.md", "low"],
      ["entry-mtime", "d/a.md", "info"],
    ]);
  });

  it("puts what is not explained before what is, where both are of low risk", () => {
    const zip = (end: string, packed: { packed?: string }): BodiedArchive => ({
      format: "zip",
      entries: [
        { path: "d/a.md", body: `a${end}` },
        { path: "d/z", body: "same", ...packed },
      ],
    });
    const { findings } = explainPair(zip("\r\n", { packed: "p" }), zip("\n", {}));
    expect(findings.map(({ code, risk }) => [code, risk])).toEqual([
      ["entry-compression-method", "low"],
      ["entry-content", "low"],
    ]);
  });

  it("gives the same findings whatever order they come in", () => {
    const upload = tar(
      { path: "d/é", body: "1" },
      { path: "d/\u{1f600}", body: "1" },
      { path: "d/\uffee", body: "1" },
    );
    const rebuilt = tar(
      { path: "d/é", body: "2" },
      { path: "d/\u{1f600}", body: "2" },
      { path: "d/\uffee", body: "2" },
    );
    const straight = explainPair(upload, rebuilt);
    const turned = explain(
      { ...straight, findings: [...straight.findings].reverse() },
      evidenceOf(upload, rebuilt),
    );
    expect(turned.findings.map(({ path }) => path)).toEqual(
      straight.findings.map(({ path }) => path),
    );
    expect(straight.findings.map(({ path }) => path.at(-1))).toEqual([
      "d/é",
      "d/\uffee",
      "d/\u{1f600}",
    ]);
  });

  it("explains a file that is no archive", () => {
    const [upload, rebuilt] = [opaqueOf("a\r\n"), opaqueOf("a\n")];
    const side = (reading: typeof upload, body: string) => ({
      readings: new Map([[placeKey([]), reading]]),
      bodies: new Map([[placeKey([]), new TextEncoder().encode(body)]]),
    });
    const value = (reading: typeof upload) => ({
      size: reading.content.size,
      sha256: reading.content.sha256,
    });
    const comparison = explain(
      {
        upload: { name: "notes.txt", ...upload.file },
        rebuilt: { name: "notes.txt", ...rebuilt.file },
        level: null,
        findings: [
          {
            code: "file-content",
            path: ["notes.txt"],
            upload: value(upload),
            rebuilt: value(rebuilt),
            class: null,
            risk: "high",
            explanation: null,
            accepted: null,
            notes: [],
            excerpt: null,
          },
        ],
        undecided: [],
        files: { unexplained: 1 },
      },
      {
        upload: side(upload, "a\r\n"),
        rebuilt: side(rebuilt, "a\n"),
        commit: commitOf({ files: { "notes.txt": "a" } }),
        oversize: new Set(),
      },
    );
    expect(comparison.findings[0]?.explanation?.rule).toBe("eol");
    expect(comparison.files).toEqual({ unexplained: 1 });
  });

  it("says that a file was too large to be looked into", () => {
    const upload = tar({ path: "d/a", body: "1" }, { path: "d/b", body: "" });
    const rebuilt = tar({ path: "d/a", body: "2" }, { path: "d/b", body: "" });
    const explained = explain(explainPair(upload, rebuilt), {
      ...evidenceOf(upload, rebuilt, { unknown: ["d/a"] }),
      oversize: new Set([placeKey(["d/a"])]),
    });
    expect(findingAt(explained, "d/a").notes).toContain(
      "too large to be looked into, so no cause was searched",
    );
  });

  it("raises an alarm for scripts that run on install", () => {
    const json = (scripts: object) => `${JSON.stringify({ name: "d", scripts }, null, 2)}\n`;
    const comparison = explainPair(
      tar(
        { path: "package/package.json", body: json({ postinstall: "node x", test: "a" }) },
        { path: "package/a", body: "1" },
      ),
      tar(
        { path: "package/package.json", body: json({ test: "b" }) },
        { path: "package/a", body: "2" },
      ),
    );
    expect(comparison.findings[0]?.path.at(-1)).toBe("package/package.json");
    expect(comparison.findings[0]?.notes[0]).toBe(
      "scripts that differ: postinstall, test; npm runs these on install",
    );
    const harmless = explainPair(
      tar(
        { path: "package/package.json", body: json({ test: "a" }) },
        { path: "package/a", body: "1" },
      ),
      tar(
        { path: "package/package.json", body: json({ test: "b" }) },
        { path: "package/a", body: "2" },
      ),
    );
    expect(harmless.findings[0]?.path.at(-1)).toBe("package/a");
  });

  it("neither adds, drops nor accepts a finding", () => {
    const upload = tar(
      { path: "d/a", body: "1", mtime: 3 },
      { path: "d/b", body: "1", mode: 0o755 },
    );
    const rebuilt = tar({ path: "d/a", body: "2", mtime: 4 }, { path: "d/c", body: "1" });
    const explained = explainPair(upload, rebuilt);
    expect(explained.findings.map(({ code }) => code).sort()).toEqual([
      "entry-content",
      "entry-mtime",
      "entry-only-in-rebuild",
      "entry-only-in-upload",
    ]);
    expect(explained.findings.every(({ accepted }) => accepted === null)).toBe(true);
  });

  it("keeps the class that the comparison gave, and counts an unread nested archive as unverifiable", () => {
    const upload = tar({ path: "d/in.md", body: "a\r\n" }, { path: "d/b", body: "" });
    const rebuilt = tar({ path: "d/in.md", body: "a\n" }, { path: "d/b", body: "" });
    const plain = explainPair(upload, rebuilt);
    const refused = {
      ...plain,
      findings: plain.findings.map((finding) => ({ ...finding, class: "unverifiable" as const })),
      undecided: [
        {
          code: "tar-checksum",
          message: "",
          path: ["demo-1.0.tar.gz", "d/in.md"],
          side: "upload" as const,
        },
      ],
    };
    const explained = explain(refused, evidenceOf(upload, rebuilt));
    expect(findingAt(explained, "d/in.md").class).toBe("unverifiable");
    expect(explained.files).toEqual({ rebuilt: 1, unverifiable: 1 });
  });

  it("takes the worst that is said of a file", () => {
    const upload = tar({ path: "d/in.md", body: "a\r\n" }, { path: "d/b", body: "" });
    const rebuilt = tar({ path: "d/in.md", body: "a\n" }, { path: "d/b", body: "" });
    const plain = explainPair(upload, rebuilt);
    expect(plain.files).toEqual({ rebuilt: 1, "modified-explained": 1 });
    const doubted = {
      ...plain,
      undecided: [
        {
          code: "limit-output",
          message: "",
          path: ["demo-1.0.tar.gz", "d/in.md"],
          side: "upload" as const,
        },
      ],
    };
    expect(explain(doubted, evidenceOf(upload, rebuilt)).files).toEqual({
      rebuilt: 1,
      unverifiable: 1,
    });
  });
});
