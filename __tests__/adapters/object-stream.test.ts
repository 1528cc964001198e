import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import {
  chmodSync,
  mkdtempSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Git } from "../../src/adapters/git-process.ts";
import { ObjectStream } from "../../src/adapters/object-stream.ts";
import { wholeObject } from "../../src/adapters/tree-proof.ts";
import type { ObjectKind } from "../../src/core/git/object-id.ts";
import { GitRepository } from "../support/git-repository.ts";

let base: string;
let given: GitRepository;
let controller: AbortController;
let streams: ObjectStream[];

beforeEach(() => {
  base = realpathSync(mkdtempSync(path.join(tmpdir(), "object-stream-test-")));
  given = new GitRepository(path.join(base, "given"));
  controller = new AbortController();
  streams = [];
});

afterEach(() => {
  for (const stream of streams) stream.close();
  rmSync(base, { recursive: true });
});

async function open(binary = "/usr/bin/git"): Promise<ObjectStream> {
  const home = mkdtempSync(path.join(base, "home-"));
  const git = await Git.open(binary, home, {}, controller.signal);
  const stream = new ObjectStream(git, given.folder, "sha1", controller.signal);
  streams.push(stream);
  return stream;
}

/** A program that answers every request as `git cat-file --batch` never should. */
function answering(script: string): string {
  const program = path.join(base, "answer");
  writeFileSync(program, `#!/bin/sh\nread id\n${script}\nexec sleep 60\n`, { mode: 0o755 });
  return program;
}

async function text(stream: ObjectStream, id: string, kind: ObjectKind = "blob"): Promise<string> {
  return Buffer.from(await wholeObject(stream, id, kind, 2 ** 24)).toString("latin1");
}

/** Puts the stored object of one id under the name of another, as somebody with access to the folder could. */
function swap(id: string, for_: string): void {
  const place = (one: string): string =>
    path.join(given.folder, ".git", "objects", one.slice(0, 2), one.slice(2));
  mkdirSync(path.dirname(place(id)), { recursive: true });
  chmodSync(place(id), 0o644);
  writeFileSync(place(id), readFileSync(place(for_)));
}

describe("ObjectStream", () => {
  it("reads many objects of all sizes at once, in order", async () => {
    const stream = await open();
    const bodies = ["", "x", "\n", "a\nb\n", "y".repeat(65_536), "z".repeat(1_000_003)];
    const ids = bodies.map((body) => given.store("blob", body));
    const asked = Array.from({ length: 300 }, (_, at) => at % bodies.length);
    const read = await Promise.all(asked.map((at) => text(stream, ids[at]!)));
    expect(read).toEqual(asked.map((at) => bodies[at]));
    expect(await text(stream, given.commit({ a: "a" }), "commit")).toContain("author");
  });

  it("refuses an object whose bytes have another id, although git hands it out", async () => {
    const honest = given.store("blob", "honest\n");
    swap(honest, given.store("blob", "forged\n"));
    expect(given.git("cat-file", "blob", honest)).toBe("forged");
    await expect(text(await open(), honest)).rejects.toMatchObject({ code: "object-mismatch" });
  });

  it("keeps the first reason for having failed", async () => {
    const stream = await open();
    const blob = given.store("blob", "x");
    await expect(text(stream, blob, "tree")).rejects.toMatchObject({ code: "object-mismatch" });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await expect(text(stream, blob)).rejects.toMatchObject({ code: "object-mismatch" });
  });

  it("refuses an object of another kind", async () => {
    const blob = given.store("blob", "x");
    await expect(text(await open(), blob, "tree")).rejects.toMatchObject({
      code: "object-mismatch",
    });
  });

  it("calls end only for what was proven", async () => {
    const honest = given.store("blob", "honest\n");
    const ended: string[] = [];
    const visit = (name: string) => ({ bytes: () => undefined, end: () => ended.push(name) });
    await (await open()).read(honest, "blob", visit("honest"));
    swap(honest, given.store("blob", "forged\n"));
    await expect((await open()).read(honest, "blob", visit("forged"))).rejects.toThrow();
    expect(ended).toEqual(["honest"]);
  });

  it("refuses an object that is not there, and every request after a failure", async () => {
    const stream = await open();
    const there = given.store("blob", "x");
    await expect(text(stream, "1".repeat(40))).rejects.toMatchObject({ code: "git-failed" });
    await expect(text(stream, there)).rejects.toMatchObject({ code: "git-failed" });
  });

  it("fails every waiting request when a visitor refuses one", async () => {
    const stream = await open();
    const id = given.store("blob", "x".repeat(2 ** 20));
    const reads = [wholeObject(stream, id, "blob", 10), wholeObject(stream, id, "blob", 2 ** 21)];
    const results = await Promise.allSettled(reads);
    expect(results.map((result) => result.status)).toEqual(["rejected", "rejected"]);
    await expect(reads[0]).rejects.toMatchObject({ code: "source-too-large" });
  });

  it.each([
    ["bytes after a body that are no line break", "echo \"$id blob 1\"; printf 'xy'"],
    ["a header without end", "head -c 1000 /dev/zero"],
    ["a header of another form", 'echo "$id blob"'],
    [
      "an object nobody asked for",
      "printf '%s blob 1\\nx\\n%s blob 1\\nx\\n' 11f6ad8ec52a2984abaafd7c3b516503785c2072 11f6ad8ec52a2984abaafd7c3b516503785c2072",
    ],
    ["an early end", "printf '%s blob 9\\nabc' \"$id\"; exit 0"],
    ["nothing", "exit 3"],
  ])("refuses %s", async (_what, script) => {
    const stream = await open(answering(script));
    // The id of a blob "x": the answer itself is honest where one arrives.
    const id = "c1b0730e0133447badf70fdaa8dd9b9a2ed8b9e5";
    const first = text(stream, id).catch((error: unknown) => error);
    await first;
    await expect(text(stream, id)).rejects.toMatchObject({
      code: expect.stringMatching(/^(git-failed|object-mismatch)$/) as unknown,
    });
  });

  it("says what the program said before it ended", async () => {
    const stream = await open(answering("echo 'fatal: no such store' >&2; exit 1"));
    await expect(text(stream, "1".repeat(40))).rejects.toThrow(/no such store/);
  });

  it("reports a program that cannot be started", async () => {
    const stream = await open(path.join(base, "absent"));
    await expect(text(stream, "1".repeat(40))).rejects.toMatchObject({ code: "git-failed" });
  });

  it("ends at an interruption, also in the middle of an object", async () => {
    const stream = await open(answering('echo "$id blob 9"; printf abc'));
    const reading = text(stream, "1".repeat(40)).catch((error: unknown) => error);
    setTimeout(() => {
      controller.abort();
    }, 50);
    expect(await reading).toMatchObject({ code: "interrupted" });
  });
});
