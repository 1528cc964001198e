import { crc32 } from "node:zlib";
import { StreamDriver } from "../../src/adapters/stream-driver.ts";
import { LimitCounters, type Deadline } from "../../src/core/archive/limit-counters.ts";
import { DEFAULT_LIMITS, type Limits } from "../../src/core/archive/limits.ts";
import type { ArchiveModel, Reading } from "../../src/core/archive/model.ts";
import type { BodySink } from "../../src/core/archive/push-reader.ts";
import { StreamReader } from "../../src/core/archive/stream-reader.ts";
import { pathFromText } from "../../src/core/path-bytes.ts";

export interface ReadOptions {
  /** Lengths of the pieces the bytes come in, used in turn; one piece by default. */
  readonly pieces?: readonly number[];
  readonly limits?: Partial<Limits>;
  readonly inside?: readonly string[];
  readonly profile?: "wheel";
  readonly sink?: BodySink;
  readonly deadline?: Deadline;
}

/** What the strict reader makes of these bytes. */
export async function readBytes(bytes: Uint8Array, options: ReadOptions = {}): Promise<Reading> {
  const reader = new StreamReader({
    counters: new LimitCounters(
      { ...DEFAULT_LIMITS, ...options.limits },
      bytes.length,
      options.deadline,
    ),
    crc32,
    profile: options.profile ?? null,
    inside: (options.inside ?? []).map(pathFromText),
    sink: options.sink ?? null,
    containers: 0,
    compressors: 0,
  });
  const driver = new StreamDriver(reader, new AbortController().signal);
  const pieces = options.pieces ?? [bytes.length];
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const length = pieces[turn % pieces.length] ?? 1;
    // A copy that is wiped afterwards: whatever the reader keeps, it must have copied.
    const piece = bytes.slice(at, at + length);
    await driver.feed(piece);
    piece.fill(0xee);
    at += length;
  }
  await driver.end();
  driver.close();
  return reader.readingInside();
}

/** The archive in these bytes; fails the test when the reader sees none. */
export async function archiveIn(bytes: Uint8Array, options?: ReadOptions): Promise<ArchiveModel> {
  const reading = await readBytes(bytes, options);
  if (reading.kind === "archive") return reading.archive;
  throw new Error(`expected an archive, got ${JSON.stringify(reading)}`);
}

/** `code@offset` of the refusal of these bytes, or what they were read as instead. */
export async function refusalOf(bytes: Uint8Array, options?: ReadOptions): Promise<string> {
  const reading = await readBytes(bytes, options);
  return reading.kind === "refused" || reading.kind === "unsupported"
    ? `${reading.refusal.code}@${String(reading.refusal.offset)}`
    : reading.kind;
}
