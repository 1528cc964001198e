import { describe, expect, it } from "@jest/globals";
import { LONGEST_SHOWN, visible } from "../../../src/core/safe/visible.ts";

describe("visible", () => {
  it.each([
    ["a C0 control", "\u0000", "\\u{0}"],
    ["a line feed", "\n", "\\u{a}"],
    ["escape", "\u001b", "\\u{1b}"],
    ["DEL", "\u007f", "\\u{7f}"],
    ["a C1 control", "\u0085", "\\u{85}"],
    ["a soft hyphen", "\u00ad", "\\u{ad}"],
    ["a no-break space", "\u00a0", "\\u{a0}"],
    ["an ideographic space", "\u3000", "\\u{3000}"],
    ["a zero-width space", "\u200b", "\\u{200b}"],
    ["a bidirectional override", "\u202e", "\\u{202e}"],
    ["a bidirectional isolate", "\u2067", "\\u{2067}"],
    ["a line separator", "\u2028", "\\u{2028}"],
    ["a paragraph separator", "\u2029", "\\u{2029}"],
    ["an Arabic number sign, which is a format character", "\u0600", "\\u{600}"],
    ["an ignorable that is a letter (Hangul filler)", "\u3164", "\\u{3164}"],
    ["an ignorable that is a mark (variation selector)", "\ufe0f", "\\u{fe0f}"],
    ["a tag character", "\u{e0041}", "\\u{e0041}"],
    ["private use", "\ue000", "\\u{e000}"],
    ["a noncharacter", "\uffff", "\\u{ffff}"],
    ["a lone high surrogate", "\ud83d", "\\u{d83d}"],
    ["a lone low surrogate", "\ude00", "\\u{de00}"],
    ["the blank braille cell", "\u2800", "\\u{2800}"],
  ])("spells out %s", (_name, character, spelled) => {
    expect(visible(`a${character}b${character}`)).toBe(`a${spelled}b${spelled}`);
  });

  it("leaves letters, marks, emoji and the plain blank", () => {
    expect(visible("e\u0301 ü 日 😀 ~")).toBe("e\u0301 ü 日 😀 ~");
  });

  it("spells out a mark that would change the character before the text", () => {
    expect(visible("\u0338x")).toBe("\\u{338}x");
  });

  it("spells out marks piled on one character from the fifth on", () => {
    expect(visible(`a${"\u0301".repeat(6)}`)).toBe(`a${"\u0301".repeat(4)}\\u{301}\\u{301}`);
  });

  it("cuts at the limit and says how much is missing", () => {
    expect(visible("abcdef", 6)).toBe("abcdef");
    expect(visible("abcdef", 4)).toBe("abcd… (2 more)");
    expect(visible("x".repeat(LONGEST_SHOWN + 7))).toBe(`${"x".repeat(LONGEST_SHOWN)}… (7 more)`);
  });

  it("never tears a surrogate pair when it cuts", () => {
    expect(visible("a😀b", 2)).toBe("a… (3 more)");
    expect(visible("a😀b", 3)).toBe("a😀… (1 more)");
    expect(visible("😀", 0)).toBe("… (2 more)");
  });
});
