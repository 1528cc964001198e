import { CollectedBodies } from "../../src/adapters/collected-bodies.ts";
import { compareReadings } from "../../src/core/compare/readings.ts";
import { recordPaths } from "../../src/core/compare/wheel-record.ts";
import { DEFAULT_NORMALISERS } from "../../src/core/normalisers.ts";
import type { NormaliserId } from "../../src/core/normalisers.ts";
import { decide } from "../../src/core/verdict.ts";
import { readBytes } from "./read-archive.ts";

export interface ByteVerdict {
  readonly kind: string;
  /** Codes of the findings, in their order, and of the refusals. */
  readonly codes: readonly string[];
  /** What accepts the findings, each once, sorted. */
  readonly needed: readonly string[];
}

/** The verdict over two files that are in memory, RECORD of wheels included. */
export async function verdictOfBytes(
  upload: Uint8Array,
  rebuilt: Uint8Array,
  {
    name = "a.tar.gz",
    normalisers = DEFAULT_NORMALISERS,
  }: {
    readonly name?: string;
    readonly normalisers?: ReadonlySet<NormaliserId>;
  } = {},
): Promise<ByteVerdict> {
  const isWheel = name.endsWith(".whl");
  const side = async (bytes: Uint8Array) => {
    const profile = isWheel ? ({ profile: "wheel" } as const) : {};
    const reading = await readBytes(bytes, profile);
    const [path] = reading.kind === "archive" ? recordPaths(reading.archive) : [];
    if (path === undefined) return { reading, record: null };
    const sink = new CollectedBodies([path], 1024 * 1024);
    await readBytes(bytes, { ...profile, sink });
    return { reading, record: sink.bodies().get(path) ?? null };
  };
  const [left, right] = [await side(upload), await side(rebuilt)];
  const comparison = compareReadings(
    left.reading,
    right.reading,
    { upload: name, rebuilt: name },
    {
      at: [name],
      commit: null,
      tracked: null,
      records: isWheel ? { upload: left.record, rebuilt: right.record } : null,
    },
  );
  const { verdict, findings } = decide(comparison, { word: "normalized", normalisers });
  const accepting = findings.flatMap(({ accepted }) => accepted?.by ?? []);
  return {
    kind: verdict.kind,
    codes: [...findings, ...comparison.undecided].map(({ code }) => code),
    needed: [...new Set(accepting)].sort(),
  };
}
