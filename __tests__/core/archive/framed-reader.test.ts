import { describe, expect, it } from "@jest/globals";
import { FramedReader, type FrameFormat } from "../../../src/core/archive/framed-reader.ts";
import { refuse } from "../../../src/core/archive/refusal.ts";
import { readerContext } from "../../support/reader-context.ts";

const input = Uint8Array.of(1, 2, 3, 4, 5, 6);

/** A format with a header of two bytes, which it would write again as given, and frames of any kind. */
function formatWith(header: Uint8Array): FrameFormat {
  return {
    format: "zstd",
    codec: "zstd",
    headerAtLeast: 2,
    tailAtLeast: 3,
    open: () => ({
      header,
      measure: null,
      consumed: () => undefined,
      ended: () => undefined,
      failed: (reason) => refuse("zstd-data", 0, reason),
      fields: () => new Map(),
    }),
    cut: (at) => refuse("zstd-header", at, "the end"),
    behind: (bytes, at) => refuse("zstd-trailing-data", at, `${String(bytes.length)} bytes`),
  };
}

describe("FramedReader", () => {
  it("refuses a header that the format does not write again", () => {
    const reader = new FramedReader(readerContext(), formatWith(Uint8Array.of(1, 3)));
    expect(() => reader.push(input)).toThrow(
      expect.objectContaining({ code: "unaccounted-bytes" }),
    );
  });

  it("takes nothing behind the frame until it is enough to tell what it is", () => {
    const reader = new FramedReader(readerContext(), formatWith(Uint8Array.of(1, 2)));
    expect(reader.push(input)).toBe(0);
    const { need } = reader;
    if (need.kind !== "stream") throw new Error("expected a stream");
    need.stream.consumed(input.subarray(0, 3));
    need.stream.ended();
    expect(reader.need).toEqual({ kind: "bytes", atLeast: 3 });
    expect(reader.push(input.subarray(3, 5))).toBe(0);
    expect(() => reader.push(input.subarray(3))).toThrow(
      expect.objectContaining({ code: "zstd-trailing-data" }),
    );
  });
});
