import { describe, expect, it } from "@jest/globals";
import { commonEnd, commonStart, firstNonZero } from "../../../src/core/archive/byte-runs.ts";

/** Two byte strings of these lengths that are equal but for one byte each at these offsets. */
function pair(lengths: readonly [number, number], unequalAt: number | null) {
  const [a, b] = lengths.map((length) => new Uint8Array(length).map((_, at) => at % 251)) as [
    Uint8Array,
    Uint8Array,
  ];
  if (unequalAt !== null) b[unequalAt] = (b[unequalAt] ?? 0) ^ 0xff;
  return [a, b] as const;
}

describe("commonStart and commonEnd", () => {
  it.each([
    [10_000, 0],
    [10_000, 1],
    [10_000, 4095],
    [10_000, 4096],
    [10_000, 4097],
    [10_000, 8191],
    [10_000, 9999],
    [8192, 8191],
    [8192, 0],
    [3, 1],
  ])("of %d bytes stop at the byte %d that differs", (length, at) => {
    const [a, b] = pair([length, length], at);
    expect(commonStart(a, b)).toBe(at);
    expect(commonEnd(a, b)).toBe(length - at - 1);
  });

  it.each([
    [0, 5],
    [4096, 9000],
    [5000, 5000],
    [8192, 8192],
  ])("of %d and %d bytes are the shorter one where nothing differs", (one, other) => {
    const [a, b] = pair([one, other], null);
    expect(commonStart(a, b)).toBe(one);
    expect(commonStart(b, a)).toBe(one);
    expect(
      commonEnd(
        b.subarray(other - one),
        a.map((_, at) => b[other - one + at] ?? 0),
      ),
    ).toBe(one);
  });
});

describe("firstNonZero", () => {
  const bytes = Uint8Array.of(0, 0, 7, 0, 9);

  it.each([
    [0, 5, 2],
    [2, 5, 2],
    [3, 5, 4],
    [0, 2, -1],
    [2, 2, -1],
    [4, 4, -1],
  ])("from %d to %d is %d", (from, to, at) => {
    expect(firstNonZero(bytes, from, to)).toBe(at);
  });
});
