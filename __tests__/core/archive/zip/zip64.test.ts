import { describe, expect, it } from "@jest/globals";
import { join, patched, zipEnd } from "../../../support/archives.ts";
import { refusalOf as refusalOfError } from "../../../../src/core/archive/refusal.ts";
import {
  END_MAGIC,
  END64_MAGIC,
  serialiseEnd,
  serialiseEnd64,
  serialiseLocator,
} from "../../../../src/core/archive/zip/zip-end.ts";
import { ZipEnding } from "../../../../src/core/archive/zip/zip-ending.ts";
import {
  parseCentral,
  parseLocal,
  serialiseCentral,
  serialiseLocal,
  type CentralRecord,
} from "../../../../src/core/archive/zip/zip-record.ts";

const GiB = 2 ** 30;
const place = { count: 70_000, size: 5_000_000, offset: 6 * GiB };
const versions = { madeBy: 0x031e, needed: 45 };
const LOCATOR_MAGIC = 0x07064b50;

/** The code with which this is refused, or null. */
function refusalIn(step: () => void): string | null {
  try {
    step();
    return null;
  } catch (error) {
    return refusalOfError(error)?.code ?? String(error);
  }
}

/** Reads the three records that end a large zip, each possibly patched. */
function readEnding(
  end64 = serialiseEnd64(place, versions),
  locator = serialiseLocator(place.offset + place.size),
  end = serialiseEnd(place),
): ZipEnding {
  const ending = new ZipEnding(place);
  let at = place.offset + place.size;
  for (const [magic, record] of [
    [END64_MAGIC, end64],
    [LOCATOR_MAGIC, locator],
    [END_MAGIC, end],
  ] as const) {
    expect(ending.lengthOf(magic, at)).toBe(record.length);
    ending.take(record, at);
    at += record.length;
  }
  ending.close();
  return ending;
}

describe("the end of a large zip", () => {
  it("is read with its versions", () => {
    expect(readEnding().versions).toEqual(versions);
    expect(readEnding().complete).toBe(true);
  });

  it("has a record of the format's own layout", () => {
    const small = { count: 2, size: 94, offset: 66 };
    expect(serialiseEnd(small)).toEqual(zipEnd(2, 94, 66));
    expect(Buffer.from(serialiseEnd64(place, versions)).toString("hex")).toBe(
      "504b06062c000000000000001e032d0000000000000000007011010000000000" +
        "7011010000000000404b4c00000000000000008001000000",
    );
    expect(Buffer.from(serialiseLocator(place.offset + place.size)).toString("hex")).toBe(
      "504b060700000000404b4c800100000001000000",
    );
    expect(Buffer.from(serialiseEnd(place)).toString("hex")).toBe(
      "504b050600000000ffffffff404b4c00ffffffff0000",
    );
  });

  const right = serialiseEnd64(place, versions);
  const REFUSED: readonly (readonly [name: string, code: string, step: () => void])[] = [
    ["disks in the zip64 record", "zip-split", () => readEnding(patched(right, 16, "\x01"))],
    ["a directory on another disk", "zip-split", () => readEnding(patched(right, 20, "\x01"))],
    ["a count of this disk", "zip-count", () => readEnding(patched(right, 24, "\x01"))],
    ["a count of all disks", "zip-count", () => readEnding(patched(right, 32, "\x01"))],
    ["a size", "zip-zip64", () => readEnding(patched(right, 40, "\x01"))],
    ["an offset", "zip-zip64", () => readEnding(patched(right, 48, "\x01"))],
    ["a longer record", "zip-zip64", () => readEnding(patched(right, 4, "\x2d"))],
    ["a locator that points elsewhere", "zip-zip64", () => readEnding(right, serialiseLocator(1))],
    [
      "counts that 16 bits could hold",
      "zip-count",
      () => readEnding(right, undefined, patched(serialiseEnd(place), 8, "\x01\0")),
    ],
    [
      "a zip64 record where none is needed",
      "zip-zip64",
      () => new ZipEnding({ count: 1, size: 47, offset: 31 }).lengthOf(END64_MAGIC, 78),
    ],
    [
      "no zip64 record where one is needed",
      "zip-zip64",
      () => new ZipEnding({ count: 65_535, size: 1, offset: 1 }).lengthOf(END_MAGIC, 2),
    ],
  ];

  it.each(REFUSED)("is refused for %s", (_, code, step) => {
    expect(refusalIn(step)).toBe(code);
  });

  it("needs zip64 from 65,535 entries and 4 GiB - 1 on, and not before", () => {
    const magicOf = (count: number, size: number, offset: number): string | null =>
      refusalIn(() => new ZipEnding({ count, size, offset }).lengthOf(END_MAGIC, 0));
    expect(magicOf(65_534, 4 * GiB - 2, 4 * GiB - 2)).toBeNull();
    expect(magicOf(65_535, 1, 1)).toBe("zip-zip64");
    expect(magicOf(1, 4 * GiB - 1, 1)).toBe("zip-zip64");
    expect(magicOf(1, 1, 4 * GiB - 1)).toBe("zip-zip64");
  });
});

describe("records of members above 4 GiB", () => {
  const large: CentralRecord = {
    madeBy: 0x031e,
    needed: 45,
    flags: 0,
    method: 8,
    stamp: 0x58210000,
    crc: 0xfedcba98,
    packedSize: 5 * GiB,
    size: 6 * GiB,
    name: "big",
    extra: "0001,5455:0100000000",
    disk: 0,
    internal: 0,
    external: 0x81a40000,
    offset: 7 * GiB,
    commentLength: 0,
  };
  const { madeBy, disk, internal, external, offset, commentLength, ...common } = large;

  it("are read as they were written", () => {
    expect(parseCentral(serialiseCentral(large), 0)).toEqual(large);
    expect(parseLocal(serialiseLocal(common), 0)).toEqual(common);
    expect([madeBy, disk, internal, external, offset, commentLength]).toHaveLength(6);
  });

  it("hold both sizes in the local record when one needs it", () => {
    const record = { ...common, packedSize: 9 };
    expect(parseLocal(serialiseLocal(record), 0)).toEqual(record);
    expect(serialiseLocal(record).length).toBe(serialiseLocal(common).length);
  });

  it("hold only what needs it in the directory's record", () => {
    const record = { ...large, packedSize: 9, offset: 0 };
    expect(parseCentral(serialiseCentral(record), 0)).toEqual(record);
    expect(serialiseCentral(record).length).toBe(serialiseCentral(large).length - 16);
  });

  it("are refused when the zip64 field has more or less than is referred to", () => {
    const bytes = serialiseCentral({ ...large, extra: "0001" });
    // The offset field no longer refers to the zip64 field.
    expect(refusalIn(() => parseCentral(patched(bytes, 42, "\0\0\0\0"), 0))).toBe("zip-zip64");
    const local = serialiseLocal({ ...common, extra: "0001" });
    expect(refusalIn(() => parseLocal(patched(local, 18, "\0\0\0\0"), 0))).toBe("zip-zip64");
    // A directory's record must not widen what fits.
    const narrow = join(bytes.subarray(0, 57), new Uint8Array(8), bytes.subarray(65));
    expect(refusalIn(() => parseCentral(narrow, 0))).toBe("zip-zip64");
  });
});
