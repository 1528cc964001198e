/** One line of a text on one side or both, as a unified diff marks it. */
export interface ExcerptLine {
  /** `-` stands in the rebuild (or the commit) alone, `+` in the upload alone, a blank in both. */
  readonly sign: " " | "-" | "+";
  /** Without its line feed. Untrusted: every surface escapes it. */
  readonly text: string;
  /** Something of the line stands before or after the text that is shown. */
  readonly cut?: "start" | "end" | "both" | undefined;
  /** The file ends here without a line feed. */
  readonly unended?: true | undefined;
}

/** Lines that follow each other, with the number of the first of them (from 1) and how many there are on each side. */
export interface Hunk {
  readonly rebuiltStart: number;
  readonly rebuiltCount: number;
  readonly uploadStart: number;
  readonly uploadCount: number;
  readonly lines: readonly ExcerptLine[];
}

/** A unified diff from the rebuild (or the commit) to the upload, cut to length. */
export interface TextExcerpt {
  readonly kind: "diff";
  /** `other`: bytes that are no valid UTF-8 are `\xNN`, and a backslash is `\x5C`. */
  readonly encoding: "utf-8" | "other";
  readonly hunks: readonly Hunk[];
  /** False where more differs than the hunks show. */
  readonly whole: boolean;
}

/** One side of bytes that are no text. */
export interface ByteWindow {
  /** What the body is by its first bytes; null when they are those of no known format. */
  readonly format: string | null;
  /** The bytes from the start of the window on, in hex; empty where the body has ended before. */
  readonly hex: string;
}

/** The bytes around the first difference. */
export interface ByteExcerpt {
  readonly kind: "bytes";
  /** Offset of the first unequal byte, counted from 0. */
  readonly offset: number;
  /** Offset of both windows. */
  readonly start: number;
  /** null: this side has no such file. */
  readonly upload: ByteWindow | null;
  readonly rebuilt: ByteWindow | null;
}

/** What two bodies look like where they differ. */
export type Excerpt = TextExcerpt | ByteExcerpt;

/** Caps of an excerpt and of all in one report; the report's schema holds them, too. */
export const EXCERPT_CAPS = {
  /** Lines of one diff. */
  lines: 60,
  /** Lines of a diff of a file that only one side has. */
  linesAlone: 20,
  /** UTF-16 units of one line. */
  line: 240,
  /** Bytes of one window. */
  window: 64,
  /** Excerpts of one upload, given to the findings in their order. */
  perUpload: 100,
  /** UTF-16 units of text and hex of all excerpts in one report. */
  perReport: 1024 * 1024,
} as const;

/** The longest `text` of a line: every byte of it could be spelled `\xNN`. */
export const LONGEST_EXCERPT_LINE = 4 * EXCERPT_CAPS.line;

/** How much of the cap for a report an excerpt takes. */
export function lengthOf(excerpt: Excerpt): number {
  if (excerpt.kind === "bytes") {
    return (excerpt.upload?.hex.length ?? 0) + (excerpt.rebuilt?.hex.length ?? 0);
  }
  return excerpt.hunks
    .flatMap(({ lines }) => lines)
    .reduce((sum, { text }) => sum + text.length, 0);
}
