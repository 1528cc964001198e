import { refuse } from "../refusal.ts";
import { LittleEndianReader, LittleEndianWriter } from "./little-endian.ts";
import type { ZipExtra } from "./zip-extra.ts";
import { IN_ZIP64, narrow, widen } from "./zip64.ts";

/**
 * How a local record uses its zip64 field. `needed`: it holds what 32 bits cannot, or is not there. `repeated`: it
 * says again what the 32 bits say, because the writer kept room for it (commons-compress). `open`: both sizes come
 * behind the data, in 64 bits (Info-ZIP and Python writing to a pipe).
 */
export type LocalZip64 = "needed" | "repeated" | "open";

interface LocalSizes {
  readonly packedSize: number;
  readonly size: number;
  readonly zip64: LocalZip64;
}

/** Two 64-bit sizes, plain size first (APPNOTE 4.5.3). */
const BOTH = 16;

/** The sizes of a local record from its 32-bit fields and its zip64 field, which must agree. */
export function readLocalSizes(
  { packedSize, size }: Omit<LocalSizes, "zip64">,
  extra: ZipExtra,
  describedLater: boolean,
  offset: number,
): LocalSizes {
  const { zip64 } = extra;
  if (zip64 !== null && describedLater) {
    checkPair(zip64, [0, 0], offset);
    if (packedSize !== IN_ZIP64 || size !== IN_ZIP64) {
      refuse("zip-zip64", offset, "a zip64 field before data that is described later");
    }
    return { packedSize: 0, size: 0, zip64: "open" };
  }
  if (zip64 !== null && packedSize !== IN_ZIP64 && size !== IN_ZIP64) {
    checkPair(zip64, [size, packedSize], offset);
    return { packedSize, size, zip64: "repeated" };
  }
  const [wideSize = 0, widePacked = 0] = widen([size, packedSize], extra, true, offset);
  return { packedSize: widePacked, size: wideSize, zip64: "needed" };
}

function checkPair(zip64: Uint8Array, expected: readonly [number, number], offset: number): void {
  const reader = new LittleEndianReader(zip64, 0);
  const agrees =
    zip64.length === BOTH && reader.u64() === expected[0] && reader.u64() === expected[1];
  if (!agrees) refuse("zip-zip64", offset, "a zip64 field with other sizes");
}

/** The 32-bit fields of these sizes, and the data of the zip64 field beside them. */
export function writeLocalSizes({ packedSize, size, zip64 }: LocalSizes): {
  readonly packedSize: number;
  readonly size: number;
  readonly zip64: Uint8Array | null;
} {
  const writer = (): LittleEndianWriter => new LittleEndianWriter(BOTH);
  if (zip64 === "open") {
    return { packedSize: IN_ZIP64, size: IN_ZIP64, zip64: writer().u64(0).u64(0).bytes() };
  }
  if (zip64 === "repeated") {
    return { packedSize, size, zip64: writer().u64(size).u64(packedSize).bytes() };
  }
  const { narrow: numbers, zip64: data } = narrow([size, packedSize], true);
  const [narrowSize = 0, narrowPacked = 0] = numbers;
  return { packedSize: narrowPacked, size: narrowSize, zip64: data };
}
