/** A pattern that matches less than the one it was made from, and the part that it lacks. */
export interface PoorerPattern {
  readonly pattern: string;
  readonly lost: string;
}

/** Leaves out each alternative at the top of a pattern, and each element of its character classes, alone. */
export function poorerPatterns(source: string): readonly PoorerPattern[] {
  const found: PoorerPattern[] = [];
  const alternatives = splitAlternatives(source);
  if (alternatives.length > 1) {
    for (const [drop, lost] of alternatives.entries()) {
      found.push({ pattern: alternatives.filter((_, at) => at !== drop).join("|"), lost });
    }
  }
  for (const { start, end } of classes(source)) {
    const elements = classElements(source.slice(start, end));
    if (elements.length < 2) continue;
    for (const [drop, lost] of elements.entries()) {
      const rest = elements.filter((_, at) => at !== drop).join("");
      found.push({ pattern: source.slice(0, start) + rest + source.slice(end), lost });
    }
  }
  return found;
}

function tokens(source: string): readonly { text: string; at: number; inClass: boolean }[] {
  const found: { text: string; at: number; inClass: boolean }[] = [];
  let inClass = false;
  for (let at = 0; at < source.length;) {
    const text = /^(?:\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u.{4}|\\x..|\\c.|\\.|[^])/u.exec(
      source.slice(at),
    )?.[0];
    if (text === undefined) break;
    found.push({ text, at, inClass });
    if (text === "[" && !inClass) inClass = true;
    else if (text === "]") inClass = false;
    at += text.length;
  }
  return found;
}

function splitAlternatives(source: string): readonly string[] {
  const cuts: number[] = [];
  let depth = 0;
  for (const { text, at, inClass } of tokens(source)) {
    if (inClass) continue;
    if (text === "(") depth += 1;
    if (text === ")") depth -= 1;
    if (text === "|" && depth === 0) cuts.push(at);
  }
  return [...cuts, source.length].map((end, index) =>
    source.slice(index === 0 ? 0 : (cuts[index - 1] ?? 0) + 1, end),
  );
}

/** Where the elements of each class stand; a negated class is left alone, for a shorter one matches more. */
function classes(source: string): readonly { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  let start = 0;
  for (const { text, at, inClass } of tokens(source)) {
    if (!inClass && text === "[") start = at + 1;
    if (inClass && text === "]" && source[start] !== "^") found.push({ start, end: at });
  }
  return found;
}

function classElements(inside: string): readonly string[] {
  const parts = tokens(inside).map(({ text }) => text);
  const elements: string[] = [];
  for (let at = 0; at < parts.length; at += 1) {
    const [first, dash, last] = parts.slice(at, at + 3);
    if (dash === "-" && last !== undefined) {
      elements.push(`${first ?? ""}-${last}`);
      at += 2;
    } else {
      elements.push(first ?? "");
    }
  }
  return elements;
}
