import { describe, expect, it } from "@jest/globals";
import { runCases, type Course } from "../../../scripts/mutants/in-process/run-cases.ts";
import {
  newBlock,
  type Body,
  type TestCase,
} from "../../../scripts/mutants/in-process/test-file.ts";

const log: string[] = [];

/** A file's block and one inside it, each with all hooks, and a test in each. */
function twoTests(failing: string): readonly TestCase[] {
  log.length = 0;
  const note =
    (name: string): Body =>
    () => {
      log.push(name);
      if (name === failing) throw new Error(`${name} fails`);
    };
  const outer = newBlock("", null);
  const inner = newBlock("inner", outer);
  for (const [name, block] of [
    ["outer", outer],
    ["inner", inner],
  ] as const) {
    for (const kind of ["beforeAll", "beforeEach", "afterEach", "afterAll"] as const) {
      block[kind].push(note(`${name} ${kind}`));
    }
  }
  return [
    { name: "one", block: inner, body: note("one"), timeout: null },
    { name: "two", block: outer, body: note("two"), timeout: null },
  ];
}

const course: Course = {
  attempt: async (body) => {
    try {
      await body();
      return null;
    } catch (error) {
      return (error as Error).message;
    }
  },
};

const usual = [
  "outer beforeAll",
  "inner beforeAll",
  "outer beforeEach",
  "inner beforeEach",
  "one",
  "inner afterEach",
  "outer afterEach",
  "inner afterAll",
  "outer beforeEach",
  "two",
  "outer afterEach",
  "outer afterAll",
];

describe("runCases", () => {
  it("runs the hooks around the tests as jest does", async () => {
    expect(await runCases(twoTests(""), course)).toBeNull();
    expect(log).toEqual(usual);
  });

  it.each([
    ["a test", "one", "one :: one fails", usual.slice(0, 8)],
    ["a hook before each", "outer beforeEach", "one :: outer beforeEach fails", null],
    ["a hook after each", "outer afterEach", "one :: outer afterEach fails", null],
    ["a hook before all", "inner beforeAll", 'before all of "inner": inner beforeAll fails', null],
    ["a hook after all", "outer afterAll", 'after all of "": outer afterAll fails', usual],
  ])("ends with the failure of %s, and leaves what it entered", async (_, name, why, ran) => {
    expect((await runCases(twoTests(name), course))?.why).toBe(why);
    if (ran !== null) expect(log.slice(0, ran.length)).toEqual(ran);
    expect(log.at(-1)).toBe("outer afterAll");
  });
});
