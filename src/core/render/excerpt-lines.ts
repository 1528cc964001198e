import type { Hunk } from "../excerpt/excerpt.ts";
import type { Report, ReportFinding } from "../report.ts";
import { counted } from "./words.ts";

type ReportExcerpt = NonNullable<ReportFinding["excerpt"]>;

/** One line of an excerpt as every surface shows it. */
export interface ShownLine {
  /** What kind of line it is, for colours. */
  readonly kind: "place" | "same" | "removed" | "added" | "remark";
  /** One line with its sign. Untrusted: the surface escapes it. */
  readonly text: string;
}

const KINDS = { " ": "same", "-": "removed", "+": "added" } as const;

/** A tab, seen apart from blanks: escaped like other controls, it would drown the text of every makefile. */
const TAB = "⇥ ";

/**
 * An excerpt as lines: a head that says which side is which, then at most `most` lines of a unified diff or rows of
 * hex, and a remark where there are more.
 */
export function excerptLines(
  { mode }: Pick<Report, "mode">,
  excerpt: ReportExcerpt,
  most = Infinity,
): readonly ShownLine[] {
  const lines = excerpt.kind === "diff" ? diffLines(excerpt) : byteLines(excerpt);
  const isWhole = excerpt.kind === "bytes" || excerpt.whole;
  const left = Math.max(0, lines.length - most);
  const remark = left > 0 ? `… ${counted(left, "more line")} in report.json` : "… and more";
  return [
    { kind: "removed", text: mode === "no-build" ? "--- commit" : "--- rebuilt" },
    { kind: "added", text: "+++ upload" },
    ...lines.slice(0, most),
    ...(left > 0 || !isWhole ? [{ kind: "remark", text: remark } as const] : []),
  ];
}

function diffLines({
  hunks,
  encoding,
}: ReportExcerpt & { readonly kind: "diff" }): readonly ShownLine[] {
  const remark = { kind: "remark", text: "not UTF-8; other bytes are shown as \\xNN" } as const;
  return [
    ...(encoding === "utf-8" ? [] : [remark]),
    ...hunks.flatMap((hunk): ShownLine[] => [
      { kind: "place", text: placeText(hunk) },
      ...hunk.lines.flatMap(({ sign, text, cut, unended }): ShownLine[] => {
        const start = cut === "start" || cut === "both" ? "…" : "";
        const end = cut === "end" || cut === "both" ? "…" : "";
        return [
          { kind: KINDS[sign], text: `${sign}${start}${text.replaceAll("\t", TAB)}${end}` },
          ...(unended === true
            ? [{ kind: "remark", text: "\\ no line feed at the end of the file" } as const]
            : []),
        ];
      }),
    ]),
  ];
}

function placeText({ rebuiltStart, rebuiltCount, uploadStart, uploadCount }: Hunk): string {
  const side = (start: number, count: number) => `${String(start)},${String(count)}`;
  return `@@ -${side(rebuiltStart, rebuiltCount)} +${side(uploadStart, uploadCount)} @@`;
}

/** Bytes in a row of hex. */
const ROW = 16;

function byteLines(excerpt: ReportExcerpt & { readonly kind: "bytes" }): readonly ShownLine[] {
  const { offset, start, upload, rebuilt } = excerpt;
  const formats = [
    ...new Set([rebuilt?.format, upload?.format].filter((one) => typeof one === "string")),
  ];
  const what = formats.length === 0 ? "bytes" : formats.join(", then ");
  const rows = (side: typeof upload, kind: "removed" | "added"): readonly ShownLine[] => {
    const pairs = side?.hex.match(/../g) ?? [];
    return Array.from({ length: Math.ceil(pairs.length / ROW) }, (_, row) => {
      const sign = kind === "added" ? "+" : "-";
      const bytes = pairs.slice(row * ROW, (row + 1) * ROW).join(" ");
      return {
        kind,
        text: `${sign}${(start + row * ROW).toString(16).padStart(8, "0")}  ${bytes}`,
      };
    });
  };
  return [
    { kind: "place", text: `@@ ${what}; the first difference is at byte ${String(offset)} @@` },
    ...rows(rebuilt, "removed"),
    ...rows(upload, "added"),
  ];
}
