/** A piece of a document that is kept whole or left out whole. */
export interface Block {
  readonly text: string;
  /** Findings in it, so that what is left out can be counted. */
  readonly findings: number;
}

/**
 * The blocks in order up to `limit` bytes of UTF-8, then `tail`. From the first block that does not fit on, all are
 * left out, and `more` says how many findings that were.
 */
export function cappedDocument(
  blocks: readonly Block[],
  tail: string,
  limit: number,
  more: (findings: number) => string,
): string {
  const encoder = new TextEncoder();
  const all = blocks.reduce((sum, { findings }) => sum + findings, 0);
  let room = limit - encoder.encode(tail).length - encoder.encode(more(all)).length;
  const kept: string[] = [];
  for (const { text } of blocks) {
    room -= encoder.encode(text).length;
    if (room < 0) break;
    kept.push(text);
  }
  const left = blocks.slice(kept.length).reduce((sum, { findings }) => sum + findings, 0);
  return `${kept.join("")}${kept.length === blocks.length ? "" : more(left)}${tail}`;
}
