import { describe, expect, it } from "@jest/globals";
import { crc32 } from "node:zlib";
import { parseGzipHeader } from "../../../../src/core/archive/gzip/gzip-header.ts";
import { gzipOf, patched, tarOf } from "../../../support/archives.ts";
import { archiveIn, readBytes } from "../../../support/read-archive.ts";

const gzip = gzipOf("text", {
  extra: Uint8Array.of(65, 66, 1, 0, 9),
  name: "a.tar",
  comment: "made by hand",
  fhcrc: true,
});
/** Ten bytes, then the parts in their order. */
const LENGTH = 10 + 2 + 5 + 6 + 13 + 2;

describe("parseGzipHeader", () => {
  it("waits for the last byte of each part", () => {
    for (let length = 0; length < LENGTH; length++) {
      expect(parseGzipHeader(gzip.subarray(0, length), crc32)).toBeNull();
    }
    expect(parseGzipHeader(gzip.subarray(0, LENGTH), crc32)?.length).toBe(LENGTH);
  });

  it.each([0, 1, 2])("refuses another magic or method, in byte %d", (at) => {
    expect(() => parseGzipHeader(patched(gzip, at, "x"), crc32)).toThrow(
      expect.objectContaining({ code: "gzip-header" }),
    );
  });

  it("reads a header that is longer than what tells the formats", async () => {
    const extra = new Uint8Array(65_535);
    extra.set([65, 66, 0xfb, 0xff]);
    const long = gzipOf(tarOf([{ path: "a" }]), { extra });
    expect((await archiveIn(long, { pieces: [1000] })).entries).toHaveLength(1);
    expect(await readBytes(long, { pieces: [1000] })).toEqual(await readBytes(long));
  });
});
