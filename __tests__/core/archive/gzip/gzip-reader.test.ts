import { describe, expect, it } from "@jest/globals";
import { crc32, deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { GzipReader } from "../../../../src/core/archive/gzip/gzip-reader.ts";
import { bytesOf, gzipOf, join, patched, tarOf } from "../../../support/archives.ts";
import { readerContext } from "../../../support/reader-context.ts";
import { readBytes, refusalOf } from "../../../support/read-archive.ts";

const tar = tarOf([{ path: "a", body: "some content" }]);
const gzip = gzipOf(tar);
const plain = gzipOf("text");

const REFUSED: readonly (readonly [name: string, bytes: Uint8Array, expected: string])[] = [
  ["half a header", gzip.subarray(0, 7), "gzip-header@7"],
  ["another method", patched(gzip, 2, "\x07"), "gzip-header@0"],
  ["a reserved flag", gzipOf(tar, { flags: 32 }), "gzip-flags@3"],
  [
    "a wrong checksum of the header",
    patched(gzipOf(tar, { fhcrc: true }), 10, "\0\0"),
    "gzip-header-crc@10",
  ],
  ["half a subfield", gzipOf(tar, { extra: new Uint8Array(3) }), "gzip-extra@10"],
  [
    "a subfield longer than the extra data",
    gzipOf(tar, { extra: Uint8Array.of(65, 66, 9, 0) }),
    "gzip-extra@10",
  ],
  ["a stored name that climbs", gzipOf(tar, { name: "../x" }), "name-not-canonical@10"],
  ["an absolute stored name", gzipOf(tar, { name: "/x" }), "name-not-canonical@10"],
  ["an empty stored name", gzipOf(tar, { name: "" }), "name-not-canonical@10"],
  ["a stored name with a drive", gzipOf(tar, { name: "c:x" }), "name-separator@10"],
  ["a stored name with an escape", gzipOf(tar, { name: "\x1b[m" }), "name-control@10"],
  ["a stored name of 256 bytes", gzipOf(tar, { name: "n".repeat(256) }), "limit-meta@10"],
  ["a comment above 4 KiB", gzipOf(tar, { comment: "c".repeat(4097) }), "limit-meta@10"],
  ["a name that never ends", gzipOf(tar, { name: "n" }).subarray(0, 11), "gzip-header@11"],
  ["a cut deflate stream", gzip.subarray(0, 40), "gzip-deflate@10"],
  ["no deflate stream", gzip.subarray(0, 10), "gzip-deflate@10"],
  [
    "a deflate stream of an invalid block",
    gzipOf(tar, { packed: Uint8Array.of(0xff) }),
    "gzip-deflate@10",
  ],
  ["a cut trailer", gzip.subarray(0, -1), `gzip-deflate@${String(gzip.length - 1)}`],
  ["G5 a wrong checksum", gzipOf(tar, { crc: 1 }), `gzip-crc@${String(gzip.length - 8)}`],
  ["a wrong size", gzipOf(tar, { size: 1 }), `gzip-size@${String(gzip.length - 4)}`],
  ["G1 a NUL and a payload behind", join(gzip, "\0payload"), at("gzip-trailing-data")],
  ["G2 a NUL and a member behind", join(gzip, "\0", gzip), at("gzip-trailing-data")],
  ["G3 a second member", join(gzip, gzip), at("gzip-multiple-members")],
  ["G4 text behind", join(gzip, "text"), at("gzip-trailing-data")],
  [
    "the second half of a magic behind",
    join(gzip, "\0", Uint8Array.of(0x8b)),
    at("gzip-trailing-data"),
  ],
  [
    "a magic that ends otherwise behind",
    join(gzip, Uint8Array.of(0x1f, 0)),
    at("gzip-trailing-data"),
  ],
  ["half a magic behind", join(gzip, Uint8Array.of(0x1f)), at("gzip-trailing-data")],
];

function at(code: string): string {
  return `${code}@${String(gzip.length)}`;
}

describe("the gzip reader refuses", () => {
  it.each(REFUSED)("%s", async (_, bytes, expected) => {
    expect(await refusalOf(bytes)).toBe(expected);
    expect(await refusalOf(bytes, { pieces: [1] })).toBe(expected);
    expect(await refusalOf(bytes, { pieces: [9, 3, 20] })).toBe(expected);
  });

  it("a header that its fields do not write again", () => {
    let turn = 0;
    const reader = new GzipReader(readerContext({ crc32: (bytes) => crc32(bytes) + turn++ }));
    expect(() => reader.push(gzipOf(tar, { fhcrc: true }))).toThrow(
      expect.objectContaining({ code: "unaccounted-bytes" }),
    );
  });

  it("a second member, though its magic comes in two pieces", () => {
    const reader = new GzipReader(readerContext());
    reader.push(plain.subarray(0, -8));
    if (reader.need.kind === "stream") {
      reader.need.stream.decoded(bytesOf("text"));
      reader.need.stream.ended();
    }
    expect(reader.push(plain.subarray(-8))).toBe(8);
    expect(reader.push(Uint8Array.of(0x1f))).toBe(0);
    expect(() => reader.push(Uint8Array.of(0x1f, 0x8b))).toThrow(
      expect.objectContaining({ code: "gzip-multiple-members" }),
    );
  });

  it("a frame that is damaged rather than a tar inside that is refused", async () => {
    const broken = gzipOf(join(tar, "x"), { crc: 1 });
    expect(await refusalOf(broken)).toMatch(/^gzip-crc@/);
  });
});

describe("the gzip reader", () => {
  it("gives every part of the header as a field", async () => {
    const reading = await readBytes(
      gzipOf("text", {
        mtime: 1_700_000_000,
        xfl: 2,
        os: 255,
        ftext: true,
        fhcrc: true,
        name: "a.tar",
        comment: "c\xe9",
        extra: Uint8Array.of(65, 66, 1, 0, 9),
      }),
    );
    expect(reading.kind === "opaque" && reading.layers.map((layer) => [...layer.fields])).toEqual([
      [
        ["gzip.mtime", "1700000000"],
        ["gzip.xfl", "2"],
        ["gzip.os", "255"],
        ["gzip.ftext", "1"],
        ["gzip.extra", "4142010009"],
        ["gzip.name", "a.tar"],
        ["gzip.comment", "c\xc3\xa9"],
        ["gzip.fhcrc", "1"],
      ],
    ]);
  });

  it("fingerprints file, compressed stream and content", async () => {
    const reading = await readBytes(plain);
    expect(reading).toMatchObject({
      kind: "opaque",
      file: { size: plain.length },
      layers: [{ format: "gzip", packed: { size: deflateRawSync("text").length } }],
      content: {
        size: 4,
        sha256: "982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1",
      },
    });
  });

  it("reads gzip inside gzip as two layers, and no third", async () => {
    const reading = await readBytes(gzipOf(gzip));
    expect(reading.kind === "archive" && reading.layers.length).toBe(2);
    expect(await refusalOf(gzipOf(gzipOf(gzip)))).toBe("limit-depth@0");
  });

  it("sees each flipped bit as a refusal, another field, another stream or another content", async () => {
    const original = JSON.stringify(await described(plain));
    for (let bit = 0; bit < plain.length * 8; bit++) {
      const byte = (plain[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const flipped = patched(plain, bit >> 3, Uint8Array.of(byte));
      expect(JSON.stringify(await described(flipped))).not.toBe(original);
    }
  });

  it("gives the same for any chunks", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1 }),
        async (pieces) => {
          expect(await readBytes(gzip, { pieces })).toEqual(await readBytes(gzip));
        },
      ),
      { numRuns: 50 },
    );
  });
});

/** What was read, without the digest of the file itself, which any change changes. */
async function described(bytes: Uint8Array): Promise<unknown> {
  const reading = await readBytes(bytes);
  if (reading.kind !== "opaque") return reading.kind;
  return [reading.content, reading.layers.map((layer) => [[...layer.fields], layer.packed])];
}
