import { describe, expect, it } from "@jest/globals";
import { findMutants } from "../../../scripts/mutants/find.ts";
import { nameOf } from "../../../scripts/mutants/mutant.ts";
import { drawSample } from "../../../scripts/mutants/sample.ts";

const lines = Array.from({ length: 20 }, (_, at) => `if (a${String(at)}) throw a;`);
const exempt = "if (b) throw b; // mutant: no test can see it";
const mutants = findMutants("src/core/a.ts", [...lines, exempt].join("\n"));

describe("drawSample", () => {
  const drawn = (size: number, seed: string) => drawSample(mutants, size, seed).map(nameOf);

  it("draws the same for the same seed, and others for another", () => {
    expect(drawn(5, "a")).toHaveLength(5);
    expect(drawn(5, "a")).toEqual(drawn(5, "a"));
    expect(drawn(5, "b")).not.toEqual(drawn(5, "a"));
  });

  it("keeps their order and draws none that is exempt", () => {
    expect(drawn(100, "a")).toEqual(mutants.slice(0, 20).map(nameOf));
  });
});
