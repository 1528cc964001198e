import { describe, expect, it } from "@jest/globals";
import { join, patched, zipEnd, zipOf } from "../../../support/archives.ts";
import { archiveIn } from "../../../support/read-archive.ts";
import { serialiseZip } from "../../../../src/core/archive/zip/zip-archive.ts";
import type { PathBytes } from "../../../../src/core/path-bytes.ts";
import { LimitCounters } from "../../../../src/core/archive/limit-counters.ts";
import { DEFAULT_LIMITS } from "../../../../src/core/archive/limits.ts";
import { refusalOf as refusalOfError } from "../../../../src/core/archive/refusal.ts";
import {
  END_MAGIC,
  END64_MAGIC,
  serialiseEnd,
  serialiseEnd64,
  serialiseLocator,
} from "../../../../src/core/archive/zip/zip-end.ts";
import {
  checkDescriptor,
  serialiseDescriptor,
} from "../../../../src/core/archive/zip/zip-descriptor.ts";
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
  end = serialiseEnd(place, ""),
): ZipEnding {
  const ending = new ZipEnding(place, true);
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
  ending.close(null, new LimitCounters(DEFAULT_LIMITS, null));
  return ending;
}

describe("the end of a large zip", () => {
  it("is read with its versions", () => {
    expect(readEnding().versions).toEqual(versions);
    expect(readEnding().complete).toBe(true);
  });

  it("has a record of the format's own layout", () => {
    const small = { count: 2, size: 94, offset: 66 };
    expect(serialiseEnd(small, "")).toEqual(zipEnd(2, 94, 66));
    expect(Buffer.from(serialiseEnd64(place, versions)).toString("hex")).toBe(
      "504b06062c000000000000001e032d0000000000000000007011010000000000" +
        "7011010000000000404b4c00000000000000008001000000",
    );
    expect(Buffer.from(serialiseLocator(place.offset + place.size)).toString("hex")).toBe(
      "504b060700000000404b4c800100000001000000",
    );
    expect(Buffer.from(serialiseEnd(place, "")).toString("hex")).toBe(
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
      () => readEnding(right, undefined, patched(serialiseEnd(place, ""), 8, "\x01\0")),
    ],
    [
      "a zip64 record where none is needed",
      "zip-zip64",
      () => new ZipEnding({ count: 1, size: 47, offset: 31 }, false).lengthOf(END64_MAGIC, 78),
    ],
    [
      "no zip64 record where one is needed",
      "zip-zip64",
      () => new ZipEnding({ count: 65_535, size: 1, offset: 1 }, false).lengthOf(END_MAGIC, 2),
    ],
  ];

  it.each(REFUSED)("is refused for %s", (_, code, step) => {
    expect(refusalIn(step)).toBe(code);
  });

  it("needs zip64 from 65,535 entries and 4 GiB - 1 on, and not before", () => {
    const magicOf = (count: number, size: number, offset: number): string | null =>
      refusalIn(() => new ZipEnding({ count, size, offset }, false).lengthOf(END_MAGIC, 0));
    expect(magicOf(65_534, 4 * GiB - 2, 4 * GiB - 2)).toBeNull();
    expect(magicOf(65_535, 1, 1)).toBe("zip-zip64");
    expect(magicOf(1, 4 * GiB - 1, 1)).toBe("zip-zip64");
    expect(magicOf(1, 1, 4 * GiB - 1)).toBe("zip-zip64");
  });
});

describe("a zip of 65,535 members", () => {
  it("is written with the records of a large zip, and read with their versions", async () => {
    const [member] = (await archiveIn(zipOf([{ path: "a" }]))).entries;
    if (member === undefined) throw new Error("expected an entry");
    const entries = Array.from({ length: 65_535 }, (_, n) => {
      return { ...member, path: String(n) as PathBytes };
    });
    const fields = new Map([["zip.zip64-end", "798,45"]] as const);
    const bytes = serialiseZip({ fields, entries }, () => ({ packed: new Uint8Array(0), crc: 0 }));
    const again = await archiveIn(bytes, { pieces: [65_536] });
    expect(again.entries).toHaveLength(65_535);
    expect([...again.fields]).toEqual([["zip.zip64-end", "798,45"]]);
  });
});

describe("a comment in the end record", () => {
  const small = { count: 2, size: 94, offset: 66 };
  const counters = new LimitCounters(DEFAULT_LIMITS, null);

  /** What becomes of an end record of these values with this comment. */
  function comment(text: string, where = small): string | null {
    return refusalIn(() => {
      const bytes = serialiseEnd(where, text);
      const ending = new ZipEnding(where, false);
      ending.take(bytes.subarray(0, 22), 160);
      for (const byte of bytes.subarray(22)) ending.takeTail(Uint8Array.of(byte));
      ending.close(null, counters);
      expect(ending.comment).toBe(text);
    });
  }

  it("is kept as it is", () => {
    expect(comment("made by hand")).toBeNull();
    expect(comment("P")).toBeNull();
  });

  it("must not complete a signature that begins in front of it", () => {
    // The offset ends in "PK", and the length of the comment follows.
    const offset = 0x4b500000;
    expect(comment("x".repeat(0x0605), { ...small, offset })).toBe("zip-comment");
    expect(comment("x".repeat(0x0610), { ...small, offset })).toBeNull();
    expect(comment("x", { ...small, offset: 0x06054b50 })).toBe("zip-comment");
    expect(comment("", { ...small, offset: 0x06054b50 })).toBeNull();
  });
});

describe("sizes behind the data", () => {
  const crc = 7;
  const huge = { crc, packedSize: 4 * GiB, size: 5, zip64: "needed" } as const;

  it("from 4 GiB - 1 on need 64 bits", () => {
    const check = (found: Parameters<typeof checkDescriptor>[1]): string | null =>
      refusalIn(() => {
        checkDescriptor(serialiseDescriptor(found), found, 0);
      });
    expect(check(huge)).toBe("zip-data-descriptor");
    expect(check({ ...huge, packedSize: 5, size: 4 * GiB - 1 })).toBe("zip-data-descriptor");
    expect(check({ ...huge, packedSize: 5, size: 4 * GiB - 2 })).toBeNull();
    expect(check({ ...huge, zip64: "open" })).toBeNull();
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
    comment: "",
  };
  const { madeBy, disk, internal, external, offset, comment, ...shared } = large;
  const common = { ...shared, zip64: "needed" } as const;

  it("are read as they were written", () => {
    expect(parseCentral(serialiseCentral(large), 0)).toEqual(large);
    expect(parseLocal(serialiseLocal(common), 0)).toEqual(common);
    expect([madeBy, disk, internal, external, offset, comment]).toHaveLength(6);
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
    expect(refusalIn(() => parseLocal(patched(local, 22, "\0\0\0\0"), 0))).toBe("zip-zip64");
    // A directory's record must not widen what fits.
    const narrow = join(bytes.subarray(0, 57), new Uint8Array(8), bytes.subarray(65));
    expect(refusalIn(() => parseCentral(narrow, 0))).toBe("zip-zip64");
  });
});
