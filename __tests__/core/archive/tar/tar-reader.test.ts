import { describe, expect, it } from "@jest/globals";
import { LimitCounters } from "../../../../src/core/archive/limit-counters.ts";
import { DEFAULT_LIMITS } from "../../../../src/core/archive/limits.ts";
import { TarReader } from "../../../../src/core/archive/tar/tar-reader.ts";
import { paxMember, tarOf } from "../../../support/archives.ts";
import { readerContext } from "../../../support/reader-context.ts";

/** A member whose header says 0 or 5 bytes, and its PAX record 8 GiB. */
function large(body: string): Uint8Array {
  const entry = { path: "a", body };
  return tarOf([paxMember([["size", String(8 * 2 ** 30)]]), entry], { endBlocks: 0 });
}

describe("the tar reader", () => {
  it("takes the size of a PAX record alone where the header could not hold it", () => {
    expect(new TarReader(readerContext()).push(large(""))).toBe(3 * 512);
  });

  it("takes an end without any entry for an empty archive", () => {
    const reader = new TarReader(readerContext());
    expect(reader.push(new Uint8Array(1024))).toBe(1024);
    reader.end(new Uint8Array());
    expect(reader.result()).toMatchObject({ kind: "container", entries: [] });
  });

  it("refuses it beside another size", () => {
    expect(() => new TarReader(readerContext()).push(large("first"))).toThrow(
      expect.objectContaining({ code: "tar-pax-size-mismatch" }),
    );
  });

  it("refuses a header that its model does not write again", () => {
    const bytes = tarOf([{ path: "a" }]);
    // Changes the header when it was parsed and is not accounted for yet.
    class Counters extends LimitCounters {
      override countEntry(offset: number): void {
        super.countEntry(offset);
        bytes.fill(0x62, 0, 1);
      }
    }
    const counters = new Counters(DEFAULT_LIMITS, null);
    expect(() => new TarReader(readerContext({ counters })).push(bytes)).toThrow(
      expect.objectContaining({ code: "unaccounted-bytes" }),
    );
  });
});
