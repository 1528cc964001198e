import type { Finding } from "../../finding.ts";
import type { Difference, DifferenceSide } from "../difference.ts";
import { utf8Text } from "../text.ts";
import { changedLines, linesWithout } from "./text-change.ts";

/**
 * The serial number of a macro file as aclocal reads it: a comment line `# serial N` or `# NAME serial N` before any
 * macro. null when there is none.
 */
export function m4Serial(text: string): number | null {
  const lines = text.split("\n");
  const end = lines.findIndex((line) => /^\s*(AC_DEFUN|AU_DEFUN|m4_define|define)\b/.test(line));
  for (const line of end === -1 ? lines : lines.slice(0, end)) {
    const serial = /^(?:#|dnl)\s*(?:\S+\.m4\s+)?serial\s+(\d{1,9})\b/.exec(line)?.[1];
    if (serial !== undefined) return Number(serial);
  }
  return null;
}

/** What to say of the serial numbers: aclocal prefers a local macro file with a higher one to its own. */
export function serialNotes({ name, upload, other }: Difference): readonly string[] {
  if (!name.endsWith(".m4")) return [];
  const here = serialIn(upload.body);
  const there = serialIn(other.body);
  if (here === null) return [];
  if (there === null) return [`serial ${String(here)}`];
  if (there === here) return [`serial ${String(here)} on both sides, with other bytes`];
  const wins = here > there ? "; aclocal keeps the higher one" : "";
  return [`serial ${String(there)} -> ${String(here)}${wins}`];
}

function serialIn(body: Uint8Array | null): number | null {
  return m4Serial(utf8Text(body ?? new Uint8Array()) ?? "");
}

/** Files that autotools make from macros, beside or above the folder of the macros. */
const MADE_FROM_MACROS = /(^|\/)(configure|aclocal\.m4|Makefile\.in|config\.h\.in)$/;

/** Whether a file of this name is a macro file, or made from such files. */
export function concernsMacros(name: string): boolean {
  return name.endsWith(".m4") || MADE_FROM_MACROS.test(name);
}

/**
 * Which differences follow from which macro files, by what they hold: a line that the upload's macro file has alone
 * stands in the upload's `configure` alone, or `aclocal.m4` includes the file. Notes by finding.
 */
export function macroNotes(
  differences: readonly Difference[],
): ReadonlyMap<Finding, readonly string[]> {
  const notes = new Map<Finding, string[]>();
  const tell = ({ finding }: Difference, note: string) => {
    notes.set(finding, [...(notes.get(finding) ?? []), note]);
  };
  const macros = differences.filter(({ name }) => name.endsWith(".m4"));
  // mutant: without macros there is nothing to tell, it only saves time
  if (macros.length === 0) return notes;
  // Once per product, not once per pair: a `configure` has 25,000 lines.
  const products = differences
    .filter(({ name }) => MADE_FROM_MACROS.test(name))
    .map((product) => ({ product, lines: ownLines(product) }));
  for (const macro of macros) {
    const own = ownLines(macro);
    const readers: string[] = [];
    for (const { product, lines } of products) {
      if (product === macro) continue;
      if (!sharesLine(own, lines) && !includes(product, macro)) continue;
      readers.push(product.name);
      tell(product, `derived from ${macro.name}, which differs`);
    }
    const reader = readers.find((name) => /(^|\/)configure$/.test(name)) ?? readers[0];
    if (reader !== undefined) tell(macro, `read by ${reader}`);
    else if (isIncluded(macro)) tell(macro, "read by aclocal.m4");
  }
  return notes;
}

/** Lines that say something, and that the upload alone has in this file. */
function ownLines(difference: Difference): ReadonlySet<string> {
  const changed = difference.upload.body === null ? null : changedLines(difference);
  if (changed === null) return new Set();
  const trimmed = (lines: readonly string[]) => lines.map((line) => line.trim());
  const own = linesWithout(trimmed(changed.upload), trimmed(changed.other));
  return new Set(own.filter((line) => line.length >= 8));
}

function sharesLine(lines: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const line of others) if (lines.has(line)) return true;
  return false;
}

function includes(product: Difference, macro: Difference): boolean {
  return product.name.endsWith("aclocal.m4") && includesMacro(product.upload, product.name, macro);
}

/** Whether an `aclocal.m4` that is equal on both sides includes the macro file. */
function isIncluded(macro: Difference): boolean {
  const name = aclocalBeside(macro.name);
  return includesMacro(macro.neighbour(name).upload, name, macro);
}

function includesMacro({ body }: DifferenceSide, aclocal: string, { name }: Difference): boolean {
  const folder = aclocal.slice(0, aclocal.lastIndexOf("/") + 1);
  if (!name.startsWith(folder)) return false;
  const text = utf8Text(body ?? new Uint8Array());
  return text?.includes(`m4_include([${name.slice(folder.length)}])`) === true;
}

/** Where `aclocal.m4` lies for a macro file: beside its folder. */
export function aclocalBeside(macroName: string): string {
  const parts = macroName.split("/");
  return [...parts.slice(0, -2), "aclocal.m4"].join("/");
}
