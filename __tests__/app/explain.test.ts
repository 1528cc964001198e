import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { diffLines } from "../../src/adapters/line-diff.ts";
import { archiveFiles } from "../../src/adapters/archive-files.ts";
import { GitSourceProver } from "../../src/adapters/git-source.ts";
import { openScratch } from "../../src/adapters/scratch.ts";
import { tarOpinion } from "../../src/adapters/second-opinion.ts";
import { compareFiles } from "../../src/app/compare.ts";
import { explainComparison } from "../../src/app/explain.ts";
import type { ExplainMeans } from "../../src/app/explain.ts";
import type { ArchiveFiles, ProvenSource, Scratch } from "../../src/app/ports.ts";
import { DEFAULT_LIMITS } from "../../src/core/archive/limits.ts";
import { withInner } from "../../src/core/compare/nested.ts";
import { compareReadings } from "../../src/core/compare/readings.ts";
import { compareWithCommit } from "../../src/core/compare/with-commit.ts";
import type { Comparison } from "../../src/core/comparison.ts";
import { trackedEntries } from "../../src/core/explain/commit-paths.ts";
import { DEFAULT_NORMALISERS } from "../../src/core/normalisers.ts";
import { pathFromText } from "../../src/core/path-bytes.ts";
import { gzipOf, tarOf, wheelOf, zipOf } from "../support/archives.ts";
import type { TarEntry } from "../support/archives.ts";
import { findingAt } from "../support/explained.ts";
import { GitRepository } from "../support/git-repository.ts";
import { RecordedProgress } from "../support/recorded-progress.ts";

const ROOT = pathFromText("");
const signal = new AbortController().signal;
const means: ExplainMeans = {
  files: archiveFiles,
  diffLines,
  limits: DEFAULT_LIMITS,
  signal,
};

let folder: string;
let scratch: Scratch;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "explain-test-"));
  scratch = await openScratch();
});

afterEach(async () => {
  await scratch[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

async function written(name: string, bytes: Uint8Array) {
  const file = path.join(folder, name);
  await writeFile(file, bytes);
  return { file, reading: await archiveFiles.read(file, [], DEFAULT_LIMITS, signal) };
}

async function commit(files: Parameters<GitRepository["commit"]>[0]): Promise<ProvenSource> {
  const given = new GitRepository(path.join(folder, "given"), { format: "sha1" });
  given.commit(files);
  return new GitSourceProver({ environment: {} }).prove(
    { repository: given.folder, revision: "HEAD" },
    scratch,
    new RecordedProgress(),
    signal,
  );
}

interface Explaining {
  readonly name?: string;
  readonly source?: ProvenSource;
  readonly means?: Partial<ExplainMeans>;
}

async function explained(
  uploadBytes: Uint8Array,
  rebuiltBytes: Uint8Array,
  { name = "demo-1.0.tar.gz", source, means: other }: Explaining = {},
): Promise<Comparison> {
  const upload = await written(`upload-${name}`, uploadBytes);
  const rebuilt = await written(`rebuilt-${name}`, rebuiltBytes);
  const { reading } = upload;
  const comparison = compareReadings(
    reading,
    rebuilt.reading,
    { upload: name, rebuilt: name },
    {
      at: [name],
      commit: source?.tree.commit ?? null,
      tracked:
        source === undefined || reading.kind !== "archive"
          ? null
          : trackedEntries(reading.archive.entries, source.tree, ROOT),
      manifest: null,
    },
  );
  return explainComparison(
    { comparison, upload, rebuilt, source: source ?? null, subdirectory: ROOT },
    { ...means, ...other },
  );
}

function release(m4: string, mtime: number): Uint8Array {
  const files: readonly TarEntry[] = [
    { path: "demo-1.0/configure.ac", body: "AC_INIT\n" },
    { path: "demo-1.0/m4/build-to-host.m4", body: m4 },
    { path: "demo-1.0/configure", body: `#! /bin/sh\n${m4}`, mode: 0o755 },
    { path: "demo-1.0/src/a.c", body: "int a;\n" },
  ];
  return gzipOf(tarOf(files.map((entry) => ({ ...entry, mtime }))));
}

describe("explainComparison on real bytes", () => {
  it("shows the changed lines of a text, the bytes of anything else, and a lone file", async () => {
    const archive = (body: string, more: readonly TarEntry[]) =>
      gzipOf(
        tarOf([
          { path: "d/a.txt", body: `one\n${body}\n` },
          { path: "d/b.bin", body: `\0${body}` },
          ...more,
        ]),
      );
    const { findings } = await explained(
      archive("evil", [{ path: "d/c.txt", body: "lone\n" }]),
      archive("good", []),
    );
    const shown = new Map(findings.map(({ path: at, excerpt }) => [at[1], excerpt]));
    expect(shown.get("d/a.txt")).toMatchObject({
      kind: "diff",
      hunks: [
        {
          lines: [
            { sign: " ", text: "one" },
            { sign: "-", text: "good" },
            { sign: "+", text: "evil" },
          ],
        },
      ],
    });
    expect(shown.get("d/b.bin")).toMatchObject({
      kind: "bytes",
      offset: 1,
      upload: { hex: "006576696c" },
    });
    expect(shown.get("d/c.txt")).toMatchObject({
      hunks: [{ lines: [{ sign: "+", text: "lone" }] }],
    });
  });

  it("shows what differs inside a nested archive", async () => {
    const nested = (body: string) =>
      tarOf([{ path: "outer/in.zip", body: zipOf([{ path: "x.txt", body }]) }]);
    const upload = await written("upload-n.tar", nested("new\n"));
    const rebuilt = await written("rebuilt-n.tar", nested("old\n"));
    const { comparison } = await compareFiles(
      {
        upload: { file: upload.file, name: "n.tar" },
        rebuilt: { file: rebuilt.file, name: "n.tar" },
        limits: DEFAULT_LIMITS,
        commit: null,
        accepted: { word: "normalized", normalisers: DEFAULT_NORMALISERS },
      },
      { files: archiveFiles, secondOpinion: tarOpinion },
      signal,
    );
    const { findings } = await explainComparison(
      { comparison, upload, rebuilt, source: null, subdirectory: ROOT },
      means,
    );
    const found = findings.find(({ code }) => code === "entry-content");
    expect(found).toMatchObject({
      path: ["n.tar", "outer/in.zip", "x.txt"],
      excerpt: { hunks: [{ lines: [{ text: "old" }, { text: "new" }] }] },
    });
  });

  it("shows the bytes of files that are too large to be held, at any depth", async () => {
    const body = (at: number) => Buffer.alloc(200_000, "x").fill("\0", at, at + 1);
    const around = (at: number) =>
      tarOf([
        { path: "d/large", body: body(at) },
        { path: "d/in.zip", body: zipOf([{ path: "deep", body: body(at), method: "deflate" }]) },
      ]);
    const upload = await written("u.tar", around(150_000));
    const rebuilt = await written("r.tar", around(150_001));
    const { comparison } = await compareFiles(
      {
        upload: { file: upload.file, name: "x.tar" },
        rebuilt: { file: rebuilt.file, name: "x.tar" },
        commit: null,
        accepted: { word: "normalized", normalisers: DEFAULT_NORMALISERS },
        limits: DEFAULT_LIMITS,
      },
      { files: archiveFiles, secondOpinion: tarOpinion },
      signal,
    );
    const explaining = (more: Partial<ExplainMeans>) =>
      explainComparison(
        { comparison, upload, rebuilt, source: null, subdirectory: ROOT },
        { ...means, caps: { each: 100_000, total: 1_000_000 }, ...more },
      );
    const { findings } = await explaining({});
    const contents = findings.filter(({ code }) => code === "entry-content");
    expect(contents.map(({ path: at }) => at.slice(1))).toEqual([
      ["d/in.zip", "deep"],
      ["d/large"],
    ]);
    for (const { excerpt } of contents) {
      expect(excerpt).toMatchObject({ kind: "bytes", offset: 150_000, start: 149_984 });
      expect(JSON.stringify(excerpt)).toContain(`${"78".repeat(16)}00`);
    }

    // Another file than the compared one, from the first pass on or from the second.
    for (const good of [0, 2]) {
      let passes = 0;
      const exchanging: ArchiveFiles = {
        ...archiveFiles,
        async pass(file, ...rest) {
          if (passes++ === good) await writeFile(file, around(9));
          return archiveFiles.pass(file, ...rest);
        },
      };
      const again = await explaining({ files: exchanging });
      expect(again.findings.map(({ excerpt }) => excerpt)).toEqual(findings.map(() => null));
      await writeFile(upload.file, around(150_000));
    }
  });

  it("looks at no more than eight files that are too large to be held", async () => {
    const many = (byte: string) =>
      tarOf(
        Array.from({ length: 10 }, (_, at) => ({
          path: `d/${String(at)}`,
          body: `${"x".repeat(200)}${byte}`,
        })),
      );
    const { findings } = await explained(many("a"), many("b"), {
      means: { caps: { each: 100, total: 1000 } },
    });
    expect(findings.filter(({ excerpt }) => excerpt !== null)).toHaveLength(8);
  });

  it("fetches a lone file only while it is small, and says nothing of a larger one", async () => {
    const large = "x".repeat(1024 * 1024);
    const { findings } = await explained(
      tarOf([{ path: "d/a" }, { path: "d/b", body: large }, { path: "d/c", body: `${large}y` }]),
      tarOf([{ path: "d/a" }]),
    );
    const shown = findings.map(({ path: at, excerpt, notes }) => [at[1], excerpt === null, notes]);
    expect(shown).toEqual([
      ["d/b", false, expect.not.arrayContaining([expect.stringContaining("too large")])],
      ["d/c", true, expect.not.arrayContaining([expect.stringContaining("too large")])],
    ]);
  });

  it("lists the macro that the commit ignores first, with the rule as git names it", async () => {
    const source = await commit({
      "configure.ac": "AC_INIT\n",
      "m4/.gitignore": "# made by autopoint\nbuild-to-host.m4\n",
      "src/a.c": "int a;\n",
    });
    const comparison = await explained(
      release("# serial 30\n: SYNTHETIC-MARKER\n", 1_700_000_000),
      release("# serial 3\n", 1_600_000_000),
      { source },
    );
    const [first, second] = comparison.findings;
    expect(first?.path.at(-1)).toBe("demo-1.0/m4/build-to-host.m4");
    expect(first).toMatchObject({ class: "unexplained", risk: "high" });
    expect(first?.notes).toContain("ignored by m4/.gitignore:2: build-to-host.m4");
    expect(first?.notes).toContain("serial 3 -> 30; aclocal keeps the higher one");
    expect(first?.notes).toContain("read by demo-1.0/configure");
    expect(second?.notes).toContain("derived from demo-1.0/m4/build-to-host.m4, which differs");
    expect(comparison.files).toEqual({ "in-commit": 2, unexplained: 2 });
    const times = comparison.findings.filter(({ code }) => code === "entry-mtime");
    expect(times).toHaveLength(4);
    for (const time of times) {
      expect(time.explanation?.because).toContain(
        "one time for all, 2023-11-14T22:13:20Z (the commit's time) in the upload",
      );
    }
  });

  it("names both generators of a wheel and derives its RECORD", async () => {
    const info = "demo-1.0.dist-info";
    const wheel = (version: string, space: string) =>
      wheelOf([
        { path: "demo.py", body: "print()\n" },
        {
          path: `${info}/METADATA`,
          body: `Name: demo\nRequires-Dist: a (>=1)${space}; extra == "x"\n`,
        },
        { path: `${info}/WHEEL`, body: `Wheel-Version: 1.0\nGenerator: poetry-core ${version}\n` },
      ]);
    const comparison = await explained(wheel("1.3.2", ""), wheel("1.4.0", " "), {
      name: "demo-1.0-py3-none-any.whl",
    });
    expect(findingAt(comparison, `${info}/WHEEL`)).toMatchObject({
      class: "modified-explained",
      explanation: { rule: "generator-version" },
    });
    expect(findingAt(comparison, `${info}/RECORD`)).toMatchObject({
      class: "modified-explained",
      explanation: { rule: "wheel-record" },
    });
    const metadata = findingAt(comparison, `${info}/METADATA`);
    expect(metadata.class).toBe("unexplained");
    expect(metadata.explanation?.because).toContain(
      "Requires-Dist (1 value, spaces only). The WHEEL beside it says why: the upload was made by poetry-core 1.3.2, the rebuild used 1.4.0",
    );
    expect(comparison.files).toEqual({ rebuilt: 1, "modified-explained": 2, unexplained: 1 });
  });

  it("takes the remedy from the backend that the commit names", async () => {
    const source = await commit({
      "pyproject.toml": '[build-system]\nbuild-backend = "setuptools.build_meta"\n',
    });
    const sdist = (mtime: number) =>
      gzipOf(tarOf([{ path: "demo-1.0/PKG-INFO", body: "Name: demo\n", mtime }]));
    const comparison = await explained(sdist(1), sdist(2), { source });
    const time = comparison.findings.find(({ code }) => code === "entry-mtime");
    expect(time?.explanation?.remedy).toContain("setuptools-reproducible");
  });

  it("explains inside a nested archive", async () => {
    const inner = (end: string) => gzipOf(tarOf([{ path: "d/notes.md", body: `a${end}b${end}` }]));
    const outer = (end: string) =>
      tarOf([
        { path: "d/in.tgz", body: inner(end) },
        { path: "d/a", body: "" },
      ]);
    const upload = await written("u.tar", outer("\r\n"));
    const rebuilt = await written("r.tar", outer("\n"));
    const at = pathFromText("d/in.tgz");
    const context = { commit: null, tracked: null, manifest: null };
    const compared = compareReadings(
      upload.reading,
      rebuilt.reading,
      { upload: "u.tar", rebuilt: "r.tar" },
      { at: ["u.tar"], ...context },
    );
    const within = compareReadings(
      await archiveFiles.read(upload.file, [at], DEFAULT_LIMITS, signal),
      await archiveFiles.read(rebuilt.file, [at], DEFAULT_LIMITS, signal),
      { upload: "in.tgz", rebuilt: "in.tgz" },
      { at: ["u.tar", "d/in.tgz"], ...context },
    );
    const comparison = await explainComparison(
      {
        comparison: withInner(compared, within, ["u.tar", "d/in.tgz"]),
        upload,
        rebuilt,
        source: await commit({ "notes.md": "of the package, not of what it packs\n" }),
        subdirectory: ROOT,
      },
      means,
    );
    const finding = findingAt(comparison, "d/notes.md");
    expect(finding.notes.join("\n")).not.toContain("tracked");
    expect(finding.path).toEqual(["u.tar", "d/in.tgz", "d/notes.md"]);
    expect(finding).toMatchObject({ class: "modified-explained", explanation: { rule: "eol" } });
    expect(comparison.files).toEqual({ rebuilt: 1, "modified-explained": 1 });
    const stream = comparison.findings.find(({ code }) => code === "compression-layout");
    expect(stream?.path).toEqual(["u.tar", "d/in.tgz"]);
    expect(stream?.explanation?.because).toContain("because what they hold does");
  });

  it("looks into a compressed file that is no archive", async () => {
    const comparison = await explained(gzipOf("a\r\nb\r\n"), gzipOf("a\nb\n"), {
      name: "notes.txt.gz",
    });
    const content = comparison.findings.find(({ code }) => code === "file-content");
    expect(content).toMatchObject({ class: "unexplained", explanation: { rule: "eol" } });
    expect(content?.explanation?.because).toContain("on every line");
  });

  it("holds a changed file of the commit against its blob, and still explains nothing away", async () => {
    const source = await commit({ "a.txt": "a\nb\n", "b.txt": "b\n" });
    const upload = await written(
      "d.tar",
      tarOf([
        { path: "d/a.txt", body: "a\r\nb\r\n" },
        { path: "d/b.txt", body: "b\n" },
      ]),
    );
    const comparison = await explainComparison(
      {
        comparison: compareWithCommit({
          name: "d.tar",
          reading: upload.reading,
          tree: source.tree,
          subdirectory: ROOT,
        }),
        upload,
        rebuilt: null,
        source,
        subdirectory: ROOT,
      },
      means,
    );
    const finding = findingAt(comparison, "d/a.txt");
    expect(finding).toMatchObject({ code: "tracked-file-changed", class: "unexplained" });
    expect(finding.explanation?.because).toContain("CRLF in the upload, LF in the commit");
    const starved = await explainComparison(
      {
        comparison: { ...comparison, findings: comparison.findings },
        upload,
        rebuilt: null,
        source,
        subdirectory: ROOT,
      },
      { ...means, caps: { each: 5, total: 64 } },
    );
    expect(findingAt(starved, "d/a.txt").explanation).toBeNull();
  });

  it("does not explain what a cap kept it from reading, and says so", async () => {
    const archive = (body: string) =>
      tarOf([
        { path: "d/a.txt", body },
        { path: "d/b.txt", body: "" },
      ]);
    const comparison = await explained(archive("a\r\n"), archive("a\n"), {
      means: { caps: { each: 2, total: 100 } },
    });
    const finding = findingAt(comparison, "d/a.txt");
    expect(finding).toMatchObject({ class: "unexplained", explanation: null });
    expect(finding.notes).toContain("too large to be looked into, so no cause was searched");
  });

  it("does not believe a file that was exchanged between comparing and explaining", async () => {
    const archive = (body: string) =>
      tarOf([
        { path: "d/a.txt", body },
        { path: "d/b.txt", body: "" },
      ]);
    const exchanging: ArchiveFiles = {
      ...archiveFiles,
      async bodies(file, ...rest) {
        if (file.includes("upload-")) await writeFile(file, archive("b\r\n"));
        return archiveFiles.bodies(file, ...rest);
      },
    };
    const comparison = await explained(archive("a\r\n"), archive("a\n"), {
      means: { files: exchanging },
    });
    expect(findingAt(comparison, "d/a.txt")).toMatchObject({
      class: "unexplained",
      explanation: null,
    });
  });

  it("takes a place that no archive has for unknown", async () => {
    const bytes = tarOf([
      { path: "d/a", body: "1" },
      { path: "d/b", body: "" },
    ]);
    const upload = await written("u.tar", bytes);
    const other = await written("r.tar", tarOf([{ path: "d/b", body: "" }]));
    const { findings, ...rest } = compareReadings(
      upload.reading,
      other.reading,
      { upload: "u.tar", rebuilt: "r.tar" },
      { at: ["u.tar"], commit: null, tracked: null, manifest: null },
    );
    const elsewhere = findings.flatMap((finding) =>
      [["d/ghost.zip", "x"], ["d/ghost"]].map((place) => ({
        ...finding,
        code: "entry-content" as const,
        path: ["u.tar", ...place],
      })),
    );
    const comparison = await explainComparison(
      {
        comparison: { ...rest, findings: elsewhere },
        upload,
        rebuilt: other,
        source: await commit({ b: "" }),
        subdirectory: ROOT,
      },
      means,
    );
    for (const finding of comparison.findings) {
      expect(finding).toMatchObject({ class: "unexplained", explanation: null, notes: [] });
    }
  });
});
