import { crc32 } from "node:zlib";
import { StreamDriver } from "../../src/adapters/stream-driver.ts";
import { LimitCounters } from "../../src/core/archive/limit-counters.ts";
import { DEFAULT_LIMITS } from "../../src/core/archive/limits.ts";
import type { Reading } from "../../src/core/archive/model.ts";
import { StreamReader } from "../../src/core/archive/stream-reader.ts";

/** What the strict reader says of bytes in memory. */
export async function readingOf(
  bytes: Uint8Array,
  profile: "wheel" | null = null,
): Promise<Reading> {
  const reader = new StreamReader({
    counters: new LimitCounters(DEFAULT_LIMITS, bytes.length),
    crc32,
    profile,
    inside: [],
    sink: null,
    containers: 0,
    compressors: 0,
  });
  const driver = new StreamDriver(reader, new AbortController().signal);
  try {
    await driver.feed(bytes);
    await driver.end();
  } finally {
    driver.close();
  }
  return reader.readingInside();
}
