import { crc32 } from "node:zlib";
import { LimitCounters } from "../core/archive/limit-counters.ts";
import type { Limits } from "../core/archive/limits.ts";
import type { Reading } from "../core/archive/model.ts";
import type { Profile } from "../core/archive/profile.ts";
import type { BodySink } from "../core/archive/push-reader.ts";
import { StreamReader } from "../core/archive/stream-reader.ts";
import type { PathBytes } from "../core/path-bytes.ts";
import { openPlain, pieces } from "./plain-file.ts";
import { StreamDriver } from "./stream-driver.ts";
import { beThrifty } from "./thrift.ts";

/** Where to look in a file, and who gets what passes. */
export interface ReadPlace {
  /** The entries to go into. */
  readonly inside: readonly PathBytes[];
  readonly sink: BodySink | null;
}

/** What reading gave, and what it used of the limits. */
export interface CountedReading {
  readonly reading: Reading;
  readonly counters: LimitCounters;
}

/** Reads a file strictly; refusals are values. Throws `InputError`, `InterruptedError`. */
export async function readFile(
  file: string,
  { inside, sink }: ReadPlace,
  limits: Limits,
  signal: AbortSignal,
): Promise<CountedReading> {
  await using opened = await openPlain(file);
  const counters = new LimitCounters(limits, opened.size, AbortSignal.timeout(limits.time));
  const profile = file.endsWith(".whl") ? "wheel" : null;
  const place = { counters, crc32, profile, inside, sink, containers: 0, compressors: 0 } as const;
  const reading = await readStream(place, signal, (feed) =>
    pieces(opened, file, signal, async (bytes) => {
      await feed(bytes);
      beThrifty(counters.entries);
    }),
  );
  return { reading, counters };
}

/**
 * Reads the body of an entry as the archive it may be, for consumers of this profile. `counters` are those of the file,
 * behind its end.
 */
export function readEntry(
  body: Uint8Array,
  profile: Profile | null,
  { inside, sink }: ReadPlace,
  counters: LimitCounters,
  signal: AbortSignal,
): Promise<Reading> {
  const place = {
    counters: counters.continued(AbortSignal.timeout(counters.limits.time)),
    crc32,
    profile,
    inside,
    sink,
    containers: 1,
    compressors: 0,
  } as const;
  return readStream(place, signal, (feed) => feed(body));
}

async function readStream(
  place: ConstructorParameters<typeof StreamReader>[0],
  signal: AbortSignal,
  deliver: (feed: (bytes: Uint8Array) => Promise<void>) => Promise<void>,
): Promise<Reading> {
  const reader = new StreamReader(place);
  const driver = new StreamDriver(reader, signal);
  try {
    await deliver((bytes) => driver.feed(bytes));
    await driver.end();
  } finally {
    driver.close();
  }
  return reader.readingInside();
}
