import { crc32 } from "node:zlib";
import { LimitCounters } from "../../src/core/archive/limit-counters.ts";
import { DEFAULT_LIMITS } from "../../src/core/archive/limits.ts";
import type { ReaderContext } from "../../src/core/archive/push-reader.ts";
import { StreamReader } from "../../src/core/archive/stream-reader.ts";

/** What a format's reader gets, for tests that drive one without the stream around it. */
export function readerContext(more: Partial<ReaderContext> = {}): ReaderContext {
  const counters = new LimitCounters(DEFAULT_LIMITS, null);
  const place = { counters, crc32, profile: null, inside: [], sink: null };
  const open = (): StreamReader => new StreamReader({ ...place, containers: 1, compressors: 1 });
  return {
    counters,
    crc32,
    profile: null,
    sink: null,
    descendTo: null,
    openContent: open,
    openNested: open,
    ...more,
  };
}
