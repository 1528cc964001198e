import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { xzFormat } from "../../../../src/core/archive/xz/xz-frame.ts";
import { join, patched, tarOf } from "../../../support/archives.ts";
import { readBytes, refusalOf } from "../../../support/read-archive.ts";
import {
  storedChunk,
  uint32,
  vli,
  xzOf,
  type XzBlock,
  type XzOptions,
} from "../../../support/xz.ts";

const xz = xzOf([{ content: "text" }]);
/** Where the only block and the index of `xz` begin: 12 of header, 12 of block header, 8 of chunks, 4 of check. */
const BLOCK = 12;
const DATA = 24;
const INDEX = 36;
const FOOTER = INDEX + 8;

/** The LZMA2 filter with this byte of properties. */
function dictionary(property: number): Partial<XzBlock> {
  return { filter: Uint8Array.of(0x21, 1, property) };
}

function one(block: Partial<XzBlock>, options: XzOptions = {}): Uint8Array {
  return xzOf([{ content: "text", ...block }], options);
}

/** The stream with its block cut from `xz`'s, of a header that declares sizes. */
function declaring(flags: number, ...sizes: readonly number[]): Uint8Array {
  return one({ flags, sizes: join(...sizes.map(vli)) });
}

/** No content check: the record counts none, either. */
const unchecked = one({ check: new Uint8Array(0) }, { check: 0 });

const REFUSED: readonly (readonly [name: string, bytes: Uint8Array, expected: string])[] = [
  ["half a header", xz.subarray(0, 7), "xz-header@7"],
  ["another checksum of the header", one({}, { headerCrc: 1 }), "xz-header@8"],
  [
    "a reserved flag",
    patched(xz, 6, join(Uint8Array.of(1, 1), uint32(crc32(Uint8Array.of(1, 1))))),
    "xz-header@6",
  ],
  [
    "a reserved bit beside the check",
    patched(xz, 6, join(Uint8Array.of(0, 17), uint32(crc32(Uint8Array.of(0, 17))))),
    "xz-header@6",
  ],
  ["content without a check", unchecked, "xz-check@7"],
  [
    "a check that nobody has defined",
    one({ check: new Uint8Array(16) }, { check: 7 }),
    "xz-check@7",
  ],
  [
    "another checksum of a block header",
    one({ headerCrc: 1 }),
    `xz-block-header@${String(DATA - 4)}`,
  ],
  ["a reserved flag of a block", one({ flags: 4 }), `xz-block-header@${String(BLOCK)}`],
  ["bytes that fill a block header", one({ headerPadding: 1 }), `xz-block-header@${String(BLOCK)}`],
  ["properties of two bytes", one({ filter: Uint8Array.of(0x21, 2, 22, 0) }), "xz-block-header@12"],
  [
    "properties behind the header",
    one({ filter: Uint8Array.of(0x21, 1), sizes: vli(1), flags: 64 }),
    "xz-",
  ],
  [
    "a number without end",
    one({ flags: 64, sizes: new Uint8Array(5).fill(255), filter: new Uint8Array(0) }),
    "xz-block-header@12",
  ],
  // The checksum behind it would end the number, and with it the header.
  [
    "a number that goes on behind the header",
    one({ flags: 64, sizes: Uint8Array.of(128, 129), filter: new Uint8Array(0) }),
    "xz-block-header@12",
  ],
  [
    "properties that would be the header's checksum",
    one({ flags: 64, sizes: vli(2_097_177), filter: Uint8Array.of(0x21, 1) }),
    "xz-block-header@12",
  ],
  ["a second filter that is not there", one({ flags: 1 }), "xz-filter@12"],
  [
    "a number of ten bytes",
    one({ flags: 64, sizes: Uint8Array.of(...Array.from({ length: 9 }, () => 255), 1) }),
    "xz-block-header@12",
  ],
  [
    "a number with a needless byte",
    one({ flags: 64, sizes: Uint8Array.of(0x88, 0) }),
    "xz-block-header@12",
  ],
  [
    "a filter for programs in front",
    one({ flags: 1, filter: Uint8Array.of(4, 0, 0x21, 1, 22) }),
    "xz-filter@12",
  ],
  ["another filter than LZMA2", one({ filter: Uint8Array.of(3, 1, 0) }), "xz-filter@12"],
  ["a dictionary above 128 MiB", one(dictionary(31)), "xz-dictionary@12"],
  ["a dictionary of no size", one(dictionary(41)), "xz-block-header@12"],
  ["a chunk of no kind", one({ chunks: "\x03" }), `xz-data@${String(DATA)}`],
  ["a wrong check", one({ check: uint32(1) }), "xz-data@12"],
  [
    "a chunk that is no LZMA",
    one({ chunks: Uint8Array.of(0xe0, 0, 3, 0, 5, 93, 255, 1, 2, 3, 4, 5) }),
    "xz-data@12",
  ],
  ["a declared packed size that is wrong", declaring(64, 9), "xz-size@24"],
  ["a declared size that is wrong", declaring(128, 5), "xz-size@24"],
  ["padding of a block that is not zero", one({ content: "texts", padding: 1 }), "xz-padding@33"],
  ["an index of too many blocks", one({}, { count: vli(2) }), `xz-index@${String(INDEX)}`],
  [
    "an index of too few blocks",
    one({ record: new Uint8Array(0) }, { count: vli(0) }),
    `xz-index@${String(INDEX)}`,
  ],
  [
    "an index with another size",
    one({ record: join(vli(24), vli(5)) }),
    `xz-index@${String(INDEX)}`,
  ],
  [
    "an index with another packed size",
    one({ record: join(vli(25), vli(4)) }),
    `xz-index@${String(INDEX)}`,
  ],
  [
    "an index with a number of a needless byte",
    one({}, { count: Uint8Array.of(0x81, 0) }),
    `xz-index@${String(INDEX + 2)}`,
  ],
  [
    "padding of the index that is not zero",
    xzOf([{ content: "text" }, { content: "text" }], { indexPadding: 1 }),
    "xz-index@66",
  ],
  ["another checksum of the index", one({}, { indexCrc: 1 }), `xz-index@${String(INDEX + 4)}`],
  ["another backward size", one({}, { backwardSize: 2 }), `xz-footer@${String(FOOTER)}`],
  [
    "a footer of another check",
    one({}, { footerFlags: Uint8Array.of(0, 4) }),
    `xz-footer@${String(FOOTER)}`,
  ],
  ["another checksum of the footer", one({}, { footerCrc: 1 }), `xz-footer@${String(FOOTER)}`],
  ["another magic of the footer", one({}, { footerMagic: "ZY" }), `xz-footer@${String(FOOTER)}`],
  ["a cut block", xz.subarray(0, 30), "xz-data@12"],
  ["a cut footer", xz.subarray(0, -1), "xz-data@12"],
  ["a header alone", xz.subarray(0, 12), "xz-data@12"],
  ["G7 a second stream", join(xz, xz), behind("xz-multiple-streams")],
  ["an empty stream behind", join(xz, xzOf([])), behind("xz-multiple-streams")],
  ["G7 stream padding", join(xz, "\0\0\0\0"), behind("xz-stream-padding")],
  ["stream padding, then a stream", join(xz, "\0\0\0\0\0\0\0\0", xz), behind("xz-stream-padding")],
  ["text behind", join(xz, "text behind"), behind("xz-trailing-data")],
  ["one byte behind", join(xz, "x"), behind("xz-trailing-data")],
];

function behind(code: string): string {
  return `${code}@${String(xz.length)}`;
}

describe("the xz reader refuses", () => {
  it.each(REFUSED)("%s", async (_, bytes, expected) => {
    const refusal = await refusalOf(bytes);
    if (expected !== "xz-") expect(refusal).toBe(expected);
    expect(refusal).toMatch(/^xz-/);
    expect(await refusalOf(bytes, { pieces: [1] })).toBe(refusal);
    expect(await refusalOf(bytes, { pieces: [9, 3, 20] })).toBe(refusal);
  });

  it.each([
    ["xz-size", xz, 5],
    ["xz-data", xz.subarray(0, -1), 4],
  ])("%s also where a decoder would not mind", (code, bytes, size) => {
    const frame = xzFormat(crc32).open(bytes);
    frame?.measure?.(bytes);
    expect(() => frame?.ended(size)).toThrow(expect.objectContaining({ code }));
  });
});

/** `seq 9 | xz -9 --check=sha256`, by XZ Utils 5.4.1: one LZMA chunk, a dictionary of 64 MiB. */
const BY_XZ =
  "/Td6WFoAAArh+wyhAgAhARwAAAAQz1jMAQARMQoyCjMKNAo1CjYKNwo4CjkKAAAAkM2vE/Vk5NLnZwb4QialVKK7" +
  "2yVCwuSHZNFr/9F7s4oAAUIS5OlwERibS5oBAAAAAApZWg==";

/** `printf %999s x | xz --check=crc64`, by XZ Utils 5.4.1: a chunk that is compressed. */
const COMPRESSED_BY_XZ =
  "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4APmAA1dABBv+7/+o7C26TnAAAAAAAAAtVQ2AsO7q6wAASnn" +
  "BwAAAFWj1eSxxGf7AgAAAAAEWVo=";

describe("the xz reader", () => {
  it("reads a tar, with what the stream says of itself as fields", async () => {
    const tar = tarOf([{ path: "a", body: "some content" }]);
    const reading = await readBytes(xzOf([{ content: tar }]));
    expect(reading.kind === "archive" && reading.layers.map((layer) => [...layer.fields])).toEqual([
      [
        ["xz.check", "crc32"],
        ["xz.blocks", "1"],
        ["xz.dictionary", "8388608"],
      ],
    ]);
  });

  it.each([
    [BY_XZ, "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "sha256"],
    [COMPRESSED_BY_XZ, "x".padStart(999), "crc64"],
  ])("reads what xz wrote", async (base64, content, check) => {
    const reading = await readBytes(new Uint8Array(Buffer.from(base64, "base64")));
    expect(reading).toMatchObject({
      kind: "opaque",
      content: { sha256: createHash("sha256").update(content).digest("hex") },
    });
    expect(reading.kind === "opaque" && reading.layers[0]?.fields.get("xz.check")).toBe(check);
  });

  it("reads several blocks, declared sizes and the largest allowed dictionary", async () => {
    const sizes = join(vli(9), vli(5));
    const bytes = xzOf([
      { content: "first", flags: 0xc0, sizes, ...dictionary(30) },
      { content: "next", chunks: join(storedChunk("ne"), storedChunk("xt")) },
    ]);
    const reading = await readBytes(bytes);
    expect(reading).toMatchObject({ kind: "opaque", content: { size: 9 } });
    expect(reading.kind === "opaque" && [...(reading.layers[0]?.fields ?? [])]).toEqual([
      ["xz.check", "crc32"],
      ["xz.blocks", "2"],
      ["xz.dictionary", String(128 * 1024 * 1024)],
      ["xz.sizes", "1"],
    ]);
  });

  it.each([
    ["packed size", declaring(64, 8)],
    ["size", declaring(128, 4)],
  ])("tells that a block declares its %s", async (_, bytes) => {
    const reading = await readBytes(bytes);
    expect(reading.kind === "opaque" && reading.layers[0]?.fields.get("xz.sizes")).toBe("1");
  });

  it("reads a stream without blocks", async () => {
    expect(await readBytes(xzOf([]))).toMatchObject({ kind: "opaque", content: { size: 0 } });
  });

  it("gives the same for any chunks", async () => {
    const bytes = xzOf([{ content: "first" }, { content: "x".repeat(40_000) }]);
    const whole = await readBytes(bytes);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 1 }),
        async (pieces) => {
          expect(await readBytes(bytes, { pieces })).toEqual(whole);
        },
      ),
      { numRuns: 10 },
    );
  });

  it("counts its output against the cap", async () => {
    expect(await refusalOf(one({ content: "x".repeat(999) }), { limits: { output: 998 } })).toBe(
      "limit-output@0",
    );
  });

  it("takes no flipped bit behind the magic", async () => {
    for (let bit = 48; bit < xz.length * 8; bit++) {
      const byte = (xz[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const flipped = patched(xz, bit >> 3, Uint8Array.of(byte));
      expect((await readBytes(flipped)).kind).toBe("refused");
    }
  });
});
