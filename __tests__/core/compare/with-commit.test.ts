import { describe, expect, it } from "@jest/globals";
import type { Reading } from "../../../src/core/archive/model.ts";
import { changedPaths, compareWithCommit } from "../../../src/core/compare/with-commit.ts";
import { sha256Hex } from "../../../src/core/digest.ts";
import { pathFromText } from "../../../src/core/path-bytes.ts";
import type { SourceTree } from "../../../src/core/source-tree.ts";
import { DEFAULT_NORMALISERS } from "../../../src/core/normalisers.ts";
import { decide } from "../../../src/core/verdict.ts";
import { archiveOf, opaqueOf, refusedOf, treeOf, unsupportedOf } from "../../support/models.ts";
import type { ArchiveLiteral } from "../../support/models.ts";
import { shown } from "./compare.ts";

const tree = treeOf({
  "README.md": "read",
  "bin/run": ["100755", "run"],
  link: ["120000", "bin/run"],
  vendor: ["160000", ""],
  "pkg/index.js": "index",
});

function look(reading: Reading, subdirectory = "", name = "p-1.tar", commit: SourceTree = tree) {
  const comparison = compareWithCommit({
    name,
    reading,
    tree: commit,
    subdirectory: pathFromText(subdirectory),
  });
  const { verdict } = decide(comparison, { word: "explained", normalisers: DEFAULT_NORMALISERS });
  return { comparison, codes: shown(comparison), verdict: verdict.kind, level: verdict.level };
}

function archive(entries: ArchiveLiteral["entries"], more: Partial<ArchiveLiteral> = {}) {
  return archiveOf({ entries, ...more });
}

const readme = { path: "p-1/README.md", body: "read" };

describe("compareWithCommit", () => {
  it("passes an archive whose every file lies at its own place in the commit, and says what was not compared", () => {
    const found = look(
      archive([
        { path: "p-1", type: "directory", mode: 0o755 },
        readme,
        { path: "p-1/bin/run", body: "run", mode: 0o775 },
        { path: "p-1/link", target: "bin/run", mode: 0o777 },
        { path: "p-1/hard", type: "hardlink", target: "p-1/README.md" },
      ]),
      "",
      "p-1.tar",
      { ...tree, files: new Map([...tree.files, ...treeOf({ hard: "read" }).files]) },
    );
    expect(found).toMatchObject({
      codes: ["container-not-rebuilt"],
      verdict: "equivalent",
      level: "L4",
    });
    expect(found.comparison.files).toEqual({ "in-commit": 4 });
    expect(found.comparison.findings[0]).toMatchObject({
      class: "in-commit",
      notes: [
        `4 files are in commit ${"c".repeat(40)}`,
        "times, owners, order and compression were compared with nothing",
      ],
    });
    expect(found.comparison.rebuilt).toBeNull();
  });

  it.each([
    ["another top folder", "", "any/README.md"],
    ["npm's folder", "", "package/README.md"],
    ["no top folder", "", "README.md"],
    ["the folder of a package", "pkg", "p/index.js"],
  ])("maps names below %s", (_, subdirectory, path) => {
    const body = subdirectory === "" ? "read" : "index";
    expect(look(archive([{ path, body }]), subdirectory).verdict).toBe("equivalent");
  });

  it("takes off one folder only, and only where all entries share it", () => {
    expect(look(archive([{ path: "a/b/README.md", body: "read" }])).verdict).toBe("inconclusive");
    expect(look(archive([readme, { path: "other/x", body: "read" }])).verdict).toBe("inconclusive");
  });

  it.each([
    ["other bytes", { ...readme, body: "other" }],
    ["a link instead of the file", { path: "p-1/README.md", target: "read" }],
    ["a file instead of the link", { path: "p-1/link", body: "bin/run" }],
    ["a file instead of the submodule", { path: "p-1/vendor", body: "" }],
    [
      "a hard link to nothing instead of the submodule",
      { path: "p-1/vendor", type: "hardlink" as const, target: "p-1/gone" },
    ],
    ["a link that points elsewhere", { path: "p-1/link", target: "bin/other" }],
    [
      "a hard link to nothing",
      { path: "p-1/README.md", type: "hardlink" as const, target: "p-1/gone" },
    ],
  ])("is different for a tracked file with %s", (_, entry) => {
    const found = look(archive([{ path: "p-1/bin/run", body: "run", mode: 0o755 }, entry]));
    expect(found.codes).toEqual([`tracked-file-changed at ${entry.path}`, "container-not-rebuilt"]);
    expect(found.verdict).toBe("different");
    expect(found.comparison.files).toEqual({ "in-commit": 1, unexplained: 1 });
  });

  it("is inconclusive for a file that the commit does not have", () => {
    const found = look(archive([readme, { path: "p-1/configure", body: "generated" }]));
    expect(found.codes).toEqual(["not-rebuilt at p-1/configure", "container-not-rebuilt"]);
    expect(found.verdict).toBe("inconclusive");
    expect(found.comparison.findings[0]?.notes).toEqual([]);
  });

  it("has evidence in an archive of which the commit has no file", () => {
    const found = look(archive([{ path: "p-1/configure", body: "generated" }]));
    expect(found.codes).toEqual(["not-rebuilt at p-1/configure"]);
    expect(found.comparison.undecided).toEqual([]);
  });

  it("looks into an archive behind a compressor", () => {
    expect(look(archive([readme], { gzip: {} })).codes).toEqual(["container-not-rebuilt"]);
  });

  it.each([
    ["a file in it", { path: "p-1/.git/config", body: "[core]" }],
    ["the folder alone", { path: "p-1/.git", type: "directory" as const, mode: 0o755 }],
    ["a file that leads to one", { path: "p-1/pkg/.git", body: "gitdir: ../x" }],
    ["a name that some file systems open as one", { path: "p-1/.GIT /hooks/x", body: "#!" }],
  ])("is different for a .git in the archive: %s", (_, entry) => {
    const found = look(archive([readme, entry]));
    expect(found.codes).toEqual([`git-folder-in-upload at ${entry.path}`, "container-not-rebuilt"]);
    expect(found.verdict).toBe("different");
    const files = "type" in entry ? { "in-commit": 1 } : { "in-commit": 1, unexplained: 1 };
    expect(found.comparison.files).toEqual(files);
  });

  it("takes names that only look like .git for what they are", () => {
    const files = treeOf({ "README.md": "read", ".gitignore": "x", "a.git": "y" }).files;
    const entries = [
      readme,
      { path: "p-1/.gitignore", body: "x" },
      { path: "p-1/a.git", body: "y" },
    ];
    const commit = { ...tree, files };
    expect(look(archive(entries), "", "p-1.tar", commit).codes).toEqual(["container-not-rebuilt"]);
  });

  it("takes a file in the form that the commit's attributes give it, at its own place, and says so", () => {
    const forms = new Map([
      [pathFromText("README.md"), new Map([[sha256Hex(Buffer.from("read\r\n")), "eol=crlf"]])],
    ]);
    const written = archive([
      { path: "p-1/README.md", body: "read\r\n" },
      { path: "p-1/bin/run", body: "run", mode: 0o755 },
    ]);
    const asked = changedPaths(written, tree, pathFromText(""));
    expect(asked).toEqual([pathFromText("README.md")]);
    const look = (reading: Reading) =>
      compareWithCommit({
        name: "p-1.tar",
        reading,
        tree,
        subdirectory: pathFromText(""),
        archiveForms: forms,
      });
    const found = look(written);
    expect(shown(found)).toEqual(["container-not-rebuilt"]);
    expect(found.files).toEqual({ "in-commit": 2 });
    expect(found.findings[0]?.notes).toContain("1 of them as the commit's eol=crlf writes them");
    // Neither at another place nor as a link's target.
    const elsewhere = archive([readme, { path: "p-1/pkg/index.js", body: "read\r\n" }]);
    expect(shown(look(elsewhere))).toContain("tracked-file-changed at p-1/pkg/index.js");
    const link = archive([
      { path: "p-1/README.md", target: "read\r\n" },
      { path: "p-1/pkg/index.js", body: "index" },
    ]);
    expect(shown(look(link))).toContain("tracked-file-changed at p-1/README.md");
  });

  it("asks for the forms of changed files alone", () => {
    const reading = archive([
      readme,
      { path: "p-1/link", target: "elsewhere" },
      { path: "p-1/vendor", body: "" },
      { path: "p-1/pkg", type: "directory", mode: 0o755 },
      { path: "p-1/bin/run", type: "directory", mode: 0o755 },
      { path: "p-1/new", body: "x" },
    ]);
    expect(changedPaths(reading, tree, pathFromText(""))).toEqual([]);
    expect(changedPaths(refusedOf("x"), tree, pathFromText(""))).toEqual([]);
  });

  it("takes the file that a Git LFS pointer names for what the commit holds there", () => {
    const body = "the real file";
    const lfs = { sha256: sha256Hex(Buffer.from(body)), size: body.length };
    const path = pathFromText("README.md");
    const pointed = { ...tree.files.get(path)!, lfs };
    const commit = { ...tree, files: new Map([...tree.files, [path, pointed]]) };
    const run = { path: "p-1/bin/run", body: "run", mode: 0o755 };
    const of = (content: string) =>
      look(archive([run, { path: "p-1/README.md", body: content }]), "", "p-1.tar", commit).codes;
    expect(of(body)).toEqual(["container-not-rebuilt"]);
    expect(of("read")).toEqual(["container-not-rebuilt"]);
    expect(of("other")).toContain("tracked-file-changed at p-1/README.md");
  });

  it("says where the commit has the same bytes, and is inconclusive all the same", () => {
    const found = look(archive([readme, { path: "p-1/copy.js", body: "index" }]));
    expect(found.verdict).toBe("inconclusive");
    expect(found.comparison.findings[0]?.notes).toEqual([
      "the commit has the same bytes at pkg/index.js",
    ]);
  });

  it.each([
    ["an executable bit too many", "p-1/README.md", "read", 0o755, "0755", "0644"],
    ["an executable bit too few", "p-1/bin/run", "run", 0o644, "0644", "0755"],
    ["setuid", "p-1/bin/run", "run", 0o4755, "4755", "0755"],
    ["setgid", "p-1/bin/run", "run", 0o2755, "2755", "0755"],
    ["sticky", "p-1/README.md", "read", 0o1644, "1644", "0644"],
    ["world-writable", "p-1/README.md", "read", 0o646, "0646", "0644"],
  ])("is different for %s", (_, path, body, mode, upload, rebuilt) => {
    const found = look(archive([{ path, body, mode }]));
    expect(found.codes).toEqual([`entry-mode at ${path}`, "container-not-rebuilt"]);
    expect(found.comparison.findings[0]).toMatchObject({ upload, rebuilt });
    expect(found.verdict).toBe("different");
  });

  it.each(["p-1/pkg/empty", "p-1/README.md"])(
    "is inconclusive for the folder %s, which the commit does not have",
    (path) => {
      const run = { path: "p-1/bin/run", body: "run", mode: 0o755 };
      const found = look(archive([run, { path, type: "directory", mode: 0o755 }]));
      expect(found.codes).toContain(`not-rebuilt at ${path}`);
      expect(found.verdict).toBe("inconclusive");
    },
  );

  it("knows the folders of the commit, with its submodules", () => {
    const folders = ["p-1", "p-1/pkg", "p-1/bin", "p-1/vendor", "p-1/a", "p-1/a/b"];
    const found = look(
      archive([
        ...folders.map((path) => ({ path, type: "directory" as const, mode: 0o755 })),
        readme,
      ]),
      "",
      "p-1.tar",
      { ...tree, files: new Map([...tree.files, ...treeOf({ "a/b/c": "c" }).files]) },
    );
    expect(found.codes).toEqual(["container-not-rebuilt"]);
    expect(found.verdict).toBe("equivalent");
  });

  it("takes the archive's own root for no folder of the commit's", () => {
    const root = { path: ".", type: "directory" as const, mode: 0o755 };
    const found = look(archive([root, { path: "README.md", body: "read" }]));
    expect(found.codes).toEqual(["container-not-rebuilt"]);
  });

  it("is different for a directory that everybody may write to", () => {
    const found = look(archive([readme, { path: "p-1/d", type: "directory", mode: 0o777 }]));
    expect(found.codes).toContain("entry-mode at p-1/d");
  });

  it("takes every other mode for an umask, and no mode for none", () => {
    for (const mode of [0o600, 0o664, null]) {
      expect(look(archive([{ ...readme, mode }])).verdict).toBe("equivalent");
    }
    const run = { path: "p-1/bin/run", body: "run", mode: null };
    expect(look(archive([run])).verdict).toBe("equivalent");
    const folder = { path: "p-1/pkg", type: "directory" as const, mode: 0o644 };
    expect(look(archive([readme, folder])).verdict).toBe("equivalent");
  });

  it("asks nothing of the mode of a hard link, which is that of its target", () => {
    const commit = treeOf({ a: "same", b: ["100755", "same"] });
    const entries = [
      { path: "p-1/a", body: "same", mode: 0o644 },
      { path: "p-1/b", type: "hardlink" as const, target: "p-1/a", mode: 0o644 },
    ];
    const found = look(archive(entries), "", "p-1.tar", commit);
    expect(found.codes).toEqual(["container-not-rebuilt"]);
  });

  it("is different for an archive that names another commit", () => {
    for (const key of ["tar.commit-comment", "zip.commit-comment"]) {
      const named = (commit: string) => look(archive([readme], { fields: { [key]: commit } }));
      expect(named("c".repeat(40)).verdict).toBe("equivalent");
      expect(named("d".repeat(40)).codes[0]).toBe("commit-comment-mismatch");
      expect(named("d".repeat(40)).verdict).toBe("different");
    }
  });

  it("proves nothing by an archive without files", () => {
    for (const entries of [[], [{ path: "p-1", type: "directory" as const }]]) {
      const found = look(archive(entries));
      expect(found.verdict).toBe("inconclusive");
      expect(found.comparison.undecided).toMatchObject([{ code: "no-evidence" }]);
    }
  });

  it("leaves an archive undecided that its reader refused", () => {
    const found = look(refusedOf("x"));
    expect(found.verdict).toBe("inconclusive");
    expect(found.comparison.undecided).toMatchObject([{ code: "tar-checksum", side: "upload" }]);
    expect(look(unsupportedOf("x")).comparison.undecided).toMatchObject([
      { code: "compressor-unsupported", side: "upload" },
    ]);
  });

  it("looks a file that is no archive up under its own name", () => {
    const run = (body: string, name: string, subdirectory = "") =>
      look(opaqueOf(body), subdirectory, name);
    expect(run("read", "README.md")).toMatchObject({ verdict: "equivalent", level: "L4" });
    expect(run("index", "index.js", "pkg").verdict).toBe("equivalent");
    expect(run("other", "README.md").codes).toEqual(["tracked-file-changed"]);
    expect(run("bin/run", "link").codes).toEqual(["tracked-file-changed"]);
    const elsewhere = run("index", "index.js");
    expect(elsewhere).toMatchObject({ codes: ["not-rebuilt"], verdict: "inconclusive" });
    expect(elsewhere.comparison.findings[0]?.notes).toEqual([
      "the commit has the same bytes at pkg/index.js",
    ]);
  });

  it("does not look into a compressed file that holds no archive", () => {
    const found = look(opaqueOf("read", {}), "", "README.md");
    expect(found).toMatchObject({ codes: ["not-rebuilt"], verdict: "inconclusive" });
  });
});
