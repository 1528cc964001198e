import { textRule } from "../content-rule.ts";
import type { Difference } from "../difference.ts";

/**
 * Formats whose own definition makes CRLF and LF one line end, in strings as well: Python (Language Reference 2.1.2),
 * ECMAScript (12.3, 12.9.6) with TypeScript, JSON (RFC 8259, section 2), CommonMark (2.1), XML (2.11), HTML
 * (13.2.3.5), CSS (Syntax 3.3). Plain text is not among them: `sha256sum -c` reads one, and a carriage return there
 * is part of a name.
 */
const EITHER_LINE_END = /\.(css|html?|json|md|pyi?|xml|[cm]?[jt]s)$/;

/**
 * Line ends: CRLF on one side, LF on the other. Complete only when every line changed alike (so that single carriage
 * returns can carry nothing), nothing else differs, and the format reads both the same.
 */
export const eolRule = textRule({
  id: "eol",
  codes: ["entry-content", "tracked-file-changed", "file-content"],
  names: /^/,
  decode: (text) => (text.includes("\0") ? null : { text, end: lineEnd(text) }),
  account(upload, other, difference) {
    const { finding, name } = difference;
    if (upload.text.replaceAll("\r\n", "\n") !== other.text.replaceAll("\r\n", "\n")) return null;
    const all = upload.end !== "mixed" && other.end !== "mixed";
    const harmless =
      EITHER_LINE_END.test(name) && !upload.text.startsWith("#!") && !isExecutable(difference);
    const otherSide = finding.code === "tracked-file-changed" ? "commit" : "rebuild";
    return {
      because: all
        ? `Only the line ends differ: ${upload.end} in the upload, ${other.end} in the ${otherSide}, on every line.`
        : "Only line ends differ, but not on every line: one side mixes CRLF and LF.",
      remedy:
        "Commit `* text=auto eol=lf` in .gitattributes, so that no checkout converts line ends.",
      complete: all && harmless,
    };
  },
});

/** A file that may be executed is read by the kernel or a shell first, whatever its name says. */
function isExecutable({ upload, other }: Difference): boolean {
  return [upload, other].some(({ entry }) => ((entry?.mode ?? 0) & 0o111) !== 0);
}

/** The one line end of a text, or `mixed`: single carriage returns and both kinds together count as that. */
function lineEnd(text: string): "CRLF" | "LF" | "mixed" {
  if (!text.includes("\r")) return "LF";
  return text.replaceAll("\r\n", "").match(/[\r\n]/) === null ? "CRLF" : "mixed";
}
