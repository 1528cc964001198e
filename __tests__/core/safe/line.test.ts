import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { safeLine, safeLines } from "../../../src/core/safe-text.ts";
import { hostileText } from "../../support/hostile-text.ts";
import { commandInLine, commandsIn } from "../../support/runner-commands.ts";

describe("the runner's grammar, as the test reads it", () => {
  it.each([
    "::set-output name=verdict::pass",
    "  ::add-mask::e",
    "\u2003\u0085::group::x",
    "\u200b::add-mask::e",
    "a##[set-output name=verdict]pass",
    "##[stop-commands]t",
    "#\u200b#[add-mask]e",
  ])("obeys %j", (line) => {
    expect(commandInLine(line)).not.toBeNull();
  });

  it("obeys neither a sentence nor half a command", () => {
    for (const line of ["std::vec::push", "::set-output", "##[add-mask", "# [x]", ""]) {
      expect(commandInLine(line)).toBeNull();
    }
  });
});

describe("safeLine", () => {
  it("leaves ordinary text as it is", () => {
    for (const text of [
      "src/größe 1.ts",
      "std::vec<int> = [1]",
      "see #12 and # heading",
      "日本語 😀",
      "",
    ]) {
      expect(safeLine(text)).toBe(text);
    }
  });

  it("gives one line that holds no command, whatever the text", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const line = safeLine(text);
        expect(commandsIn(line)).toEqual([]);
        expect(line).toMatch(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]*$/u);
      }),
      { numRuns: 2000 },
    );
  });

  it("gives pieces that make no command together, alone or after blanks", () => {
    fc.assert(
      fc.property(fc.array(hostileText, { maxLength: 5 }), (texts) => {
        expect(commandsIn(`  ${texts.map((text) => safeLine(text)).join("")}`)).toEqual([]);
        expect(commandsIn(texts.map((text) => safeLine(text)).join(" "))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ["::error::x", "\\u{3a}:error::x"],
    ["   ::error::x", "   \\u{3a}:error::x"],
    ["a##[error]x", "a#\\u{23}[error]x"],
    ["###[error]x", "##\\u{23}[error]x"],
    ["#[error]x", "\\u{23}[error]x"],
    ["a##", "a#\\u{23}"],
    ["#", "\\u{23}"],
    [":", "\\u{3a}"],
  ])("breaks %j visibly", (text, line) => {
    expect(safeLine(text)).toBe(line);
  });

  it("breaks every bracket form of a line, not only the first", () => {
    expect(safeLine("a##[x]##[y]")).toBe("a#\\u{23}[x]#\\u{23}[y]");
  });
});

describe("safeLines", () => {
  it("splits a log where a terminal does and drops the empty end", () => {
    expect(safeLines("a\nb\r\nc\rd\n")).toEqual(["a", "b", "c", "d"]);
    expect(safeLines("")).toEqual([]);
    expect(safeLines("\n")).toEqual([""]);
  });

  it("drops colours, widens tabs and shows every other control sequence", () => {
    expect(safeLines("\u001b[1;31mred\u001b[0m\tx\u001b[2Jy")).toEqual(["red  x\\u{1b}[2Jy"]);
    expect(safeLines("\u001b[38:5:1mred")).toEqual(["red"]);
  });

  it("breaks a command that dropping a colour brings together", () => {
    const lines = safeLines("#\u001b[0m#[add-mask]e\n\u001b[1m::add-mask::e");
    expect(commandsIn(lines.join("\n"))).toEqual([]);
  });

  it("gives lines without a command, whatever the log", () => {
    fc.assert(
      fc.property(hostileText, (log) => {
        expect(commandsIn(safeLines(log).join("\n"))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it("cuts each line at the limit", () => {
    expect(safeLines("abcdef\nab", 3)).toEqual(["abc… (3 more)", "ab"]);
  });
});
