import { textRule } from "../content-rule.ts";

/** Formats whose consumers read CRLF and LF as the same line end. Shell, make and m4 do not. */
const EITHER_LINE_END =
  /(^|\/)(METADATA|PKG-INFO|WHEEL|RECORD|SOURCES\.txt|LICEN[CS]E|COPYING|AUTHORS|NEWS|README|CHANGELOG|CHANGES)$|\.(css|html?|json|md|pyi?|rst|txt|xml|[cm]?[jt]s)$/;

/**
 * Line ends: CRLF on one side, LF on the other. Complete only when every line changed alike (so that single carriage
 * returns can carry nothing), nothing else differs, and the format reads both the same.
 */
export const eolRule = textRule({
  id: "eol",
  codes: ["entry-content", "tracked-file-changed", "file-content"],
  names: /^/,
  decode: (text) => (text.includes("\0") ? null : { text, end: lineEnd(text) }),
  account(upload, other, { finding, name }) {
    if (upload.text.replaceAll("\r\n", "\n") !== other.text.replaceAll("\r\n", "\n")) return null;
    const all = upload.end !== "mixed" && other.end !== "mixed";
    const harmless = EITHER_LINE_END.test(name) && !upload.text.startsWith("#!");
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

/** The one line end of a text, or `mixed`: single carriage returns and both kinds together count as that. */
function lineEnd(text: string): "CRLF" | "LF" | "mixed" {
  if (!text.includes("\r")) return "LF";
  return text.replaceAll("\r\n", "").match(/[\r\n]/) === null ? "CRLF" : "mixed";
}
