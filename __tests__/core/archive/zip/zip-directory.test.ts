import { describe, expect, it } from "@jest/globals";
import { crc32 } from "node:zlib";
import { InternedFields } from "../../../../src/core/archive/interned-fields.ts";
import { LimitCounters } from "../../../../src/core/archive/limit-counters.ts";
import { DEFAULT_LIMITS } from "../../../../src/core/archive/limits.ts";
import { refusalOf } from "../../../../src/core/archive/refusal.ts";
import { LinkBodies } from "../../../../src/core/archive/zip/link-bodies.ts";
import { ZipDirectory } from "../../../../src/core/archive/zip/zip-directory.ts";
import { parseLocal } from "../../../../src/core/archive/zip/zip-record.ts";
import { sha256Hex } from "../../../../src/core/digest.ts";
import { bytesOf, join, patched, zipOf } from "../../../support/archives.ts";
import { archiveIn } from "../../../support/read-archive.ts";

const body = bytesOf("x");
const zip = zipOf([{ path: "a", body, method: "stored" }]);
const local = zip.slice(0, 31);
const central = zip.slice(32, 32 + 47);

/** Code of the refusal of a directory whose local record was read as `read`, though it is `local`. */
function refusalFor(read: Uint8Array, record: Uint8Array = central): string {
  const counters = new LimitCounters(DEFAULT_LIMITS, null);
  const directory = new ZipDirectory(new LinkBodies(), new InternedFields(), counters, null);
  directory.readLocal(read);
  directory.addMember({
    offset: 0,
    record: { ...parseLocal(local, 0), crc: crc32(body) },
    early: "",
    sha256: sha256Hex(body),
    packed: null,
  });
  try {
    directory.confirm(record, 32);
    directory.close(79);
    return "none";
  } catch (error) {
    return refusalOf(error)?.code ?? String(error);
  }
}

describe("the directory of a zip", () => {
  it("gives an entry the time and the digest that its records and data have", async () => {
    const mtime = 1_700_000_000;
    const [entry] = (await archiveIn(zipOf([{ path: "a", body, mtime }]))).entries;
    expect(entry).toMatchObject({ mtime, size: 1, sha256: sha256Hex(body) });
    expect(entry?.fields.has("zip.dos-time")).toBe(false);
  });

  it("accounts for the bytes of the local records, whatever the readers made of them", () => {
    expect(refusalFor(local)).toBe("none");
    for (let at = 0; at < local.length; at++) {
      const other = patched(local, at, Uint8Array.of((local[at] ?? 0) ^ 1));
      expect(refusalFor(other)).toBe("unaccounted-bytes");
    }
  });

  it("accounts for every byte of its own records", () => {
    expect(refusalFor(local, join(central, "x"))).toBe("unaccounted-bytes");
  });
});
