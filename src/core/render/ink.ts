/** Colours for text that is already escaped; never the other way round, or the escape would show the colours. */
export interface Ink {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly doubtful: (text: string) => string;
}

/** No colour: files, pipes, `NO_COLOR`. */
export const PLAIN: Ink = {
  bold: (text) => text,
  dim: (text) => text,
  good: (text) => text,
  bad: (text) => text,
  doubtful: (text) => text,
};

function sgr(on: number, off: number): (text: string) => string {
  return (text) => `\u001b[${String(on)}m${text}\u001b[${String(off)}m`;
}

/** The eight colours every terminal has (ECMA-48 SGR), so that the reader's own palette decides. */
export const COLOURED: Ink = {
  bold: sgr(1, 22),
  dim: sgr(2, 22),
  good: sgr(32, 39),
  bad: sgr(31, 39),
  doubtful: sgr(33, 39),
};

/** The colour of a verdict. */
export function verdictInk(ink: Ink, verdict: string): (text: string) => string {
  switch (verdict) {
    case "identical":
    case "equivalent":
      return (text) => ink.good(text);
    case "different":
      return (text) => ink.bad(text);
    default:
      return (text) => ink.doubtful(text);
  }
}
