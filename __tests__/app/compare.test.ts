import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { archiveFiles } from "../../src/adapters/archive-files.ts";
import { tarOpinion } from "../../src/adapters/second-opinion.ts";
import { compareFiles } from "../../src/app/compare.ts";
import type { CompareRequest } from "../../src/app/compare.ts";
import type { SecondOpinion } from "../../src/app/ports.ts";
import { DEFAULT_LIMITS } from "../../src/core/archive/limits.ts";
import { InputError } from "../../src/core/errors.ts";
import { DEFAULT_NORMALISERS } from "../../src/core/normalisers.ts";
import { pathFromText } from "../../src/core/path-bytes.ts";
import { decide } from "../../src/core/verdict.ts";
import { gzipOf, tarOf, zipOf } from "../support/archives.ts";
import type { TarEntry } from "../support/archives.ts";
import { treeOf } from "../support/models.ts";

let folder: string;
const accepted = { word: "normalized", normalisers: DEFAULT_NORMALISERS } as const;
const { signal } = new AbortController();

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "compare-"));
});
afterAll(() => rm(folder, { recursive: true }));

let files = 0;
async function written(bytes: Uint8Array | string): Promise<string> {
  const file = path.join(folder, String(files++));
  await writeFile(file, bytes);
  return file;
}

interface Run {
  readonly name?: string;
  readonly request?: Partial<CompareRequest>;
  readonly secondOpinion?: SecondOpinion;
}

async function compare(upload: Uint8Array | string, rebuilt: Uint8Array | string, run: Run = {}) {
  const name = run.name ?? "a.tgz";
  const compared = await compareFiles(
    {
      upload: { file: await written(upload), name },
      rebuilt: { file: await written(rebuilt), name: `rebuilt-${name}` },
      commit: null,
      accepted,
      limits: DEFAULT_LIMITS,
      ...run.request,
    },
    { files: archiveFiles, secondOpinion: run.secondOpinion ?? tarOpinion },
    signal,
  );
  const { comparison } = compared;
  return {
    ...compared,
    codes: comparison.findings.map(({ code, path: at }) => [code, ...at.slice(1)].join(" ")),
    verdict: decide(comparison, accepted).verdict,
  };
}

const file: TarEntry = { path: "p/x", body: "x" };

describe("compareFiles", () => {
  it("is done when the bytes are equal, also where no reader would take them", async () => {
    const same = await compare("PK\u0003\u0004 rubbish", "PK\u0003\u0004 rubbish");
    expect(same.verdict).toEqual({ kind: "identical", level: "L0" });
    expect([same.upload, same.rebuilt]).toEqual([null, null]);
  });

  it("tells the compressor, the container and the content apart", async () => {
    const tar = tarOf([file]);
    const layout = await compare(gzipOf(tar, { level: 1 }), gzipOf(tar, { level: 0 }));
    expect([layout.verdict.kind, layout.verdict.level]).toEqual(["equivalent", "L1"]);
    const time = await compare(gzipOf(tar), gzipOf(tarOf([{ ...file, mtime: 5 }])));
    expect([time.verdict.kind, time.verdict.level]).toEqual(["equivalent", "L2"]);
    const body = await compare(gzipOf(tar), gzipOf(tarOf([{ ...file, body: "y" }])));
    expect(body.verdict.kind).toBe("different");
    expect(body.codes).toEqual(["entry-content p/x", "compression-layout"]);
    expect(body.comparison.level).toBeNull();
    expect(body.upload?.kind).toBe("archive");
  });

  it("gives the names of both files", async () => {
    const { comparison } = await compare("one", "two", { name: "x.bin" });
    expect([comparison.upload.name, comparison.rebuilt?.name]).toEqual(["x.bin", "rebuilt-x.bin"]);
    expect(comparison.findings[0]?.path).toEqual(["x.bin"]);
  });

  it("leaves a refused archive undecided", async () => {
    const tar = tarOf([file]);
    const bad = tar.map((byte, at) => (at === 0 ? byte ^ 1 : byte));
    const { verdict } = await compare(bad, tar);
    expect(verdict).toMatchObject({ kind: "inconclusive", reasons: [{ code: "tar-checksum" }] });
  });

  it("takes products from what the commit does not have, in its own paths", async () => {
    const times = (configure: number): TarEntry[] => [
      { path: "p-1/configure.ac", mtime: 10 },
      { path: "p-1/configure", mtime: configure },
    ];
    const run = async (tracked: Readonly<Record<string, string>>) => {
      const commit = { tree: treeOf(tracked), subdirectory: pathFromText("") };
      return (await compare(tarOf(times(5)), tarOf(times(20)), { request: { commit } })).codes;
    };
    expect(await run({ "configure.ac": "" })).toEqual(["entry-mtime-build-relevant p-1/configure"]);
    expect(await run({ "configure.ac": "", configure: "" })).toEqual(["entry-mtime p-1/configure"]);
  });

  it("holds the archive's own commit id against the released one", async () => {
    const commit = { tree: treeOf({}), subdirectory: pathFromText("") };
    const tar = (mtime: number, id: string) => tarOf([{ ...file, mtime }], { commit: id });
    const other = await compare(tar(1, "d".repeat(40)), tar(2, "d".repeat(40)), {
      request: { commit },
    });
    expect(other.codes).toContain("commit-comment-mismatch");
    const own = await compare(tar(1, "c".repeat(40)), tar(2, "c".repeat(40)), {
      request: { commit },
    });
    expect(own.codes).toEqual(["entry-mtime p/x"]);
  });
});

describe("compareFiles inside nested archives", () => {
  const nested = (...bodies: readonly Uint8Array[]) =>
    tarOf(bodies.map((body, at): TarEntry => ({ path: `n${String(at)}.gz`, body })));
  const inner = (mtime: number, body = "x") => gzipOf(tarOf([{ ...file, mtime, body }]));

  it("finds what differs inside, with the path through the member", async () => {
    const found = await compare(nested(inner(1)), nested(inner(2)));
    expect(found.codes).toEqual(["compression-layout n0.gz", "entry-mtime n0.gz p/x"]);
    expect(found.verdict).toMatchObject({ kind: "equivalent", level: "L2" });
  });

  it("looks into nothing that is named as something else, whatever it begins with", async () => {
    const script = (uid: number) => [{ path: "run.sh", body: tarOf([{ ...file, uid }]) }];
    const found = await compare(tarOf(script(1)), tarOf(script(2)));
    expect(found.codes).toEqual(["entry-content run.sh"]);
    expect(found.verdict.kind).toBe("different");
  });

  it("rejects what is rejected inside", async () => {
    const found = await compare(nested(inner(1)), nested(inner(1, "y")));
    expect(found.codes).toEqual(["entry-content n0.gz p/x", "compression-layout n0.gz"]);
    expect(found.verdict.kind).toBe("different");
  });

  it("looks into compressed files that hold no archive", async () => {
    const page = (os: number) => gzipOf("manual", { os });
    const found = await compare(nested(page(3)), nested(page(7)));
    expect(found.codes).toEqual(["gzip-header n0.gz"]);
    const other = await compare(nested(gzipOf("one")), nested(gzipOf("two")));
    expect(other.codes).toEqual(["entry-content n0.gz"]);
  });

  it("leaves a member undecided that a reader refuses, unless something else is rejected", async () => {
    const bad = inner(2).map((byte, at) => (at === 3 ? 0xff : byte));
    const found = await compare(nested(inner(1)), nested(bad));
    expect(found.codes).toEqual(["entry-content n0.gz"]);
    expect(found.verdict).toMatchObject({
      kind: "inconclusive",
      reasons: [{ code: "gzip-flags", side: "rebuilt", path: ["a.tgz", "n0.gz"] }, {}],
    });
    const more = await compare(nested(inner(1), inner(1)), nested(bad, inner(1, "y")));
    expect(more.verdict.kind).toBe("different");
  });

  it("leaves a member undecided that has no reader", async () => {
    const lzip = (end: string) => Buffer.from(`LZIP\x01${end}`, "latin1");
    const found = await compare(nested(lzip("1")), nested(lzip("2")));
    expect(found.verdict).toMatchObject({
      kind: "inconclusive",
      reasons: [{ code: "compressor-unsupported" }, {}, {}],
    });
  });

  it("goes no deeper than one level", async () => {
    const found = await compare(nested(nested(inner(1))), nested(nested(inner(2))));
    expect(found.codes).toEqual(["entry-content n0.gz n0.gz"]);
    expect(found.verdict).toMatchObject({
      kind: "inconclusive",
      reasons: [{ code: "limit-depth", path: ["a.tgz", "n0.gz", "n0.gz"] }, {}, {}],
    });
  });

  it("looks into no more than 32 members of one archive", async () => {
    const many = (mtime: number) => nested(...Array.from({ length: 33 }, () => inner(mtime)));
    const found = await compare(many(1), many(2));
    expect(found.codes.filter((code) => code.startsWith("entry-mtime"))).toHaveLength(32);
    expect(found.verdict).toMatchObject({
      kind: "inconclusive",
      reasons: [{ code: "limit-nested", path: ["a.tgz", "n32.gz"] }, {}],
    });
  });

  it("keeps unequal members that are no archives as they are", async () => {
    const found = await compare(nested(Buffer.from("one")), nested(Buffer.from("two")));
    expect(found.codes).toEqual(["entry-content n0.gz"]);
    expect(found.comparison.undecided).toEqual([]);
    const mixed = await compare(nested(inner(1)), nested(Buffer.from("two")));
    expect(mixed.codes).toEqual(["entry-content n0.gz"]);
    expect(mixed.verdict.kind).toBe("different");
  });
});

describe("compareFiles on wheels", () => {
  const row = (name: string, body: string) =>
    `${name},sha256=${createHash("sha256").update(body).digest("base64url")},${String(body.length)}`;
  const wheel = (rows: readonly string[], mtime: number, body = "a") =>
    zipOf([
      { path: "x/a.py", body, mtime },
      { path: "x-1.dist-info/RECORD", body: rows.join("\n"), mtime },
    ]);
  const own = "x-1.dist-info/RECORD,,";
  const time = 1_000_000_000;
  const name = "x-1-py3-none-any.whl";

  it("accepts other times where RECORD agrees with the files", async () => {
    const rows = [row("x/a.py", "a"), own];
    const found = await compare(wheel(rows, time), wheel(rows, time + 2), { name });
    expect(found.verdict).toMatchObject({ kind: "equivalent", level: "L2" });
  });

  it("rejects a RECORD that disagrees with the files, also where both sides share it", async () => {
    for (const [rows, code] of [
      [[row("x/a.py", "b"), own], "wheel-record-hash x/a.py"],
      [[own], "wheel-record-unlisted x/a.py"],
    ] as const) {
      const found = await compare(wheel(rows, time), wheel(rows, time + 2), { name });
      expect(found.codes[0]).toBe(code);
      expect(found.verdict.kind).toBe("different");
      const zip = await compare(wheel(rows, time), wheel(rows, time + 2), { name: "x.zip" });
      expect(zip.verdict.kind).toBe("equivalent");
    }
  });

  it("checks the RECORD of a wheel inside an archive", async () => {
    const rows = [row("x/a.py", "b"), own];
    const around = (mtime: number) => tarOf([{ path: `p/${name}`, body: wheel(rows, mtime) }]);
    const found = await compare(around(time), around(time + 2));
    expect(found.codes[0]).toBe(`wheel-record-hash p/${name} x/a.py`);
  });
});

describe("compareFiles and the second opinion", () => {
  const objecting: SecondOpinion = {
    review: (_, reading) =>
      Promise.resolve(
        reading.kind === "archive" && reading.archive.entries[0]?.mtime === 5
          ? { kind: "objects", objection: "it lists 2 entries instead of 1" }
          : { kind: "agrees" },
      ),
  };
  const honest = tarOf([file]);
  const doubted = tarOf([{ ...file, mtime: 5 }]);

  it("decides nothing when it objects to either side", async () => {
    for (const [upload, rebuilt, side] of [
      [doubted, honest, "upload"],
      [honest, doubted, "rebuilt"],
    ] as const) {
      const found = await compare(upload, rebuilt, { secondOpinion: objecting });
      expect(found.verdict).toMatchObject({
        kind: "inconclusive",
        reasons: [
          {
            code: "second-opinion",
            side,
            message: "an independent parser disagrees: it lists 2 entries instead of 1",
          },
        ],
      });
      expect(found.comparison.level).toBeNull();
    }
  });

  it("is not asked where its objection could not change the verdict", async () => {
    const different = tarOf([{ ...file, mtime: 5, body: "y" }]);
    const found = await compare(different, honest, { secondOpinion: objecting });
    expect(found.comparison.undecided).toEqual([]);
    expect(found.verdict.kind).toBe("different");
    const request = { accepted: { ...accepted, word: "explained" } } as const;
    const explained = await compare(different, honest, { secondOpinion: objecting, request });
    expect(explained.comparison.undecided).toMatchObject([{ code: "second-opinion" }]);
  });
});

describe("compareFiles on files that cannot be used", () => {
  it("says that a file is missing", async () => {
    const request = { upload: { file: path.join(folder, "gone"), name: "gone" } };
    await expect(compare("1", "2", { request })).rejects.toMatchObject({ code: "file-missing" });
  });

  it("tells of two files that cannot be read what is wrong with the upload, whichever fails first", async () => {
    const failing = {
      ...archiveFiles,
      read: async (file: string) => {
        if (file.endsWith("upload")) await new Promise((resolve) => setTimeout(resolve, 20));
        throw new InputError("file-unusable", { expected: "", found: file, next: "" });
      },
    };
    const folderOfTwo = await mkdtemp(path.join(folder, "two-"));
    const named = async (name: string, text: string) => {
      const at = path.join(folderOfTwo, name);
      await writeFile(at, text);
      return { file: at, name };
    };
    const request = {
      upload: await named("upload", "1"),
      rebuilt: await named("rebuilt", "22"),
      commit: null,
      accepted,
      limits: DEFAULT_LIMITS,
    };
    const run = compareFiles(request, { files: failing, secondOpinion: tarOpinion }, signal);
    await expect(run).rejects.toMatchObject({ found: request.upload.file });
  });

  it("does not compare a file that changes meanwhile", async () => {
    const target = await written(tarOf([file]));
    const changing = {
      ...archiveFiles,
      read: async (...args: Parameters<typeof archiveFiles.read>) => {
        await writeFile(target, tarOf([{ ...file, mtime: 9 }]));
        return archiveFiles.read(...args);
      },
    };
    const rebuilt = { file: await written(tarOf([{ ...file, mtime: 8 }])), name: "b" };
    const run = compareFiles(
      {
        upload: { file: target, name: "a" },
        rebuilt,
        commit: null,
        accepted,
        limits: DEFAULT_LIMITS,
      },
      { files: changing, secondOpinion: tarOpinion },
      signal,
    );
    await expect(run).rejects.toMatchObject({ code: "file-unusable" });
  });
});
