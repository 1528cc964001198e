import { constants, zstdCompressSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import { patched } from "../archives.ts";
import { refusalOf } from "../read-archive.ts";
import { repairZstd } from "./repair.ts";

/** A frame whose content stands in it as it is. */
function frame(checksum: 0 | 1): Uint8Array {
  const params = { [constants.ZSTD_c_checksumFlag]: checksum };
  return new Uint8Array(zstdCompressSync(Buffer.from("some text"), { params }));
}

describe("a mutated zstd frame", () => {
  const place = Buffer.from(frame(1)).indexOf("text");
  const mutated = patched(frame(1), place, "t3xt");

  it("gets behind its checksum again", async () => {
    expect(await refusalOf(frame(1))).toBe("opaque");
    expect(await refusalOf(mutated)).toMatch(/^zstd-checksum@/);
    expect(await refusalOf(repairZstd(mutated))).toBe("opaque");
  });

  it("stays as it is where it has none, or gives nothing", () => {
    expect(repairZstd(frame(0))).toEqual(frame(0));
    const cut = mutated.slice(0, -6);
    expect(repairZstd(cut)).toEqual(cut);
    expect(repairZstd(mutated.slice(0, 5))).toEqual(mutated.slice(0, 5));
  });
});
