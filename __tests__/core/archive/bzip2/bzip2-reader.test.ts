import { createHash } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { BZIP2 } from "../../../../src/core/archive/bzip2/bzip2-frame.ts";
import { join, patched, tarOf } from "../../../support/archives.ts";
import { bzip2Of, runsCoded, type Bzip2Block } from "../../../support/bzip2.ts";
import { readBytes, refusalOf } from "../../../support/read-archive.ts";

const bzip2 = bzip2Of([{ content: "some content" }]);

function one(block: Partial<Bzip2Block>): Uint8Array {
  return bzip2Of([{ content: "some content", ...block }]);
}

/** `bzip2` 1.0.8 on `text` and on nothing. */
const BY_BZIP2 = "QlpoMTFBWSZTWcso0y0AAACBgAIABEAgACGYGYMsLuSKcKEhllGmWg==";
const NOTHING_BY_BZIP2 = "QlpoORdyRThQkAAAAAA=";

/** 98,302 times the byte in front, in digits of runs: 15 of value two, and one of value one on top. */
const longRun = [...Array.from({ length: 15 }, () => 1), 0];

const REFUSED: readonly (readonly [name: string, bytes: Uint8Array, expected: string])[] = [
  ["half a header", bzip2.subarray(0, 3), "bzip2-header@3"],
  ["a header alone", bzip2.subarray(0, 4), "bzip2-data@4"],
  ["a cut block", bzip2.subarray(0, 30), "bzip2-data@4"],
  ["a cut end", bzip2.subarray(0, -1), "bzip2-data@4"],
  ["neither block nor end", bzip2Of([], { magic: "177245385091" }), "bzip2-data@4"],
  ["a wrong checksum of a block", one({ crc: 1 }), "bzip2-crc@4"],
  ["a wrong checksum of the content", bzip2Of([{ content: "text" }], { crc: 1 }), "bzip2-crc@4"],
  ["a randomised block", one({ randomised: 1 }), "bzip2-data@4"],
  ["a block that begins nowhere", one({ origin: 12 }), "bzip2-data@4"],
  ["a block of no bytes", one({ noBytes: true, symbols: [1], codeLength: 1 }), "bzip2-data@4"],
  ["a block of no symbols", one({ symbols: [9], codeLength: 4 }), "bzip2-data@4"],
  ["one table of codes", one({ tables: 1 }), "bzip2-data@4"],
  ["seven tables of codes", one({ tables: 7 }), "bzip2-data@4"],
  ["no selector", one({ selectors: 0 }), "bzip2-data@4"],
  ["more selectors than a block can use", one({ selectors: 18_003 }), "bzip2-data@4"],
  ["a selector of no table", one({ selectorBits: "110" }), "bzip2-data@4"],
  [
    "fewer selectors than symbols",
    bzip2Of([
      {
        content: "ab".repeat(60),
        selectors: 1,
        symbols: [...Array.from({ length: 60 }, () => 2), 3],
      },
    ]),
    "bzip2-data@4",
  ],
  ["a code of no bits", one({ codeLength: 0 }), "bzip2-data@4"],
  ["a code of 21 bits", one({ codeLength: 21 }), "bzip2-data@4"],
  ["more codes than there are", one({ codeLength: 3 }), "bzip2-data@4"],
  ["a code that no symbol has", one({ symbols: [15], codeLength: 4 }), "bzip2-data@4"],
  ["a long code that no symbol has", one({ symbols: [4095], codeLength: 12 }), "bzip2-data@4"],
  [
    "a run longer than a block",
    one({ symbols: [...Array.from({ length: 40 }, () => 0), 8], codeLength: 4 }),
    "bzip2-data@4",
  ],
  [
    "runs that are too long together",
    one({ symbols: [...longRun, 2, ...longRun, 8], codeLength: 4 }),
    "bzip2-data@4",
  ],
  ["a run that is cut before its count", one({ content: "xaaaa" }), "bzip2-data@4"],
  ["bits behind the end", bzip2Of([{ content: "text" }], { filling: "1" }), "bzip2-padding@"],
  ["a second stream", join(bzip2, bzip2), behind("bzip2-multiple-streams")],
  ["an empty stream behind", join(bzip2, bzip2Of([])), behind("bzip2-multiple-streams")],
  ["text behind", join(bzip2, "text"), behind("bzip2-trailing-data")],
  ["one byte behind", join(bzip2, "\0"), behind("bzip2-trailing-data")],
  ["letters behind that a level could follow", join(bzip2, "abc9"), behind("bzip2-trailing-data")],
  ["letters that begin like a stream behind", join(bzip2, "BZhx"), behind("bzip2-trailing-data")],
];

function behind(code: string): string {
  return `${code}@${String(bzip2.length)}`;
}

describe("the bzip2 reader refuses", () => {
  it.each(REFUSED)("%s", async (_, bytes, expected) => {
    const refusal = await refusalOf(bytes);
    expect(refusal).toBe(expected.endsWith("@") ? expected + String(bytes.length - 1) : expected);
    expect(await refusalOf(bytes, { pieces: [1] })).toBe(refusal);
    expect(await refusalOf(bytes, { pieces: [9, 3, 20] })).toBe(refusal);
  });

  it.each([
    ["a block of no bytes", one({ noBytes: true, symbols: [1], codeLength: 1 })],
    ["0 selectors", one({ selectors: 0 })],
    ["18003 selectors", one({ selectors: 18_003 })],
    ["a selector of no table", one({ selectorBits: "110" })],
    ["a code of 0 bits", one({ codeLength: 0 })],
    ["a code of 21 bits", one({ codeLength: 21 })],
    ["a code with more symbols than it has room for", one({ codeLength: 3 })],
    ["a code that no symbol has", one({ symbols: [4095], codeLength: 12 })],
    [
      "a run that is longer than a block",
      one({ symbols: [...Array.from({ length: 40 }, () => 0), 8], codeLength: 4 }),
    ],
    [
      "a block that is longer than its level allows",
      one({ symbols: [...longRun, 2, ...longRun, 8], codeLength: 4 }),
    ],
    [
      "more symbols than there are selectors for",
      bzip2Of([
        {
          content: "ab".repeat(60),
          selectors: 1,
          symbols: [...Array.from({ length: 60 }, () => 2), 3],
        },
      ]),
    ],
  ])("%s as soon as it comes, and says so", async (reason, bytes) => {
    expect(await readBytes(bytes)).toMatchObject({
      kind: "refused",
      refusal: { message: expect.stringContaining(reason) },
    });
  });

  it("an end that a decoder does not mind", () => {
    const frame = BZIP2.open(bzip2);
    frame?.consumed(bzip2.subarray(0, -1));
    expect(() => frame?.ended(0)).toThrow(expect.objectContaining({ code: "bzip2-data" }));
  });
});

describe("the bzip2 reader", () => {
  it.each([
    [BY_BZIP2, "text", "1"],
    [NOTHING_BY_BZIP2, "", "9"],
  ])("reads what bzip2 wrote", async (base64, content, level) => {
    const reading = await readBytes(new Uint8Array(Buffer.from(base64, "base64")));
    expect(reading).toMatchObject({
      kind: "opaque",
      content: { sha256: createHash("sha256").update(content).digest("hex") },
    });
    expect(reading.kind === "opaque" && [...(reading.layers[0]?.fields ?? [])]).toEqual([
      ["bzip2.level", level],
    ]);
  });

  it("reads a tar", async () => {
    const tar = tarOf([{ path: "a", body: "some content" }]);
    const pieces = Array.from({ length: tar.length / 512 }, (_, at) =>
      tar.subarray(512 * at, 512 * at + 512),
    );
    const reading = await readBytes(
      bzip2Of(pieces.map((piece) => ({ content: runsCoded(piece), decoded: piece }))),
    );
    expect(reading.kind === "archive" && reading.layers[0]?.format).toBe("bzip2");
  });

  it("reads runs of 4 to 259, several blocks and long codes", async () => {
    const bytes = bzip2Of([
      { content: "xaaaa\0", decoded: "xaaaa" },
      { content: join("aaaa", Uint8Array.of(255), "aa"), decoded: "a".repeat(261) },
      { content: "some content", codeLength: 15 },
    ]);
    const content = `xaaaa${"a".repeat(261)}some content`;
    expect(await readBytes(bytes)).toMatchObject({
      kind: "opaque",
      content: { sha256: createHash("sha256").update(content).digest("hex") },
    });
  });

  it("reads blocks that are cut anywhere, behind what tells the formats", async () => {
    const blocks = Array.from(
      { length: 340 },
      (_, n) => new Uint8Array(createHash("sha512").update(String(n)).digest()),
    );
    const bytes = bzip2Of(blocks.map((content) => ({ content })));
    expect(bytes.length).toBeGreaterThan(33_000);
    const whole = await readBytes(bytes);
    expect(whole).toMatchObject({ kind: "opaque", content: { size: 340 * 64 } });
    expect(await readBytes(bytes, { pieces: [997] })).toEqual(whole);
  });

  it("gives the same for any chunks", async () => {
    const bytes = bzip2Of([{ content: "first" }, { content: "x123".repeat(99) }]);
    const whole = await readBytes(bytes);
    expect(whole).toMatchObject({ kind: "opaque", content: { size: 401 } });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 }),
        async (pieces) => {
          expect(await readBytes(bytes, { pieces })).toEqual(whole);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("counts its output against the cap", async () => {
    expect(await refusalOf(one({}), { limits: { output: 11 } })).toBe("limit-output@0");
  });

  it("sees each flipped bit as a refusal, another field, another stream or another content", async () => {
    const original = JSON.stringify(await described(bzip2));
    for (let bit = 0; bit < bzip2.length * 8; bit++) {
      const byte = (bzip2[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const flipped = patched(bzip2, bit >> 3, Uint8Array.of(byte));
      expect(JSON.stringify(await described(flipped))).not.toBe(original);
    }
  });
});

/** What was read, without the digest of the file itself, which any change changes. */
async function described(bytes: Uint8Array): Promise<unknown> {
  const reading = await readBytes(bytes);
  if (reading.kind !== "opaque") return reading.kind;
  return [reading.content, reading.layers.map((layer) => [[...layer.fields], layer.packed])];
}
