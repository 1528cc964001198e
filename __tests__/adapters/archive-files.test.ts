import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  appendFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join as joinPath } from "node:path";
import { archiveFiles } from "../../src/adapters/archive-files.ts";
import { DEFAULT_LIMITS } from "../../src/core/archive/limits.ts";
import type { Reading } from "../../src/core/archive/model.ts";
import { GateError, InterruptedError } from "../../src/core/errors.ts";
import { pathFromText } from "../../src/core/path-bytes.ts";
import { gzipOf, join, tarOf, zipOf } from "../support/archives.ts";

const never = new AbortController().signal;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(joinPath(tmpdir(), "archive-files-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function written(name: string, bytes: Uint8Array | string): string {
  const file = joinPath(folder, name);
  writeFileSync(file, bytes);
  return file;
}

function read(file: string, inside: readonly string[] = []): Promise<Reading> {
  return archiveFiles.read(file, inside.map(pathFromText), DEFAULT_LIMITS, never);
}

function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** `code: found` of the error. */
async function errorOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return "none";
  } catch (error) {
    return error instanceof GateError ? `${error.code}: ${error.found}` : String(error);
  }
}

/** Digest per path, for files. */
function digests(reading: Reading): Record<string, string | null> {
  if (reading.kind !== "archive") throw new Error(JSON.stringify(reading));
  return Object.fromEntries(reading.archive.entries.map((entry) => [entry.path, entry.sha256]));
}

describe("size", () => {
  it("is that of the whole file", async () => {
    expect(await archiveFiles.size(written("f", randomBytes(700_001)))).toBe(700_001);
  });
});

describe("the time that reading takes", () => {
  it("ends reading when it is over, and not before", async () => {
    const file = written("large", "");
    truncateSync(file, 256 * 2 ** 20);
    const readWithin = (time: number): Promise<Reading> =>
      archiveFiles.read(file, [], { ...DEFAULT_LIMITS, time }, never);
    const ended = await readWithin(1);
    expect(ended).toMatchObject({ kind: "refused", refusal: { code: "limit-time" } });
    expect(ended.file.size).toBe(256 * 2 ** 20);
    expect((await read(written("small", "no archive"))).kind).toBe("opaque");
  });
});

describe("fingerprint", () => {
  it("is of the whole file, also above one piece", async () => {
    const bytes = randomBytes(700_001);
    const got = await archiveFiles.fingerprint(written("f", bytes), never);
    expect(got).toEqual({ size: 700_001, sha256: sha256(bytes) });
  });

  it("is of an empty file, too", async () => {
    const got = await archiveFiles.fingerprint(written("f", ""), never);
    expect(got).toEqual({ size: 0, sha256: sha256("") });
  });
});

describe("a file that is not used", () => {
  const both = async (file: string): Promise<string> => {
    const answer = await errorOf(read(file));
    expect(await errorOf(archiveFiles.fingerprint(file, never))).toBe(answer);
    expect(await errorOf(archiveFiles.size(file))).toBe(answer);
    return answer;
  };

  it("is one that is not there", async () => {
    expect(await both(joinPath(folder, "none"))).toBe("file-missing: none");
    expect(await both(joinPath(written("f", ""), "below"))).toBe("file-missing: none");
  });

  it("is a symbolic link, even to an archive", async () => {
    const link = joinPath(folder, "link");
    symlinkSync(written("a.tar", tarOf([{ path: "a" }])), link);
    expect(await both(link)).toBe("file-unusable: a symbolic link");
  });

  it("is a file with a second name", async () => {
    const file = written("a.tar", tarOf([{ path: "a" }]));
    linkSync(file, joinPath(folder, "other"));
    expect(await both(file)).toMatch(/^file-unusable: a file of 2 names/);
  });

  it("is a folder or a pipe", async () => {
    mkdirSync(joinPath(folder, "d"));
    execFileSync("mkfifo", [joinPath(folder, "p")]);
    expect(await both(joinPath(folder, "d"))).toMatch(
      /^file-unusable: something that is no regular/,
    );
    expect(await both(joinPath(folder, "p"))).toMatch(
      /^file-unusable: something that is no regular/,
    );
  });
});

describe("read", () => {
  it("reads archives of many pieces", async () => {
    const noise = randomBytes(900_000);
    const text = "line of text\n".repeat(100_000);
    const entries = [
      { path: "noise", body: noise },
      { path: "text", body: text },
      { path: "small", body: "s" },
    ];
    const expected = { noise: sha256(noise), text: sha256(text), small: sha256("s") };
    expect(digests(await read(written("a.tar", tarOf(entries))))).toEqual(expected);
    expect(digests(await read(written("a.tgz", gzipOf(tarOf(entries)))))).toEqual(expected);
    expect(digests(await read(written("a.zip", zipOf(entries))))).toEqual(expected);
  });

  it("inflates a member that is too large for one call", async () => {
    const zeros = new Uint8Array(17 * 1024 * 1024);
    const noise = randomBytes(1_200_000);
    const file = written(
      "a.zip",
      zipOf([
        { path: "noise", body: noise },
        { path: "z", body: zeros },
      ]),
    );
    expect(digests(await read(file))).toEqual({ noise: sha256(noise), z: sha256(zeros) });
  });

  it("gives refusals as values, with the digest of the whole file", async () => {
    const bytes = join(tarOf([{ path: "../a" }]), new Uint8Array(600_000), "end");
    const reading = await read(written("a.tar", bytes));
    expect(reading).toMatchObject({
      kind: "refused",
      format: "tar",
      file: { size: bytes.length, sha256: sha256(bytes) },
      refusal: { code: "name-not-canonical", offset: 0 },
    });
  });

  it("takes a zip for a wheel by its name alone", async () => {
    const zip = zipOf([{ path: "a", body: "x", descriptor: true }]);
    expect((await read(written("a.zip", zip))).kind).toBe("archive");
    expect(await read(written("a.whl", zip))).toMatchObject({
      kind: "refused",
      refusal: { code: "zip-data-descriptor" },
    });
  });

  it("goes inside", async () => {
    const inner = gzipOf(tarOf([{ path: "deep", body: "content" }]));
    const file = written("a.zip", zipOf([{ path: "x" }, { path: "in", body: inner }]));
    const reading = await read(file, ["in"]);
    expect(reading).toMatchObject({ kind: "archive", file: { sha256: sha256(inner) } });
    expect(digests(reading)).toEqual({ deep: sha256("content") });
  });

  it("counts the ratio over the size of the file", async () => {
    const bomb = gzipOf(new Uint8Array(4_000_000));
    const limits = { ...DEFAULT_LIMITS, ratioFloor: 1_000_000 };
    const file = written("bomb", bomb);
    expect(await archiveFiles.read(file, [], limits, never)).toMatchObject({
      kind: "refused",
      refusal: { code: "limit-ratio" },
    });
    const padded = written("padded", gzipOf(join(new Uint8Array(4_000_000), randomBytes(30_000))));
    expect((await archiveFiles.read(padded, [], limits, never)).kind).toBe("opaque");
  });

  it("stops when asked to", async () => {
    const stopped = AbortSignal.abort(new Error("enough"));
    const file = written("a.tar", tarOf([{ path: "a" }]));
    await expect(archiveFiles.read(file, [], DEFAULT_LIMITS, stopped)).rejects.toThrow(
      InterruptedError,
    );
    await expect(archiveFiles.fingerprint(file, stopped)).rejects.toThrow(InterruptedError);
  });

  it("stops in the middle of what a small file expands to", async () => {
    const controller = new AbortController();
    const file = written("a.gz", gzipOf(new Uint8Array(60_000_000)));
    const reading = archiveFiles.read(file, [], DEFAULT_LIMITS, controller.signal);
    setTimeout(() => {
      controller.abort();
    }, 5);
    await expect(reading).rejects.toThrow(InterruptedError);
  });

  it.each([
    [
      "shorter",
      (file: string) => {
        truncateSync(file, 600_000);
      },
    ],
    [
      "longer",
      (file: string) => {
        appendFileSync(file, "more");
      },
    ],
  ])("says that a file became %s while it was read", async (_, change) => {
    const file = written("a", randomBytes(3_000_000));
    const signal = new AbortController().signal;
    // Looked at before each piece, so it marks a moment in the middle of reading.
    Object.defineProperty(signal, "aborted", {
      get: () => {
        change(file);
        return false;
      },
    });
    const changed = "file-unusable: a file that changed while it was read";
    expect(await errorOf(archiveFiles.fingerprint(file, signal))).toBe(changed);
  });
});

describe("bodies", () => {
  const entries = [
    { path: "a", body: "first" },
    { path: "b", body: "second" },
    { path: "long", body: "x".repeat(5000) },
  ];
  const bodies = async (
    file: string,
    paths: readonly string[],
    inside: readonly string[] = [],
  ): Promise<Record<string, string>> => {
    const got = await archiveFiles.bodies(
      file,
      inside.map(pathFromText),
      paths.map(pathFromText),
      1000,
      DEFAULT_LIMITS,
      never,
    );
    return Object.fromEntries(
      Array.from(got, ([path, body]) => [path, new TextDecoder().decode(body)]),
    );
  };

  it("are those that were asked for, are there, and are short enough", async () => {
    for (const bytes of [tarOf(entries), gzipOf(tarOf(entries)), zipOf(entries)]) {
      expect(await bodies(written("f", bytes), ["b", "long", "none"])).toEqual({ b: "second" });
    }
  });

  it("may be those of an archive inside", async () => {
    const file = written("f", zipOf([{ path: "in", body: gzipOf(tarOf(entries)) }]));
    expect(await bodies(file, ["a", "in"], ["in"])).toEqual({ a: "first" });
  });

  it("are the content under the empty path where there is no archive", async () => {
    expect(await bodies(written("f", gzipOf("text")), [""])).toEqual({ "": "text" });
    expect(await bodies(written("g", gzipOf("x".repeat(1001))), [""])).toEqual({});
  });

  it("are none of an archive that is refused, whatever came before", async () => {
    const file = written("f", tarOf([...entries, { path: "a" }]));
    expect(await errorOf(bodies(file, ["a"]))).toMatch(/^name-duplicate: /);
    const unread = written("g", "MSCF\0\0\0\0");
    expect(await errorOf(bodies(unread, [""]))).toMatch(/^container-unsupported: /);
  });
});
