import { describe, expect, it } from "@jest/globals";
import type { ListedArchive } from "../../../scripts/corpus/archive-list.ts";
import { sampleOf } from "../../../scripts/corpus/sample.ts";
import { seededRandom } from "../../support/random.ts";

const list: ListedArchive[] = Array.from({ length: 40 }, (_, number) => ({
  source: number < 2 ? "few" : "many",
  name: String(number),
  sha256: "0".repeat(64),
  size: number,
}));

function names(seed: number): readonly string[] {
  const random = seededRandom(seed);
  return sampleOf(list, 3, (limit) => random.below(limit)).map(({ name }) => name);
}

describe("a sample of the corpus", () => {
  it("has some of every source, none twice, and all where there are few", () => {
    const sample = names(1);
    expect(sample).toHaveLength(5);
    expect(new Set(sample).size).toBe(5);
    expect(sample).toEqual(expect.arrayContaining(["0", "1"]));
  });

  it("is the same for a seed, and another for most others", () => {
    expect(names(7)).toEqual(names(7));
    expect(new Set([1, 2, 3, 4, 5].map((seed) => names(seed).join())).size).toBeGreaterThan(2);
  });
});
