import { describe, expect, it } from "@jest/globals";
import { constants, crc32, deflateRawSync, gunzipSync, inflateRawSync } from "node:zlib";
import { StreamDriver } from "../../../src/adapters/stream-driver.ts";
import { LimitCounters } from "../../../src/core/archive/limit-counters.ts";
import { DEFAULT_LIMITS, type Limits } from "../../../src/core/archive/limits.ts";
import { StreamReader } from "../../../src/core/archive/stream-reader.ts";
import { gzipOf, join, patched, tarOf, zipOf, type ZipEntry } from "../../support/archives.ts";
import { gzipQuine } from "../../support/quine.ts";
import { readBytes, refusalOf } from "../../support/read-archive.ts";
import { zipQuine } from "../../support/zip-quine.ts";

const MiB = 2 ** 20;

/** What the reader makes of a file that is never there as a whole: `code@offset`, or the kind of reading. */
async function readStream(
  pieces: Iterable<Uint8Array>,
  fileSize: number,
  limits: Partial<Limits> = {},
): Promise<string> {
  const reader = new StreamReader({
    counters: new LimitCounters({ ...DEFAULT_LIMITS, ...limits }, fileSize),
    crc32,
    profile: null,
    inside: [],
    sink: null,
    containers: 0,
    compressors: 0,
  });
  const driver = new StreamDriver(reader, new AbortController().signal);
  let fed = 0;
  for (const piece of pieces) {
    await driver.feed(piece);
    fed += piece.length;
  }
  await driver.end();
  driver.close();
  expect(fed).toBe(fileSize);
  const reading = reader.readingInside();
  expect(reading.file.size).toBe(fileSize);
  return reading.kind === "refused"
    ? `${reading.refusal.code}@${String(reading.refusal.offset)}`
    : reading.kind;
}

/** Deflated zeros that can be put one behind the other: each piece ends on a byte and refers to nothing before it. */
const zeros = deflateRawSync(new Uint8Array(MiB), { finishFlush: constants.Z_FULL_FLUSH });
const lastBlock = deflateRawSync(new Uint8Array(0));

/** So many mebibytes of zeros between these bytes. */
function* bomb(
  before: Uint8Array,
  mebibytes: number,
  after: Uint8Array,
): Generator<Uint8Array, void, void> {
  yield before;
  const many = join(...Array.from({ length: 100 }, () => zeros));
  for (let left = mebibytes; left > 0; left -= 100) {
    yield left >= 100 ? many : many.subarray(0, left * zeros.length);
  }
  yield join(lastBlock, after);
}

const gzipHead = gzipOf("").slice(0, 10);
const zipHead = zipOf([{ path: "zeros", descriptor: true, method: "deflate" }]).slice(0, 35);

function sizeOf(mebibytes: number, before: Uint8Array, after: Uint8Array): number {
  return before.length + mebibytes * zeros.length + lastBlock.length + after.length;
}

describe("ten gigabytes of zeros in ten megabytes", () => {
  const end = new Uint8Array(8);
  const gigabytes = 10_240;

  it("are that", () => {
    expect(sizeOf(gigabytes, gzipHead, end)).toBeLessThan(11 * MiB);
  });

  it.each([
    ["gzip", gzipHead, 10],
    ["zip", zipHead, 35],
  ])("in %s are refused for their ratio, and for each cap on output", async (_, head, data) => {
    const read = (limits?: Partial<Limits>): Promise<string> =>
      readStream(bomb(head, gigabytes, end), sizeOf(gigabytes, head, end), limits);
    const at = `@${String(data)}`;
    // A file of ten megabytes may give two gigabytes by the default ratio; a lower one ends the test sooner.
    expect(await read({ output: 70 * MiB })).toBe(`limit-output${at}`);
    expect(await read({ ratio: 7 })).toBe(`limit-ratio${at}`);
    if (data === 35) expect(await read({ entry: 70 * MiB })).toMatch(/^limit-entry@/);
  });

  it("pass the default ratio after two gigabytes, and no later", () => {
    const size = sizeOf(gigabytes, gzipHead, end);
    const counters = new LimitCounters(DEFAULT_LIMITS, size);
    const count = (bytes: number) => (): void => {
      counters.countOutput(bytes, 10);
    };
    expect(count(200 * size)).not.toThrow();
    expect(count(1)).toThrow();
  });

  it("are read as far as a limit is set higher", async () => {
    const content = 80 * MiB;
    const trailer = gzipOf(new Uint8Array(content), { packed: new Uint8Array(0) }).slice(10);
    const read = (limits?: Partial<Limits>): Promise<string> =>
      readStream(bomb(gzipHead, 80, trailer), sizeOf(80, gzipHead, trailer), limits);
    expect(await read()).toBe("limit-ratio@10");
    expect(await read({ ratio: 2000 })).toBe("opaque");
    expect(await read({ ratioFloor: content })).toBe("opaque");
  });
});

/** Local headers of empty files `f000000` and up, a thousand at a time, then an end record that lists none. */
function* emptyFiles(count: number): Generator<Uint8Array, void, void> {
  const header = zipOf([{ path: "f000000", method: "stored" }]).slice(0, 37);
  const thousand = join(...Array.from({ length: 1000 }, () => header));
  for (let first = 0; first < count; first += 1000) {
    for (let at = 0; at < thousand.length; at += 37) {
      const digits = String(first + at / 37).padStart(6, "0");
      for (let place = 0; place < 6; place++) thousand[at + 31 + place] = digits.charCodeAt(place);
    }
    yield thousand;
  }
  yield zipOf([]);
}

describe("a million empty entries", () => {
  it.each([500_000, 4000])("are refused at the first one above a cap of %d", async (entries) => {
    const count = 1_000_000;
    const refused = await readStream(emptyFiles(count), count * 37 + 22, { entries });
    expect(refused).toBe(`limit-entries@${String(entries * 37)}`);
  });

  it("are read up to a cap that is set to their number, in tar and in zip", async () => {
    const empty = Array.from({ length: 300 }, (_, n) => ({ path: `f${String(n)}` }));
    for (const bytes of [tarOf(empty), zipOf(empty)]) {
      expect(await refusalOf(bytes, { limits: { entries: 300 } })).toBe("archive");
      expect(await refusalOf(bytes, { limits: { entries: 299 } })).toMatch(/^limit-entries@/);
    }
  });
});

describe("forty-two archives inside one another", () => {
  const inside = Array.from({ length: 41 }, () => "n");
  const nested = (wrap: (body: Uint8Array) => Uint8Array): Uint8Array => {
    let bytes = wrap(new Uint8Array(0));
    for (let left = inside.length; left > 0; left--) bytes = wrap(bytes);
    return bytes;
  };
  const stored = (body: Uint8Array): ZipEntry => ({ path: "n", body, method: "stored" });

  it.each([
    ["tar", nested((body) => tarOf([{ path: "n", body }]))],
    ["zip", nested((body) => zipOf([stored(body)]))],
    ["tar in gzip", nested((body) => gzipOf(tarOf([{ path: "n", body }])))],
  ])("of %s are refused at the third, and read where that many are allowed", async (_, bytes) => {
    expect(await refusalOf(bytes)).toBe("archive");
    expect(await refusalOf(bytes, { inside: ["n"] })).toBe("archive");
    expect(await refusalOf(bytes, { inside: ["n", "n"] })).toBe("limit-depth@0");
    expect(await refusalOf(bytes, { inside })).toBe("limit-depth@0");
    expect(await refusalOf(bytes, { inside, limits: { depth: 42 } })).toBe("archive");
    expect(await refusalOf(bytes, { inside, limits: { depth: 41 } })).toBe("limit-depth@0");
  });

  it("of gzip are refused at the third layer", async () => {
    const bytes = nested((body) => gzipOf(body));
    expect(await refusalOf(bytes)).toBe("limit-depth@0");
    expect(await refusalOf(bytes, { limits: { depth: 42 } })).toBe("opaque");
  });
});

describe("a quine", () => {
  const quine = gzipQuine();

  it("decompresses to itself", () => {
    expect(gunzipSync(quine).equals(quine)).toBe(true);
  });

  it("is refused however many layers are allowed", async () => {
    for (const depth of [0, 1, 2, 64]) {
      expect(await refusalOf(quine, { limits: { depth } })).toBe("limit-depth@0");
    }
    expect(await refusalOf(tarOf([{ path: "q", body: quine }]), { inside: ["q"] })).toBe(
      "limit-depth@0",
    );
  });

  it("with another byte is another file", async () => {
    expect(await refusalOf(patched(quine, 205, "x"))).not.toBe("opaque");
  });
});

describe("a zip that contains itself", () => {
  const quine = zipQuine();
  const inside = Array.from({ length: 42 }, () => "r");

  it("has itself as its only file", () => {
    expect(inflateRawSync(quine.subarray(31)).equals(quine)).toBe(true);
  });

  it("is read once inside itself, and refused at the third container", async () => {
    expect(await refusalOf(quine)).toBe("archive");
    expect(await refusalOf(quine, { inside: ["r"] })).toBe("archive");
    expect(await refusalOf(quine, { inside: ["r", "r"] })).toBe("limit-depth@0");
    expect(await refusalOf(quine, { inside })).toBe("limit-depth@0");
  });

  it("is the same at every level, as far as more are allowed", async () => {
    const { file } = await readBytes(quine);
    const deep = await readBytes(quine, { inside, limits: { depth: 43 } });
    expect(deep).toMatchObject({ kind: "archive", file });
    expect(await refusalOf(quine, { inside, limits: { depth: 42 } })).toBe("limit-depth@0");
  });

  it("with another byte is refused", async () => {
    expect(await refusalOf(patched(quine, 14, "x"))).toMatch(/^zip-/);
  });
});

describe("a deadline", () => {
  /** A deadline that passes when it was asked so often. */
  function after(times: number): { readonly aborted: boolean } {
    let asked = 0;
    return {
      get aborted() {
        asked += 1;
        return asked > times;
      },
    };
  }
  const body = new Uint8Array(200_000);

  it.each([
    ["a tar", tarOf([{ path: "a", body }]), 50_000],
    ["a zip", zipOf([{ path: "a", body, method: "stored" }]), 50_000],
    ["what is no archive", body, 50_000],
  ])("ends reading %s where it stands", async (_, bytes, offset) => {
    const options = { pieces: [5000], limits: { time: 5000 } };
    const reading = await readBytes(bytes, { ...options, deadline: after(2) });
    expect(reading).toMatchObject({ kind: "refused", refusal: { code: "limit-time" } });
    expect(reading.kind === "refused" && reading.refusal.offset).toBeLessThanOrEqual(offset);
    expect(reading.kind === "refused" && reading.refusal.message).toContain("5 seconds");
    expect(reading.file).toEqual((await readBytes(bytes, options)).file);
    expect(await refusalOf(bytes, { ...options, deadline: after(1000) })).not.toMatch(/^limit/);
  });

  it("ends decoding, too, which may go on for long without further input", async () => {
    const bytes = gzipOf(new Uint8Array(8 * MiB));
    expect(await refusalOf(bytes, { deadline: after(2) })).toMatch(/^limit-time@/);
    expect(await refusalOf(bytes, { deadline: after(100_000) })).toBe("opaque");
  });

  it("counts also when nothing is left but the end", async () => {
    expect(await refusalOf(body.subarray(0, 99), { deadline: after(1) })).toBe("limit-time@99");
    expect(await refusalOf(body.subarray(0, 99), { deadline: after(2) })).toBe("opaque");
  });

  it("that has passed lets nothing be read", async () => {
    expect(await refusalOf(tarOf([]), { deadline: { aborted: true } })).toMatch(/^limit-time@/);
  });
});
