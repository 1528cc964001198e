import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { COLOURED } from "../../../src/core/render/ink.ts";
import { renderExplanation } from "../../../src/core/render/explanation.ts";
import { renderReport } from "../../../src/core/render/formats.ts";
import { renderInspection } from "../../../src/core/render/inspection.ts";
import { renderMarkdown } from "../../../src/core/render/markdown.ts";
import { renderHtml } from "../../../src/core/render/html.ts";
import { PLAIN } from "../../../src/core/render/ink.ts";
import { renderText } from "../../../src/core/render/text.ts";
import { renderVerification } from "../../../src/core/render/verification.ts";
import type { Report } from "../../../src/core/report.ts";
import { hostileText } from "../../support/hostile-text.ts";
import { commandsIn } from "../../support/runner-commands.ts";
import { artifact, build, finding, mtime, report } from "../../support/reports.ts";

/** One name that attacks every surface, and long. */
const WORST = [
  "</code></pre><h1>PASSED</h1><script>alert(1)</script>",
  "` | <img src=x onerror=alert(1)> |",
  "x\n::set-output name=verdict::pass",
  "##[set-output name=verdict]pass",
  "\u001b[2J\u001b[1;1Hidentical\u009b0m\u0007",
  "\u202egpj.exe\u2066",
  '" onmouseover="alert(1)',
  "a ::error::b ".repeat(40),
  "x".repeat(1000),
].join(" ");

/** A report in which every text that comes from outside is this one. */
function reportOf(text: string): Report {
  const explanation = { rule: text, because: text, remedy: text, docs: text };
  const unexplained = finding({
    path: [text, text, text],
    upload: text,
    rebuilt: text,
    notes: [text],
    excerpt: {
      kind: "diff",
      encoding: "other",
      hunks: [
        {
          rebuiltStart: 1,
          rebuiltCount: 2,
          uploadStart: 1,
          uploadCount: 2,
          lines: [
            { sign: " ", text },
            { sign: "-", text, cut: "both" },
            { sign: "+", text, unended: true },
          ],
        },
      ],
      whole: false,
    },
  });
  const packed = {
    kind: "bytes" as const,
    offset: 1,
    start: 0,
    upload: { format: text, hex: "3a3a" },
    rebuilt: { format: text, hex: "" },
  };
  return report(
    [
      artifact({
        name: text || "x",
        reason: { code: text, message: text },
        stability: "unstable",
        files: { unexplained: 3 },
        findings: [
          unexplained,
          { ...unexplained, risk: "medium", excerpt: packed },
          { ...unexplained, risk: "medium" },
          { ...unexplained, class: "modified-explained", explanation },
          mtime(text, { explanation }),
        ],
      }),
      artifact({
        name: text || "x",
        agreement: null,
        remarks: [{ code: "mode-setuid", count: 9, paths: [text, text] }],
        undecided: [{ code: text, message: text, path: [text], side: "upload" }],
      }),
    ],
    {
      tool: { name: "rebuild-gate", version: text },
      source: { ...report().source!, repository: text },
      notices: [{ code: text, message: text }],
      build: build({
        plan: [
          { item: text, value: text, evidence: text },
          { item: text, value: text, evidence: "default" },
        ],
        tools: { [text]: text },
        outcome: {
          kind: "failed",
          reason: "exit",
          detail: text,
          logTail: `${text}\n${text}\r${text}`,
        },
      }),
    },
  );
}

const inspection = (text: string) => ({
  ok: true as const,
  format: "tar",
  entries: [
    { path: text, type: "symlink" as const, mode: "0777", size: 0, sha256: null, linkTarget: text },
  ],
});

const verification = (text: string) => {
  const check = { id: text, passed: false, expected: text, got: text };
  return {
    result: "FAILED" as const,
    checks: [check, { ...check, passed: true }] as const,
    unpinned: [text],
    bundles: [],
    statements: [],
  };
};

/** What each surface prints of a hostile text. */
const TERMINALS: readonly (readonly [string, (text: string) => string])[] = [
  ["text", (text) => renderText(reportOf(text))],
  [
    "an explanation",
    (text) => renderExplanation(reportOf(text), reportOf(text).artifacts[0]!.findings, PLAIN),
  ],
  ["an inspection", (text) => renderInspection(inspection(text))],
  ["a refusal", (text) => renderInspection({ ok: false, code: text, message: text, offset: 1 })],
  ["a verification", (text) => renderVerification(text, verification(text), PLAIN)],
  ["JSON", (text) => renderReport(reportOf(text), "json", PLAIN)],
  ["Markdown", (text) => renderMarkdown(reportOf(text))],
  ["HTML", (text) => renderHtml(reportOf(text))],
];

// Controls, formats, surrogates, private use and separators: what a terminal obeys or a reader cannot see.
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;

describe.each(TERMINALS)("%s", (_surface, render) => {
  it("holds no command of the runner and nothing that a terminal obeys, whatever the names", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const shown = render(text);
        expect(commandsIn(shown)).toEqual([]);
        expect(shown).not.toMatch(UNSEEN);
      }),
      { numRuns: 40, examples: [[WORST], ["::error::x"], [" ::error::x"], ["##[error]x"]] },
    );
  });
});

describe("text", () => {
  it("keeps to 96 columns and an escape at either end, but for a log and the table", () => {
    const lines = renderText(reportOf(WORST)).split("\n");
    const wide = lines.filter(
      (line) => Array.from(line).length > 96 + 12 && !line.startsWith("  | "),
    );
    expect(wide.filter((line) => !/^ {2}(different|inconclusive) /.test(line))).toEqual([]);
  });

  it("has no colour of its own unless asked, and then only around escaped text", () => {
    const esc = "\u001b";
    expect(renderText(reportOf(WORST))).not.toContain(esc);
    const coloured = renderText(reportOf(WORST), COLOURED);
    expect(coloured).toContain(`${esc}[31m`);
    // eslint-disable-next-line no-control-regex -- ESC starts a colour
    expect(coloured.replace(/\u001b\[(?:1|2|22|31|32|33|39)m/g, "")).toBe(
      renderText(reportOf(WORST)),
    );
  });
});

interface Tag {
  readonly name: string;
  readonly attributes: readonly (readonly [string, string])[];
}

/** Tags of a page, read by the tokeniser rules of HTML 13.2.5 for what we emit: quoted attributes, raw text in style. */
function tagsOf(html: string): readonly Tag[] {
  const tags: Tag[] = [];
  let at = 0;
  for (;;) {
    at = html.indexOf("<", at);
    if (at === -1) return tags;
    const match = /^<(!?\/?[a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*>/.exec(
      html.slice(at, at + 20_000),
    );
    if (match === null) throw new Error(`an open "<" in: ${html.slice(at, at + 60)}`);
    const [whole, name = "", attributes = ""] = match;
    tags.push({
      name: name.toLowerCase(),
      attributes: [...attributes.matchAll(/([a-z-]+)(?:="([^"]*)")?/g)].map(
        ([, key = "", value = ""]) => [key, value] as const,
      ),
    });
    at += whole.length;
    if (name.toLowerCase() === "style") at = html.indexOf("</style>", at);
  }
}

const shape = (html: string) =>
  tagsOf(html).map(({ name, attributes }) => [name, attributes.map(([key]) => key)]);

describe("HTML", () => {
  const innocent = shape(renderHtml(reportOf("name")));

  it("has the same elements and attributes whatever the names are", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(shape(renderHtml(reportOf(text)))).toEqual(innocent);
      }),
      { numRuns: 30, examples: [[WORST], [""], ["<"], ['"'], ["&lt;"]] },
    );
  });

  it("loads nothing, runs nothing, and says so to the browser", () => {
    const html = renderHtml(reportOf(WORST));
    const tags = tagsOf(html);
    expect(tags.map(({ name }) => name)).not.toEqual(expect.arrayContaining(["script"]));
    for (const { name, attributes } of tags) {
      expect(["script", "img", "link", "iframe", "object", "form", "base", "svg"]).not.toContain(
        name,
      );
      for (const [key, value] of attributes) {
        expect(key).not.toMatch(/^on|^style$|^src$/);
        if (key === "href")
          expect(value).toMatch(
            /^(#[a-z0-9-]+|https:\/\/rebuild-gate\.github\.io\/docs\/[a-z0-9#-]+)$/,
          );
      }
    }
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
    expect(policy).toMatch(
      /^default-src &#39;none&#39;; style-src &#39;sha256-[A-Za-z0-9+/=]{44}&#39;/,
    );
  });

  it("names every path to its last character", () => {
    const long = `${"d/".repeat(3000)}end`;
    const html = renderHtml(
      report([artifact({ findings: [finding({ path: ["a", long] }), mtime(`${long}2`)] })]),
    );
    expect(html).toContain(`${long}</code>`);
    expect(html).toContain(`${long}2</code>`);
  });
});

interface Node {
  readonly type: string;
  readonly url?: string;
  readonly value?: string;
  readonly children?: readonly Node[];
}

function nodes(node: Node): readonly Node[] {
  return [node, ...(node.children ?? []).flatMap(nodes)];
}

function parse(markdown: string): Node {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** The tree without its text; our escape's own spans count as text. */
function skeleton(markdown: string): readonly string[] {
  return nodes(parse(markdown))
    .filter(
      ({ type, value }) => type !== "text" && !(type === "html" && /^<\/?span>$/.test(value ?? "")),
    )
    .map(({ type }) => type);
}

describe("Markdown", () => {
  // A log line is code whatever it says; how many there are follows from the text, so it is left empty here.
  const quiet = (text: string) => {
    const whole = reportOf(text);
    return { ...whole, build: build({ ...whole.build!, outcome: { kind: "built", files: [] } }) };
  };
  const innocent = skeleton(renderMarkdown(quiet("name")));

  it("has the same blocks, cells and spans whatever the names are", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(skeleton(renderMarkdown(quiet(text === "" ? "x" : text)))).toEqual(innocent);
      }),
      { numRuns: 15, examples: [[WORST], ["|"], ["`"], ["\n\n# x"], ["- x"], ["    x"]] },
    );
  });

  it("links to the documentation only", () => {
    const links = nodes(parse(renderMarkdown(reportOf(WORST)))).filter(
      ({ type }) => type === "link",
    );
    expect(links.length).toBeGreaterThan(0);
    for (const { url } of links)
      expect(url).toMatch(/^https:\/\/rebuild-gate\.github\.io\/docs\/differences#[a-z0-9-]+$/);
  });
});
