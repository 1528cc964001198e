import { describe, expect, it } from "@jest/globals";
import type { Given, Manual, Shell } from "../../src/entry/cli/command.ts";
import { mannerOf } from "../../src/entry/cli/common-flags.ts";
import { COMMANDS } from "../../src/entry/cli/commands.ts";
import { manualText } from "../../src/entry/cli/manual-text.ts";
import { nearest } from "../../src/entry/cli/nearest.ts";
import { unknownCommand } from "../../src/entry/cli/overview.ts";
import { parseCommandLine } from "../../src/entry/cli/parse.ts";
import { readDuration, readTime, readVariables } from "../../src/entry/cli/values.ts";

const manual: Manual = {
  name: "test",
  summary: "",
  synopsis: [],
  description: [],
  operands: { name: "FILE", least: 1, most: 2, meaning: "" },
  flags: [
    { name: "output", short: "o", value: "GLOB", repeat: true, meaning: "" },
    { name: "commit", value: "REV", meaning: "" },
    { name: "format", value: "FORMAT", choices: ["text", "json"], meaning: "" },
    { name: "quiet", value: null, meaning: "" },
    { name: "help", short: "h", value: null, meaning: "" },
  ],
  exits: [],
  examples: [],
};

function parse(...argv: string[]): { readonly given: Given; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const given = parseCommandLine(manual, argv, (problem) => problems.push(problem));
  return { given, problems };
}

describe("parseCommandLine", () => {
  it("takes flags in any order, values in either spelling, and operands after --", () => {
    const { given, problems } = parse("-o", "a", "x", "--output=b", "--quiet", "--", "--commit");
    expect(problems).toEqual([]);
    expect(given.operands).toEqual(["x", "--commit"]);
    expect(given.many("output")).toEqual(["a", "b"]);
    expect([given.has("quiet"), given.has("commit"), given.one("commit")]).toEqual([
      true,
      false,
      undefined,
    ]);
  });

  it.each([
    [["x", "--comit", "y"], ['unknown flag "--comit"; did you mean --commit?']],
    [["x", "--zzzzzz"], ['unknown flag "--zzzzzz"']],
    [["x", "--constructor"], ['unknown flag "--constructor"']],
    [
      ["x", "--policy", "y"],
      ['unknown flag "--policy": policy files are not read by this version'],
    ],
    [["x", "--preset=npm"], ['unknown flag "--preset": presets are not part of this version']],
    [["x", "--commit"], ["--commit needs a value: --commit REV"]],
    [["x", "--commit", "--quiet"], ['--commit needs a value, found "--quiet"']],
    [["x", "--commit="], ["--commit needs a value that is not empty"]],
    [["x", "--commit", "a", "--commit", "b"], ["--commit is given twice"]],
    [["x", "--quiet=yes"], ["--quiet takes no value"]],
    [["x", "--format", "xml"], ['--format takes text, json, found "xml"']],
    [["x", "--format", "sarif"], ['found "sarif" (not part of this version)']],
    [[], ["expected at least 1 operand (FILE), found none"]],
    [["a", "b", "c"], ['one operand too many: "c"']],
    [
      ["--comit", "--quiet=1"],
      ["did you mean --commit", "takes no value", "at least 1 operand"],
    ],
  ])("reports %j", (argv, expected) => {
    const { problems } = parse(...argv);
    expect(problems).toHaveLength(expected.length);
    for (const [at, problem] of expected.entries()) expect(problems[at]).toContain(problem);
  });

  it("takes a value that starts with a dash after an equals sign", () => {
    expect(parse("x", "--commit=-1")).toMatchObject({ problems: [] });
    expect(parse("x", "--commit", "-")).toMatchObject({ problems: [] });
  });

  it("cuts what it quotes", () => {
    expect(parse("x", `--${"y".repeat(5000)}`).problems[0]!.length).toBeLessThan(120);
  });
});

describe("nearest", () => {
  const names = ["commit", "output", "no-build", "build"];
  it.each([
    ["comit", "commit"],
    ["ocmmit", "commit"],
    ["outputs", "output"],
    ["nobuild", "no-build"],
    ["biuld", "build"],
    ["xyz", null],
    ["", null],
  ])("takes %j for %j", (word, meant) => {
    expect(nearest(word, names)).toBe(meant);
  });
});

function problemsOf(read: (complain: (problem: string) => void) => unknown): readonly string[] {
  const problems: string[] = [];
  read((problem) => problems.push(problem));
  return problems;
}

describe("values of flags", () => {
  it.each([
    ["500ms", 500],
    ["90s", 90_000],
    ["30m", 1_800_000],
    ["1h30m", 5_400_000],
    ["24h", 86_400_000],
  ])("read the duration %s", (text, milliseconds) => {
    expect(problemsOf((complain) => readDuration("timeout", text, complain))).toEqual([]);
    expect(readDuration("timeout", text, () => undefined)).toBe(milliseconds);
  });

  it.each(["", "5", "0s", "-5s", "5d", "1.5h", "5 s", "25h", "s", "5sx"])(
    "refuse the duration %j",
    (text) => {
      expect(problemsOf((complain) => readDuration("timeout", text, complain))).toHaveLength(1);
    },
  );

  it("read variables, the value up to its end", () => {
    expect([...readVariables("env", ["A=1=2\n3", "_b="], () => undefined)]).toEqual([
      ["A", "1=2\n3"],
      ["_b", ""],
    ]);
  });

  it.each([[["A"]], [["1A=x"]], [["=x"]], [["A B=x"]], [["A=x\0y"]], [["A=1", "A=2"]]])(
    "refuse the variables %j, and do not repeat a value",
    (texts) => {
      const problems = problemsOf((complain) => readVariables("env", texts, complain));
      expect(problems).toHaveLength(1);
      expect(problems[0]).not.toMatch(/[xy]$|=[12x]/);
    },
  );

  it("read times", () => {
    expect(readTime("mtime", "@1700000000", () => undefined)).toBe(1_700_000_000);
    expect(readTime("mtime", "1970-01-02T00:00:00Z", () => undefined)).toBe(86_400);
  });

  it.each(["now", "@-1", "@1.5", "2024-13-01T00:00:00Z", "2024-01-01", "1969-01-01T00:00:00Z"])(
    "refuse the time %s",
    (text) => {
      expect(problemsOf((complain) => readTime("mtime", text, complain))).toHaveLength(1);
    },
  );
});

describe("mannerOf", () => {
  const shell = (isTerminal: boolean, environment: Record<string, string> = {}): Shell => ({
    stdout: { write: () => Promise.resolve(), isTerminal },
    stderr: { write: () => Promise.resolve(), isTerminal: !isTerminal },
    environment,
    directory: "/work-folder",
    signal: new AbortController().signal,
  });
  const given = (values: Record<string, string>): Given => ({
    operands: [],
    has: (name) => name in values,
    one: (name) => values[name],
    many: () => [],
  });

  it.each<[Record<string, string>, boolean, Record<string, string>, boolean]>([
    [{}, true, {}, true],
    [{}, false, {}, false],
    [{}, true, { NO_COLOR: "1" }, false],
    [{}, true, { NO_COLOR: "" }, true],
    [{ color: "always" }, false, { NO_COLOR: "1" }, true],
    [{ color: "never" }, true, {}, false],
  ])("%j on a terminal: %j with %j colours: %j", (flags, isTerminal, environment, coloured) => {
    expect(mannerOf(given(flags), shell(isTerminal, environment)).stdoutColour).toBe(coloured);
  });

  it("resolves the report folder from where the command runs", () => {
    expect(mannerOf(given({ report: "out" }), shell(true)).reportFolder).toBe("/work-folder/out");
    expect(mannerOf(given({}), shell(true)).reportFolder).toBeNull();
  });
});

describe("the commands", () => {
  it.each(Object.entries(COMMANDS))(
    "%s has a manual that is whole",
    async (name, { summary, load }) => {
      const { manual: own } = await load();
      expect(own).toMatchObject({ name, summary });
      const text = manualText(own);
      for (const part of ["NAME", "SYNOPSIS", "DESCRIPTION", "FLAGS", "EXIT CODES", "EXAMPLES"]) {
        expect(text).toContain(`${part}\n`);
      }
      const named = own.flags.map((flag) => flag.name);
      expect(new Set(named).size).toBe(named.length);
      expect(named).toEqual(expect.arrayContaining(["quiet", "verbose", "color", "help"]));
      // The synopsis names nothing that the parser does not take.
      for (const [, flag] of own.synopsis.join(" ").matchAll(/--([a-z-]+)/g))
        expect(named).toContain(flag);
      for (const flag of own.flags) expect(text).toContain(`--${flag.name}`);
      expect(own.exits.map(({ code }) => code)).toEqual(
        [...new Set(own.exits.map(({ code }) => code))].sort((a, b) => a - b),
      );
    },
  );

  it("are suggested by a near miss, and absent ones are named as such", () => {
    expect(unknownCommand("chekc").next).toContain("`rebuild-gate check`");
    expect(unknownCommand("policy").next).toContain("not part of this version");
    expect(unknownCommand("--format").found).toContain("before a command");
    expect(unknownCommand("constructor").code).toBe("usage");
  });
});
