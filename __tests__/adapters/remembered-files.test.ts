import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as joinPath } from "node:path";
import { archiveFiles } from "../../src/adapters/archive-files.ts";
import { readContent, rememberedContent } from "../../src/adapters/container-content.ts";
import { RememberedFiles } from "../../src/adapters/remembered-files.ts";
import { DEFAULT_LIMITS, type Limits } from "../../src/core/archive/limits.ts";
import type { Reading } from "../../src/core/archive/model.ts";
import { pathFromText } from "../../src/core/path-bytes.ts";
import { debOf } from "../support/ar.ts";
import { gzipOf, tarOf, zipOf } from "../support/archives.ts";

const { signal } = new AbortController();

let folder: string;
let files: RememberedFiles;
beforeEach(() => {
  folder = mkdtempSync(joinPath(tmpdir(), "remembered-files-"));
  files = new RememberedFiles({ content: 100_000, bodyBytes: 50_000, bodies: 10 });
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function written(name: string, bytes: Uint8Array | string): string {
  const file = joinPath(folder, name);
  writeFileSync(file, bytes);
  return file;
}

const read = (file: string, inside: readonly string[] = [], limits: Limits = DEFAULT_LIMITS) =>
  files.read(file, inside.map(pathFromText), limits, signal);

async function bodies(
  file: string,
  paths: readonly string[],
  { inside = [] as readonly string[], limit = 1000, limits = DEFAULT_LIMITS } = {},
): Promise<Record<string, string>> {
  const [at, wanted] = [inside.map(pathFromText), paths.map(pathFromText)];
  const got = await files.bodies(file, at, wanted, limit, limits, signal);
  return Object.fromEntries(
    Array.from(got, ([path, body]) => [path, Buffer.from(body).toString()]),
  );
}

async function content(file: string, reading: Reading): Promise<Buffer | null> {
  const got: Buffer[] = [];
  const same = await rememberedContent(files)(file, reading, signal, (bytes) => {
    got.push(Buffer.from(bytes));
  });
  return same ? Buffer.concat(got) : null;
}

const entries = [
  { path: "a", body: "first" },
  { path: "b", body: "second" },
  { path: "long", body: "x".repeat(5000) },
];
const inner = gzipOf(tarOf([{ path: "deep", body: "content" }]));
const outer = gzipOf(tarOf([...entries, { path: "in", body: inner }]));

describe("files that were read", () => {
  it("give the bodies of that reading, whatever happens to the file", async () => {
    for (const bytes of [tarOf(entries), gzipOf(tarOf(entries)), zipOf(entries)]) {
      const file = written("f", bytes);
      await read(file);
      writeFileSync(file, "something else");
      expect(await bodies(file, ["b", "long", "none"])).toEqual({ b: "second" });
      expect(await bodies(file, ["long"], { limit: 5000 })).toEqual({ long: "x".repeat(5000) });
    }
  });

  it("give what is inside, and the bodies there, in the same way", async () => {
    const file = written("f", outer);
    const whole = await read(file);
    expect(whole).toEqual(await archiveFiles.read(file, [], DEFAULT_LIMITS, signal));
    const there = await archiveFiles.read(file, [pathFromText("in")], DEFAULT_LIMITS, signal);
    writeFileSync(file, "something else");
    expect(await read(file, ["in"])).toEqual(there);
    expect(await bodies(file, ["deep", "a"], { inside: ["in"] })).toEqual({ deep: "content" });
    await expect(bodies(file, ["x"], { inside: ["in", "b"] })).rejects.toMatchObject({
      code: "nested-absent",
    });
  });

  it("give the content of what is no archive", async () => {
    const file = written("f", gzipOf("text"));
    await read(file);
    writeFileSync(file, "something else");
    expect(await bodies(file, [""])).toEqual({ "": "text" });
  });

  it("count what is inside on top of what the file has used already", async () => {
    const bomb = gzipOf(tarOf([{ path: "z", body: new Uint8Array(20_000) }]));
    const file = written("f", gzipOf(tarOf([{ path: "in", body: bomb }])));
    const limits = { ...DEFAULT_LIMITS, output: 22_000 };
    expect((await read(file, [], limits)).kind).toBe("archive");
    const refused = { kind: "refused", refusal: { code: "limit-output" } };
    expect(await read(file, ["in"], limits)).toMatchObject(refused);
    // The next one starts from the same counts, not from those.
    expect(await read(file, ["in"], limits)).toMatchObject(refused);
    await expect(bodies(file, ["z"], { inside: ["in"], limits })).rejects.toMatchObject({
      code: "limit-output",
    });
    const room = { ...DEFAULT_LIMITS, output: 30_000 };
    await read(file, [], room);
    expect((await read(file, ["in"], room)).kind).toBe("archive");
    expect((await read(file, ["in"], room)).kind).toBe("archive");
  });

  it("read the files of a package for its consumer, and no others", async () => {
    const linked = tarOf([{ path: "l", type: "symlink", linkTarget: "/etc/x" }]);
    const file = written("x", debOf(linked, linked));
    await read(file);
    // Gone from the disk, so it is the remembered body that is read.
    rmSync(file);
    expect(await read(file, ["data.tar"])).toMatchObject({ kind: "archive" });
    expect(await bodies(file, [], { inside: ["data.tar"] })).toEqual({});
    expect(await read(file, ["control.tar"])).toMatchObject({ refusal: { code: "link-escape" } });
  });

  it("count containers around what is inside", async () => {
    const deepest = zipOf([{ path: "x", body: zipOf([{ path: "y" }]) }]);
    const file = written("f", zipOf([{ path: "in", body: deepest }]));
    await read(file);
    expect(await read(file, ["in", "x"])).toMatchObject({ refusal: { code: "limit-depth" } });
  });
});

describe("files that are not known, or not whole", () => {
  const zeros = new Uint8Array(100_000);

  it("are read again, for bodies and for what is inside", async () => {
    const file = written("f", outer);
    expect(await bodies(file, ["a"])).toEqual({ a: "first" });
    expect((await read(file, ["in"])).kind).toBe("archive");
    expect(await bodies(file, ["deep"], { inside: ["in"] })).toEqual({ deep: "content" });
  });

  it("are those that were refused: nothing of them counts", async () => {
    const file = written("f", tarOf([...entries, { path: "a" }]));
    expect((await read(file)).kind).toBe("refused");
    await expect(bodies(file, ["a"])).rejects.toMatchObject({ code: "name-duplicate" });
  });

  it("are those that two others came after", async () => {
    const [one, two, three] = ["1", "2", "3"].map((name) =>
      written(name, tarOf([{ path: "a", body: name }])),
    );
    for (const file of [one!, two!, three!]) await read(file);
    for (const file of [one!, two!, three!]) writeFileSync(file, tarOf([{ path: "a" }]));
    expect(await bodies(two!, ["a"])).toEqual({ a: "2" });
    expect(await bodies(three!, ["a"])).toEqual({ a: "3" });
    expect(await bodies(one!, ["a"])).toEqual({ a: "" });
  });

  it("are those that were read under other limits", async () => {
    const file = written("f", outer);
    await read(file);
    const limits = { ...DEFAULT_LIMITS, entries: 1 };
    await expect(bodies(file, ["a"], { limits })).rejects.toMatchObject({ code: "limit-entries" });
    expect(await read(file, ["in"], limits)).toMatchObject({ refusal: { code: "limit-entries" } });
  });

  it("lack a body that is too long to be kept, and have those beside it", async () => {
    const zip = zipOf([...entries, { path: "z", body: zeros }, { path: "y", body: "y" }]);
    const file = written("f", zip);
    await read(file);
    const got = await bodies(file, ["z"], { limit: zeros.length });
    expect(got["z"]?.length).toBe(zeros.length);
    writeFileSync(file, zipOf([]));
    expect(await bodies(file, ["a", "y"])).toEqual({ a: "first", y: "y" });
  });

  it("lack every body of a tar that is too long to be kept, and have the bodies of none of it wrong", async () => {
    const large = gzipOf(tarOf([...entries, { path: "z", body: zeros }, { path: "y", body: "y" }]));
    const file = written("f", large);
    const reading = await read(file);
    expect(await bodies(file, ["a", "z", "y"], { limit: 10 })).toEqual({ a: "first", y: "y" });
    writeFileSync(file, tarOf([{ path: "y", body: "new" }]));
    expect(await bodies(file, ["a", "y"])).toEqual({ y: "new" });
    expect(await content(file, reading)).toBeNull();
  });

  it("lack the bodies that are too many to be kept", async () => {
    const many = Array.from({ length: 11 }, (_, at) => ({ path: `f${String(at)}`, body: "x" }));
    const file = written("f", zipOf(many));
    await read(file);
    expect(await bodies(file, ["f10", "f0"])).toEqual({ f0: "x", f10: "x" });
    writeFileSync(file, zipOf([{ path: "f10", body: "new" }]));
    expect(await bodies(file, ["f9"])).toEqual({ f9: "x" });
    expect(await bodies(file, ["f10"])).toEqual({ f10: "new" });
  });
});

describe("the content of a container", () => {
  it("is that of the reading, behind the compressor and with every byte", async () => {
    const tar = tarOf(entries);
    for (const bytes of [tar, gzipOf(tar)]) {
      const file = written("f", bytes);
      const reading = await read(file);
      expect(await content(file, reading)).toEqual(Buffer.from(tar));
      writeFileSync(file, "something else");
      expect(await content(file, reading)).toEqual(Buffer.from(tar));
    }
  });

  it("is read again for another reading, and does not count when the file has changed", async () => {
    const file = written("f", outer);
    const reading = await archiveFiles.read(file, [], DEFAULT_LIMITS, signal);
    await read(file);
    expect(await content(file, reading)).not.toBeNull();
    writeFileSync(file, gzipOf(tarOf(entries)));
    expect(await content(file, reading)).toBeNull();
    writeFileSync(file, "no archive");
    expect(await content(file, reading)).toBeNull();
  });

  it("ends where a file that changed would give more than was read", async () => {
    const file = written("f", outer);
    const reading = await archiveFiles.read(file, [], DEFAULT_LIMITS, signal);
    writeFileSync(file, gzipOf(tarOf([{ path: "z", body: new Uint8Array(9_000_000) }])));
    let length = 0;
    const same = await readContent(file, reading, signal, (bytes) => {
      length += bytes.length;
    });
    expect(same).toBe(false);
    expect(length).toBeLessThan(1_000_000);
  });

  it("is none of what is no archive", async () => {
    const file = written("f", "text");
    const reading = await read(file);
    expect(await readContent(file, reading, signal, () => undefined)).toBe(false);
  });
});
