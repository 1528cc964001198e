import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { safeJson } from "../../../src/core/safe-text.ts";
import { hostileText } from "../../support/hostile-text.ts";
import { commandsIn } from "../../support/runner-commands.ts";

describe("safeJson", () => {
  it("parses to the same value, whatever the text", () => {
    fc.assert(
      fc.property(fc.dictionary(hostileText, fc.array(hostileText)), (value) => {
        expect(JSON.parse(safeJson(value))).toEqual({ ...value });
        expect(JSON.parse(safeJson(value, 0))).toEqual({ ...value });
      }),
      { numRuns: 500 },
    );
  });

  it("holds no command of the runner and no unseen character", () => {
    fc.assert(
      fc.property(fc.dictionary(hostileText, fc.array(hostileText)), (value) => {
        for (const json of [safeJson(value), safeJson(value, 0)]) {
          expect(commandsIn(json)).toEqual([]);
          expect(json.replaceAll("\n", "")).toMatch(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]*$/u);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("spells the bracket form, unseen characters and the ends of a script element as JSON does", () => {
    expect(safeJson("##[x]##[y]")).toBe('"##\\u005bx]##\\u005by]"');
    expect(safeJson("\u202e\u{e0041}")).toBe('"\\u202e\\udb40\\udc41"');
    expect(safeJson("</script><!--")).toBe('"\\u003c/script>\\u003c!--"');
  });

  it("indents by two blanks, or not at all", () => {
    expect(safeJson({ a: [1] })).toBe('{\n  "a": [\n    1\n  ]\n}');
    expect(safeJson({ a: [1] }, 0)).toBe('{"a":[1]}');
  });
});
