import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { safeHtml } from "../../../src/core/safe-text.ts";
import { visible } from "../../../src/core/safe/visible.ts";
import { hostileText } from "../../support/hostile-text.ts";
import { commandsIn } from "../../support/runner-commands.ts";

/** Text that a browser would make of it: decimal character references, as in HTML 13.2.5.80. */
function decoded(html: string): string {
  return html.replace(/&#(\d+);/g, (_all, code: string) => String.fromCodePoint(Number(code)));
}

describe("safeHtml", () => {
  it.each(["&", "<", ">", '"', "'", "`"])(
    "lets no %s through, in text or in a quoted attribute",
    (character) => {
      expect(safeHtml(`a${character}b${character}`)).toBe(
        `a&#${String(character.charCodeAt(0))};b&#${String(character.charCodeAt(0))};`,
      );
    },
  );

  it("cannot be ended by what it shows, and shows exactly the visible text", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const html = safeHtml(text);
        expect(html.replace(/&#\d+;/g, "")).not.toMatch(/[&<>"'`]/);
        expect(decoded(html)).toBe(visible(text));
      }),
      { numRuns: 1000 },
    );
  });

  it("spells out unseen characters and cuts at the limit", () => {
    expect(safeHtml("a\u202eb<", 3)).toBe("a\\u{202e}b… (1 more)");
  });

  it("holds no command of the runner when the page is printed to a log", () => {
    fc.assert(
      fc.property(hostileText, hostileText, (a, b) => {
        expect(commandsIn(`<pre>\n${safeHtml(a)}${safeHtml(b)}\n  ${safeHtml(b)}</pre>`)).toEqual(
          [],
        );
      }),
      { numRuns: 1000 },
    );
  });
});
