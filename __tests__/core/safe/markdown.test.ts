import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { mathFromMarkdown } from "mdast-util-math";
import { gfm } from "micromark-extension-gfm";
import { math } from "micromark-extension-math";
import { safeMarkdown, safeMarkdownCode } from "../../../src/core/safe-text.ts";
import { visible } from "../../../src/core/safe/visible.ts";
import { hostileText } from "../../support/hostile-text.ts";
import { commandsIn } from "../../support/runner-commands.ts";

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly Node[];
}

/** GitHub's dialect with its mathematics, by a parser that we did not write. */
function parse(markdown: string): Node {
  return fromMarkdown(markdown, {
    extensions: [gfm(), math()],
    mdastExtensions: [gfmFromMarkdown(), mathFromMarkdown()],
  });
}

function only(node: Node | undefined, type: string): Node {
  expect(node?.type).toBe(type);
  return node!;
}

/** The cells of the second row of a table with three columns, the middle one hostile. */
function middleCell(content: string): readonly Node[] {
  const root = parse(`| a | b | c |\n| - | - | - |\n| 1 | ${content} | 3 |\n\nend\n`);
  expect(root.children).toHaveLength(2);
  const rows = only(root.children![0], "table").children!;
  expect(rows).toHaveLength(2);
  const cells = rows[1]!.children!;
  expect(cells.map((cell) => cell.type)).toEqual(["tableCell", "tableCell", "tableCell"]);
  expect(cells[2]!.children).toMatchObject([{ type: "text", value: "3" }]);
  return cells[1]!.children!;
}

/** Text of inline nodes that hold nothing but text and our own bare `<span>`s. */
function plain(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if (node.type === "html") {
        expect(["<span>", "</span>"]).toContain(node.value);
        return "";
      }
      return only(node, "text").value!;
    })
    .join("");
}

/** Text nodes as a filter over the finished page sees them. */
function textRuns(nodes: readonly Node[]): string[] {
  return nodes.filter((node) => node.type === "text").map((node) => node.value!);
}

describe("safeMarkdown", () => {
  it("is plain text in a table cell, whatever the text", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(plain(middleCell(safeMarkdown(text)))).toBe(visible(text));
      }),
      { numRuns: 300 },
    );
  });

  it("is plain text as a paragraph of its own, whatever the text", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const root = parse(`before\n\n${safeMarkdown(text)}\n\nafter\n`);
        const middle = root.children!.slice(1, -1);
        expect(plain(middle.flatMap((node) => only(node, "paragraph").children!))).toBe(
          visible(text),
        );
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ["& as a reference", "&lt;b&gt;"],
    ["< as a tag", "<b>"],
    ["> as a quotation", "> x"],
    ['" in a title', 'a "b"'],
    ["' in a title", "a 'b'"],
    ["` as code", "`a`"],
    ["| as a cell", "a | b"],
    ["* as emphasis", "*a* **b**"],
    ["_ as emphasis", "_a_"],
    ["~ as deletion", "~~a~~"],
    ["[ as a link", "[a](b)"],
    ["! as an image", "![a](b)"],
    ["\\ as an escape", "a\\*"],
    ["^ as a footnote", "[^1]"],
    ["$ as mathematics", "$a$ $$b$$"],
    ["# as a heading", "# a"],
    ["- as a list", "- a"],
    ["+ as a list", "+ a"],
    ["= as an underline", "==="],
    ["1. as a list", "1. a"],
    ["1) as a list", "1) a"],
    ["--- as a rule", "---"],
    ["- - - as a rule", "- - -"],
    ["-- - as a rule", "-- -"],
    ["an empty list item", "-"],
    ["an empty list item of the other kind", "+"],
    ["an empty numbered item", "12."],
    ["a blank at the start", "     a"],
    ["a blank at the end", "a "],
    ["a comment", "<!-- a -->"],
    ["a web address", "http://a.example/b"],
    ["a web address by name", "x www.a.example WWW.b.example"],
    ["an e-mail address", "a@b.example mailto:a@b.example xmpp:a@b.example"],
  ])("does not let %s act", (_name, text) => {
    expect(
      plain(
        parse(safeMarkdown(text)).children!.flatMap((node) => only(node, "paragraph").children!),
      ),
    ).toBe(text);
    expect(plain(middleCell(safeMarkdown(text)))).toBe(text);
  });

  it.each(["=", "===", "-", "---", "=  "])(
    "does not underline the line before it with %s",
    (text) => {
      const root = parse(`before\n${safeMarkdown(text)}\n`);
      expect(plain(only(root.children![0], "paragraph").children!)).toBe(`before\n${text}`);
    },
  );

  it("gives every character that HTML or Markdown reads as a reference", () => {
    for (const character of "&<>\"'`|*_~[]\\!^{}") {
      expect(safeMarkdown(`a${character}b${character}c`)).toBe(
        `a&#${String(character.charCodeAt(0))};b&#${String(character.charCodeAt(0))};c`,
      );
    }
  });

  it("leaves no mention, reference, emoji, formula or address in one run of text", () => {
    const runs = textRuns(
      middleCell(
        safeMarkdown("@octocat a@b.example #12 o/r#3 :smile: $x$ http://a.example www.a.example"),
      ),
    );
    expect(runs.join("")).toContain("@octocat");
    for (const run of runs) expect(run).not.toMatch(/[@#]\w|\w@|:\w+:|\$.|:\/|www\./);
  });

  it("joins to no command of the runner and spells out unseen characters", () => {
    fc.assert(
      fc.property(hostileText, hostileText, (a, b) => {
        expect(commandsIn(`${safeMarkdown(a)}${safeMarkdown(b)}\n- ${safeMarkdown(a)}`)).toEqual(
          [],
        );
      }),
      { numRuns: 200 },
    );
    expect(safeMarkdown("a\u202eb", 2)).toBe("a&#92;u&#123;202e&#125;… (1 more)");
  });

  it("leaves ordinary prose readable as source", () => {
    const prose = "expected 0755, found 0644 (size 12): see below; 100 % - a/b.c";
    for (const text of [prose, "1.2.3", "--build", "+x", "=x", "2)x"]) {
      expect(safeMarkdown(text)).toBe(text);
    }
  });
});

describe("safeMarkdownCode", () => {
  it("is one code span with the text in it, in a cell and in prose, whatever the text", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const span = safeMarkdownCode(text);
        const cell = middleCell(span);
        expect(cell.map((node) => node.type)).toEqual(["inlineCode"]);
        const root = parse(`before ${span} after`);
        expect(only(root.children![0], "paragraph").children!.map((node) => node.type)).toEqual([
          "text",
          "inlineCode",
          "text",
        ]);
        expect(commandsIn(span)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("shows a name exactly, but for the characters that would end it", () => {
    const value = (text: string): unknown => middleCell(safeMarkdownCode(text))[0]?.value;
    expect(value("src/<b>&amp;$x$ @me http://a.b/c*")).toBe("src/<b>&amp;$x$ @me http://a.b/c*");
    expect(value(" a ")).toBe(" a ");
    expect(value("a`b`|c|")).toBe("a\\u{60}b\\u{60}\\u{7c}c\\u{7c}");
    expect(value("")).toBe(" ");
  });

  it("keeps mathematics away from its delimiters", () => {
    expect(safeMarkdownCode("$a$")).toBe("` $a$ `");
  });

  it("breaks commands and cuts at the limit", () => {
    expect(safeMarkdownCode("##[x]y", 5)).toBe("` #\\u{23}[x]… (1 more) `");
  });
});
