import { describe, expect, it } from "@jest/globals";
import { excerptLines } from "../../../src/core/render/excerpt-lines.ts";
import { renderExplanation } from "../../../src/core/render/explanation.ts";
import { renderHtml } from "../../../src/core/render/html.ts";
import { COLOURED, PLAIN } from "../../../src/core/render/ink.ts";
import { renderMarkdown } from "../../../src/core/render/markdown.ts";
import { renderText } from "../../../src/core/render/text.ts";
import type { ReportFinding } from "../../../src/core/report.ts";
import { artifact, finding, report } from "../../support/reports.ts";

type Excerpt = NonNullable<ReportFinding["excerpt"]>;

const diff: Excerpt = {
  kind: "diff",
  encoding: "utf-8",
  hunks: [
    {
      rebuiltStart: 7,
      rebuiltCount: 2,
      uploadStart: 7,
      uploadCount: 3,
      lines: [
        { sign: " ", text: "\tall:" },
        { sign: "-", text: "old", unended: true },
        { sign: "+", text: "evil", cut: "start" },
        { sign: "+", text: "more", cut: "both" },
      ],
    },
  ],
  whole: true,
};
const HEAD = ["--- rebuilt", "+++ upload"];
const DIFF_SHOWN = [
  ...HEAD,
  "@@ -7,2 +7,3 @@",
  " ⇥ all:",
  "-old",
  "\\ no line feed at the end of the file",
  "+…evil",
  "+…more…",
];
const bytes: Excerpt = {
  kind: "bytes",
  offset: 17,
  start: 0,
  upload: { format: "PNG", hex: "00".repeat(17) + "ff" },
  rebuilt: { format: null, hex: "00".repeat(18) },
};
const BYTES_SHOWN = [
  ...HEAD,
  "@@ PNG; the first difference is at byte 17 @@",
  `-00000000  ${"00 ".repeat(16).trim()}`,
  "-00000010  00 00",
  `+00000000  ${"00 ".repeat(16).trim()}`,
  "+00000010  00 ff",
];

const texts = (excerpt: Excerpt, most?: number) =>
  excerptLines({ mode: "rebuild" }, excerpt, most).map(({ text }) => text);
const reportOf = (excerpt: Excerpt) => report([artifact({ findings: [finding({ excerpt })] })]);
const many: Excerpt = {
  ...diff,
  hunks: [
    {
      rebuiltStart: 1,
      rebuiltCount: 0,
      uploadStart: 1,
      uploadCount: 60,
      lines: Array.from({ length: 60 }, (_, at) => ({ sign: "+", text: `l${String(at)}` })),
    },
  ],
};

describe("an excerpt", () => {
  it("is a unified diff, with what is cut and what has no end", () => {
    expect(texts(diff)).toEqual(DIFF_SHOWN);
    expect(texts({ ...diff, whole: false })).toEqual([...DIFF_SHOWN, "… and more"]);
    expect(texts({ ...diff, encoding: "other" })[2]).toBe(
      "not UTF-8; other bytes are shown as \\xNN",
    );
  });

  it("is rows of hex with their offsets, and the format if it is known", () => {
    expect(texts(bytes)).toEqual(BYTES_SHOWN);
    expect(texts({ ...bytes, upload: null, offset: 0 })[2]).toBe(
      "@@ bytes; the first difference is at byte 0 @@",
    );
    expect(texts({ ...bytes, rebuilt: { format: "ELF", hex: "" } })[2]).toContain("ELF, then PNG");
  });

  it("says how much is left out where a surface shows less", () => {
    expect(texts(many, 16)).toHaveLength(HEAD.length + 17);
    expect(texts(many, 16).at(-1)).toBe("… 45 more lines in report.json");
  });

  it("is shown in text, and by explain to its last line", () => {
    expect(renderText(reportOf(diff))).toContain(
      DIFF_SHOWN.map((line) => `  | ${line}`).join("\n"),
    );
    const text = renderText(reportOf(many));
    expect(text).toContain("  | +l14\n  | … 45 more lines");
    const { artifacts } = reportOf(many);
    const explained = renderExplanation(reportOf(many), artifacts[0]!.findings, PLAIN);
    expect(explained).toContain("  | +l59");
    expect(explained).not.toContain("more line");
  });

  it("has colours of its own where there are any", () => {
    const text = renderText(reportOf(diff), COLOURED);
    expect(text).toContain("  | \u001b[31m--- rebuilt\u001b[39m");
    expect(text).toContain("  | \u001b[32m+++ upload\u001b[39m");
    expect(text).toContain("  | \u001b[31m-old\u001b[39m");
    expect(text).toContain("  | \u001b[32m+…evil\u001b[39m");
  });

  it("says on every surface that the lines taken out are the commit's where nothing was built", () => {
    const unbuilt = { ...reportOf(diff), mode: "no-build" as const };
    const { artifacts } = unbuilt;
    for (const text of [
      renderText(unbuilt),
      renderMarkdown(unbuilt),
      renderHtml(unbuilt),
      renderExplanation(unbuilt, artifacts[0]!.findings, PLAIN),
    ]) {
      expect(text).toContain("--- commit");
      expect(text).toContain("+++ upload");
      expect(text).not.toContain("--- rebuilt");
    }
  });

  it("is a block of code in Markdown, below the table", () => {
    const text = renderMarkdown(reportOf(bytes));
    expect(text).toContain(
      `\n\` package/index.js \`:\n\n${BYTES_SHOWN.map((line) => `    ${line}`).join("\n")}\n`,
    );
    expect(text.indexOf("    --- rebuilt")).toBeGreaterThan(text.indexOf("| Risk | File |"));
  });

  it("is preformatted in HTML, to its last line", () => {
    expect(renderHtml(reportOf(diff))).toContain(
      '<pre class="excerpt"><span class="removed">--- rebuilt</span>\n<span class="added">+++ upload</span>\n<span class="place">@@ -7,2 +7,3 @@</span>\n<span class="same"> ⇥ all:</span>',
    );
    expect(renderHtml(reportOf(many))).toContain('<span class="added">+l59</span></pre>');
  });
});
