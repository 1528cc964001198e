import { equalBytes } from "../byte-runs.ts";
import type { Crc32 } from "../push-reader.ts";
import { refuse } from "../refusal.ts";
import { blockHeaderLength, parseBlockHeader, type XzBlockHeader } from "./xz-block-header.ts";
import type { XzCheck } from "./xz-check.ts";
import { readUint32, serialiseXzHeader, XZ_HEADER } from "./xz-header.ts";
import { XzRecords } from "./xz-index.ts";
import { XzVli } from "./xz-vli.ts";

/** A block whose end has not come. */
interface OpenBlock {
  readonly header: XzBlockHeader;
  readonly headerLength: number;
  /** Where its compressed data begins. */
  readonly start: number;
}

/**
 * Goes through the structure of one xz stream, whatever its chunks contain: block headers, LZMA2 chunk headers,
 * padding, checks, index and footer (xz file format 1.2.1). It knows the last byte of the stream without decoding, and
 * holds every size that is written down against what it saw.
 */
export class XzWalk {
  readonly #check: XzCheck;
  readonly #crc32: Crc32;
  readonly #blocks = new XzRecords();
  readonly #listed = new XzRecords();
  readonly #vli = new XzVli();
  #offset = 0;
  /** Bytes that are passed over. */
  #skip = XZ_HEADER;
  /** Bytes that must come in one piece, and what to do with them then. */
  #want = 1;
  #next: (bytes: Uint8Array) => void = (bytes) => {
    this.#begin(bytes);
  };
  #held: number[] = [];
  #isComplete = false;
  #block: OpenBlock = {
    header: { packedSize: null, size: null, dictionary: 0 },
    headerLength: 0,
    start: 0,
  };
  #blockSize = 0;
  #contentSize = 0n;
  #largestDictionary = 0;
  #declaresSizes = false;
  #indexStart = 0;
  #indexCrc = 0;
  #indexLeft = 0n;
  #unpadded: bigint | null = null;

  constructor(check: XzCheck, crc32: Crc32) {
    this.#check = check;
    this.#crc32 = crc32;
  }

  /** Whether the stream's last byte was seen. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  get offset(): number {
    return this.#offset;
  }

  get blockCount(): number {
    return this.#blocks.count;
  }

  /** Bytes of content that the index lists. */
  get contentSize(): bigint {
    return this.#contentSize;
  }

  get largestDictionary(): number {
    return this.#largestDictionary;
  }

  /** Whether a block header says how long the block is. */
  get declaresSizes(): boolean {
    return this.#declaresSizes;
  }

  /** How many of the next bytes belong to the stream. */
  take(bytes: Uint8Array): number {
    let at = 0;
    while (at < bytes.length && !this.#isComplete) {
      if (this.#skip > 0) {
        const step = Math.min(this.#skip, bytes.length - at);
        this.#skip -= step;
        this.#offset += step;
        at += step;
        continue;
      }
      this.#held.push(bytes[at] ?? 0);
      this.#offset += 1;
      at += 1;
      if (this.#held.length < this.#want) continue;
      const whole = Uint8Array.from(this.#held);
      this.#held = [];
      this.#next(whole);
    }
    return at;
  }

  /** Asks for so many bytes in one piece. */
  #expect(length: number, next: (bytes: Uint8Array) => void): void {
    this.#want = length;
    this.#next = next;
  }

  #expectBlock(): void {
    this.#expect(1, (bytes) => {
      this.#begin(bytes);
    });
  }

  /** The first byte of a block header, or the zero that begins the index. */
  #begin([first = 0]: Uint8Array): void {
    const start = this.#offset - 1;
    if (first === 0) {
      this.#indexStart = start;
      this.#indexCrc = this.#crc32(Uint8Array.of(0), 0);
      this.#expectIndexByte((value) => {
        this.#takeCount(value);
      });
      return;
    }
    const length = blockHeaderLength(first);
    this.#expect(length - 1, (rest) => {
      const header = parseBlockHeader(Uint8Array.of(first, ...rest), start, this.#crc32);
      this.#largestDictionary = Math.max(this.#largestDictionary, header.dictionary);
      if (header.packedSize !== null || header.size !== null) this.#declaresSizes = true;
      this.#block = { header, headerLength: length, start: this.#offset };
      this.#blockSize = 0;
      this.#expectChunk();
    });
  }

  #expectChunk(): void {
    this.#expect(1, ([control = 0]) => {
      this.#takeControl(control);
    });
  }

  /** The control byte of an LZMA2 chunk: the end, a stored chunk, a compressed one. */
  #takeControl(control: number): void {
    if (control === 0) {
      this.#endBlock();
    } else if (control >= 0x80) {
      const hasProperties = ((control >> 5) & 3) >= 2;
      this.#expect(4, ([high = 0, low = 0, packedHigh = 0, packedLow = 0]) => {
        this.#blockSize += ((control & 0x1f) << 16) + (high << 8) + low + 1;
        this.#skip = (packedHigh << 8) + packedLow + 1 + (hasProperties ? 1 : 0);
        this.#expectChunk();
      });
    } else if (control <= 2) {
      this.#expect(2, ([high = 0, low = 0]) => {
        this.#skip = (high << 8) + low + 1;
        this.#blockSize += this.#skip;
        this.#expectChunk();
      });
    } else {
      refuse("xz-data", this.#offset - 1, `a chunk of kind ${String(control)}`);
    }
  }

  #endBlock(): void {
    const { header, headerLength, start } = this.#block;
    const packed = this.#offset - start;
    const size = BigInt(this.#blockSize);
    if (header.packedSize !== null && header.packedSize !== BigInt(packed)) {
      refuse("xz-size", start, `${String(packed)} compressed bytes in the block`);
    }
    if (header.size !== null && header.size !== size) {
      refuse("xz-size", start, `${String(size)} bytes of content in the block`);
    }
    this.#blocks.add(BigInt(headerLength + packed + this.#check.size), size);
    this.#contentSize += size;
    this.#expectPadding(packed, "xz-padding", () => {
      this.#skip = this.#check.size;
      this.#expectBlock();
    });
  }

  /** The zeros that fill `length` bytes up to a multiple of four. */
  #expectPadding(length: number, code: "xz-padding" | "xz-index", next: () => void): void {
    const padding = (4 - (length % 4)) % 4;
    if (padding === 0) {
      next();
      return;
    }
    this.#expect(padding, (bytes) => {
      if (bytes.some((byte) => byte !== 0)) {
        refuse(code, this.#offset - padding, "padding that is not zero");
      }
      if (code === "xz-index") this.#indexCrc = this.#crc32(bytes, this.#indexCrc);
      next();
    });
  }

  #expectIndexByte(take: (value: bigint) => void): void {
    this.#expect(1, (bytes) => {
      this.#indexCrc = this.#crc32(bytes, this.#indexCrc);
      const value = this.#vli.take(bytes[0] ?? 0);
      if (value === undefined)
        refuse("xz-index", this.#offset - 1, "a number with a needless byte");
      if (value === null) this.#expectIndexByte(take);
      else take(value);
    });
  }

  #takeCount(count: bigint): void {
    if (count !== BigInt(this.#blocks.count)) {
      refuse("xz-index", this.#indexStart, `${String(count)} records`);
    }
    this.#indexLeft = count;
    this.#expectRecord();
  }

  #expectRecord(): void {
    if (this.#indexLeft === 0n) {
      this.#expectPadding(this.#offset - this.#indexStart, "xz-index", () => {
        this.#expectIndexEnd();
      });
      return;
    }
    this.#expectIndexByte((value) => {
      if (this.#unpadded === null) {
        this.#unpadded = value;
      } else {
        this.#listed.add(this.#unpadded, value);
        this.#unpadded = null;
        this.#indexLeft -= 1n;
      }
      this.#expectRecord();
    });
  }

  #expectIndexEnd(): void {
    if (this.#listed.digest() !== this.#blocks.digest()) {
      refuse("xz-index", this.#indexStart, "other sizes than the blocks have");
    }
    this.#expect(4, (bytes) => {
      if (readUint32(bytes, 0) !== this.#indexCrc) {
        refuse("xz-index", this.#offset - 4, "another checksum of the index");
      }
      const length = this.#offset - this.#indexStart;
      this.#expect(XZ_HEADER, (footer) => {
        this.#takeFooter(footer, length);
      });
    });
  }

  #takeFooter(footer: Uint8Array, indexLength: number): void {
    const again = serialiseFooter(indexLength, this.#check, this.#crc32);
    if (!equalBytes(footer, again)) refuse("xz-footer", this.#offset - XZ_HEADER, "another one");
    this.#isComplete = true;
  }
}

/** The footer behind an index of this length (section 2.1.2): checksum, backward size, flags, magic. */
function serialiseFooter(indexLength: number, check: XzCheck, crc32: Crc32): Uint8Array {
  const footer = new Uint8Array(XZ_HEADER);
  const view = new DataView(footer.buffer);
  view.setUint32(4, indexLength / 4 - 1, true);
  footer.set(serialiseXzHeader(check, crc32).subarray(6, 8), 8);
  footer.set([0x59, 0x5a], 10);
  view.setUint32(0, crc32(footer.subarray(4, 10), 0), true);
  return footer;
}
