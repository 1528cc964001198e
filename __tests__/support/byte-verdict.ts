import { CollectedBodies } from "../../src/adapters/collected-bodies.ts";
import { compareReadings } from "../../src/core/compare/readings.ts";
import { checkRecord, recordPaths } from "../../src/core/compare/wheel-record.ts";
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
    if (reading.kind !== "archive") return { reading, check: null };
    const [path] = recordPaths(reading.archive);
    if (path === undefined) return { reading, check: checkRecord(reading.archive, null) };
    const sink = new CollectedBodies([path], 1024 * 1024);
    await readBytes(bytes, { ...profile, sink });
    return { reading, check: checkRecord(reading.archive, sink.bodies().get(path) ?? null) };
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
      manifest: isWheel
        ? { upload: left.check, rebuilt: right.check, unchecked: "wheel-record-unchecked" }
        : null,
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
