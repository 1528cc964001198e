import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip, crc32 } from "node:zlib";

const BLOCK = 512;

/** A tar of so many files of one size, gzipped if the name says so; one in `changes` of them has another body than without. */
export async function writeTar(
  file: string,
  count: number,
  size: number,
  changes = Infinity,
): Promise<void> {
  const gzip = file.endsWith("z") ? [createGzip({ level: 1 })] : [];
  const pieces = Readable.from(tarPieces(count, size, changes));
  await pipeline([pieces, ...gzip, createWriteStream(file)]);
}

function* tarPieces(count: number, size: number, changes: number): Generator<Buffer> {
  const [usual, other] = [fillerOf(0), fillerOf(1)];
  for (let at = 0; at < count; at++) {
    yield tarHeader(nameOf(at), size);
    yield* bodyPieces(size, at, at % changes === 0 && changes !== Infinity ? other : usual);
    yield Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
  }
  yield Buffer.alloc(2 * BLOCK);
}

/** One megabyte that deflate takes to about a tenth: well below the ratio that counts as a bomb. */
function fillerOf(seed: number): Buffer {
  const filler = Buffer.alloc(1024 * 1024, "the same text again and again; ");
  for (let at = 0; at < filler.length; at += 512) {
    createHash("sha256")
      .update(`${String(seed)} ${String(at)}`)
      .digest()
      .copy(filler, at);
  }
  return filler;
}

function* bodyPieces(size: number, at: number, filler: Buffer): Generator<Buffer> {
  const mark = Buffer.from(String(at).padStart(10)).subarray(0, size);
  yield mark;
  for (let left = size - mark.length; left > 0; left -= filler.length) {
    yield filler.subarray(0, Math.min(left, filler.length));
  }
}

/** Folders of a thousand, as a large project has them. */
function nameOf(at: number): string {
  return `package/folder-${String(Math.floor(at / 1000)).padStart(4, "0")}/file-${String(at).padStart(7, "0")}.txt`;
}

function tarHeader(name: string, size: number): Buffer {
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, length: number) =>
    header.write(`${value.toString(8).padStart(length - 1, "0")}\0`, at, "latin1");
  header.write(name, 0, "latin1");
  octal(0o644, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(1_700_000_000, 136, 12);
  header.fill(0x20, 148, 156);
  header.write("0", 156, "latin1");
  header.write("ustar\u000000", 257, "latin1");
  let sum = 0;
  for (const byte of header) sum += byte;
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return header;
}

/** A zip of so many stored files of one size. */
export async function writeZip(file: string, count: number, size: number): Promise<void> {
  await pipeline([Readable.from(zipPieces(count, size)), createWriteStream(file)]);
}

function* zipPieces(count: number, size: number): Generator<Buffer> {
  const filler = fillerOf(0);
  const directory: Buffer[] = [];
  let offset = 0;
  for (let at = 0; at < count; at++) {
    const name = Buffer.from(nameOf(at));
    const body = Buffer.concat([...bodyPieces(size, at, filler)]);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt32LE(0x58210000, 6);
    facts.writeUInt32LE(crc32(body), 10);
    facts.writeUInt32LE(size, 14);
    facts.writeUInt32LE(size, 18);
    facts.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), facts, name, body]);
    yield local;
    const central = Buffer.alloc(46);
    central.write("PK\x01\x02", "latin1");
    central.writeUInt16LE(0x0314, 4);
    facts.copy(central, 6);
    central.writeUInt32LE((0o100644 << 16) >>> 0, 38);
    central.writeUInt32LE(offset, 42);
    directory.push(Buffer.concat([central, name]));
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  yield central;
  yield zipEnd(count, central.length, offset);
}

/** End records; zip64 where the count needs it (APPNOTE 4.3.14). */
function zipEnd(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  const wide = count >= 0xffff;
  end.writeUInt16LE(wide ? 0xffff : count, 8);
  end.writeUInt16LE(wide ? 0xffff : count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  if (!wide) return end;
  const end64 = Buffer.alloc(56);
  end64.write("PK\x06\x06", "latin1");
  end64.writeBigUInt64LE(44n, 4);
  end64.writeUInt16LE(45, 12);
  end64.writeUInt16LE(45, 14);
  end64.writeBigUInt64LE(BigInt(count), 24);
  end64.writeBigUInt64LE(BigInt(count), 32);
  end64.writeBigUInt64LE(BigInt(size), 40);
  end64.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.write("PK\x06\x07", "latin1");
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([end64, locator, end]);
}
