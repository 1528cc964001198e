import { constants, zstdCompressSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { ZSTD } from "../../../../src/core/archive/zstd/zstd-frame.ts";
import {
  parseZstdHeader,
  serialiseZstdHeader,
} from "../../../../src/core/archive/zstd/zstd-header.ts";
import { join, patched, tarOf } from "../../../support/archives.ts";
import { readBytes, refusalOf } from "../../../support/read-archive.ts";

const MAGIC = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd);
const tar = tarOf([{ path: "a", body: "some content" }]);
const zstd = packed(tar);

function packed(content: Uint8Array, declared = true): Uint8Array {
  const bytes = zstdCompressSync(content, {
    params: { [constants.ZSTD_c_checksumFlag]: 1, [constants.ZSTD_c_contentSizeFlag]: +declared },
  });
  return new Uint8Array(bytes);
}

/** A frame of one raw block, written byte by byte: descriptor, what follows it in the header, content. */
function rawFrame(descriptor: number, header: readonly number[], content: string): Uint8Array {
  const block = (content.length << 3) | 1;
  const start = [descriptor, ...header, block & 255, (block >> 8) & 255, block >> 16];
  return join(MAGIC, Uint8Array.from(start), content);
}

const SINGLE = 0x20;
const skippable = join("\x50\x2a\x4d\x18\x03\0\0\0", "abc");

const REFUSED: readonly (readonly [name: string, bytes: Uint8Array, expected: string])[] = [
  ["half a header", zstd.subarray(0, 5), "zstd-header@5"],
  ["a magic alone", zstd.subarray(0, 4), "zstd-header@4"],
  ["the reserved flag", rawFrame(SINGLE | 8, [1], "x"), "zstd-header@4"],
  ["the unused flag", rawFrame(SINGLE | 16, [1], "x"), "zstd-header@4"],
  ["G7 a dictionary of one byte", rawFrame(SINGLE | 1, [7, 1], "x"), "zstd-dictionary@4"],
  ["a dictionary of four bytes", rawFrame(SINGLE | 3, [7, 0, 0, 0, 1], "x"), "zstd-dictionary@4"],
  ["a window above 128 MiB", rawFrame(0, [(17 << 3) | 1], "x"), "zstd-window@5"],
  ["a single segment above 128 MiB", rawFrame(SINGLE | 0x80, [1, 0, 0, 8], "x"), "zstd-window@5"],
  ["a declared size that is too large", rawFrame(SINGLE, [2], "x"), "zstd-"],
  ["a declared size that is too small", rawFrame(SINGLE, [1], "xy"), "zstd-"],
  ["a block of the reserved type", join(MAGIC, "\x20\x01\x0f\0\0x"), "zstd-data@6"],
  ["a cut block", zstd.subarray(0, -5), "zstd-data@0"],
  ["a cut checksum", zstd.subarray(0, -1), "zstd-data@0"],
  ["a header without blocks", rawFrame(SINGLE, [1], "x").subarray(0, 6), "zstd-data@0"],
  [
    "a wrong checksum",
    patched(zstd, zstd.length - 1, Uint8Array.of((zstd.at(-1) ?? 0) ^ 1)),
    "zstd-checksum@0",
  ],
  ["G7 a skippable frame in front", join(skippable, zstd), "zstd-skippable-frame@0"],
  ["a skippable frame alone", skippable, "zstd-skippable-frame@0"],
  ["G7 a skippable frame behind", join(zstd, skippable), behind("zstd-skippable-frame")],
  ["G7 another frame", join(zstd, zstd), behind("zstd-multiple-frames")],
  ["an empty frame behind", join(zstd, packed(new Uint8Array())), behind("zstd-multiple-frames")],
  ["text behind", join(zstd, "text"), behind("zstd-trailing-data")],
  ["one byte behind", join(zstd, "\0"), behind("zstd-trailing-data")],
];

function behind(code: string): string {
  return `${code}@${String(zstd.length)}`;
}

describe("the zstd reader refuses", () => {
  it.each(REFUSED)("%s", async (_, bytes, expected) => {
    const refusal = await refusalOf(bytes);
    expect(refusal).toMatch(expected.endsWith("-") ? /^zstd-(?:size|data)@0$/ : expected);
    expect(await refusalOf(bytes, { pieces: [1] })).toBe(refusal);
    expect(await refusalOf(bytes, { pieces: [9, 3, 20] })).toBe(refusal);
  });

  it.each([
    ["zstd-size", zstd, tar.length + 1],
    ["zstd-data", zstd.subarray(0, -1), tar.length],
  ])("%s also where a decoder would not mind", (code, bytes, size) => {
    const frame = ZSTD.open(bytes);
    frame?.measure?.(bytes);
    expect(() => frame?.ended(size)).toThrow(expect.objectContaining({ code }));
  });
});

describe("the zstd reader", () => {
  it("reads a tar, with what the frame says of itself as fields", async () => {
    expect(await layersOf(zstd)).toEqual([
      [
        "zstd",
        [
          ["zstd.size-width", "2"],
          ["zstd.checksum", "1"],
        ],
      ],
    ]);
    expect(await layersOf(packed(tar, false))).toMatchObject([
      [
        "zstd",
        [
          ["zstd.window", expect.any(String)],
          ["zstd.checksum", "1"],
        ],
      ],
    ]);
  });

  it("reads blocks of all three types", async () => {
    const rle = join(MAGIC, Uint8Array.of(SINGLE, 5, (5 << 3) | 3, 0, 0), "x");
    for (const bytes of [rle, rawFrame(SINGLE, [5], "xxxxx"), packed(Buffer.from("xxxxx"))]) {
      expect(await readBytes(bytes)).toMatchObject({ kind: "opaque", content: { size: 5 } });
    }
  });

  it("reads a frame of many blocks in any chunks", async () => {
    const content = Buffer.concat(
      Array.from({ length: 9000 }, (_, at) => Buffer.from(`${String(at * at)} `.repeat(9))),
    );
    const bytes = packed(content);
    const whole = await readBytes(bytes);
    expect(whole).toMatchObject({ kind: "opaque", content: { size: content.length } });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 20_000 }), { minLength: 1 }),
        async (pieces) => {
          expect(await readBytes(bytes, { pieces })).toEqual(whole);
        },
      ),
      { numRuns: 15 },
    );
  });

  it("counts its output against the cap", async () => {
    const bomb = packed(new Uint8Array(1 << 20), false);
    expect(await refusalOf(bomb, { limits: { output: 1 << 19 } })).toBe("limit-output@0");
  });

  it("sees each flipped bit as a refusal, another field, another stream or another content", async () => {
    const bytes = packed(Buffer.from("text"));
    const original = JSON.stringify(await described(bytes));
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const byte = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const flipped = patched(bytes, bit >> 3, Uint8Array.of(byte));
      expect(JSON.stringify(await described(flipped))).not.toBe(original);
    }
  });

  it("writes every header again that it reads", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (rest) => {
        const bytes = join(MAGIC, rest);
        let header: ReturnType<typeof parseZstdHeader>;
        try {
          header = parseZstdHeader(bytes);
        } catch {
          return;
        }
        const length = header?.length ?? 0;
        const again = serialiseZstdHeader(header?.fields ?? new Map(), header?.contentSize ?? 0n);
        expect([...again]).toEqual([...bytes.subarray(0, length)]);
      }),
      { numRuns: 2000 },
    );
  });
});

async function layersOf(bytes: Uint8Array): Promise<unknown> {
  const reading = await readBytes(bytes);
  if (reading.kind !== "archive") return reading;
  return reading.layers.map(({ format, fields }) => [format, [...fields]]);
}

/** What was read, without the digest of the file itself, which any change changes. */
async function described(bytes: Uint8Array): Promise<unknown> {
  const reading = await readBytes(bytes);
  if (reading.kind !== "opaque") return reading.kind;
  return [reading.content, reading.layers.map((layer) => [[...layer.fields], layer.packed])];
}
