import type { EntryRemark } from "../comparison.ts";
import type { EvidenceClass } from "../finding.ts";
import type { ReportFinding } from "../report.ts";

/** `1 file`, `2 files`, `0 files`; `1,234 files`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${grouped(count)} ${count === 1 ? noun : plural}`;
}

/** `1234567` as `1,234,567`. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

const UNITS = ["kB", "MB", "GB", "TB"] as const;

/** A size for people, in powers of 1000: `512 bytes`, `2.5 MB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return counted(bytes, "byte");
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.95 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value.toFixed(1)} ${UNITS[unit] ?? ""}`;
}

/** A duration for people: `850 ms`, `12.3 s`, `4 min 10 s`. */
export function durationText(milliseconds: number): string {
  if (milliseconds < 1000) return `${String(Math.round(milliseconds))} ms`;
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${grouped(Math.floor(seconds / 60))} min ${String(seconds % 60)} s`;
}

/** The first characters of a digest or commit id, enough to tell two apart by eye. */
export function shortId(id: string): string {
  return id.slice(0, 12);
}

/** One side of a finding in one line. Untrusted: the surface escapes it. */
export function valueText(value: ReportFinding["upload"]): string {
  if (value === null) return "not there";
  if (typeof value === "object") return `${counted(value.size, "byte")}, sha256 ${value.sha256}`;
  return String(value);
}

/** As `valueText`, a digest cut to what tells two apart by eye. */
export function briefValue(value: ReportFinding["upload"]): string {
  return value !== null && typeof value === "object"
    ? `${counted(value.size, "byte")}, sha256 ${shortId(value.sha256)}…`
    : valueText(value);
}

/** A path through nested archives in one line. Untrusted: the surface escapes it. */
export function pathText(path: readonly string[]): string {
  return path.join(" ▸ ");
}

const REMARK_WORDS: Readonly<Record<EntryRemark["code"], string>> = {
  "mode-setuid": "setuid",
  "mode-setgid": "setgid",
  "mode-sticky": "sticky",
  "mode-world-writable": "writable for everybody",
  "mode-executable": "executable",
  "link-absolute": "linked to an absolute path",
  "name-case": "named like another but for the case of letters",
  "name-hidden": "named with characters that are not shown",
  "name-windows": "named as no file can be on Windows, or placed elsewhere there",
};

/** `2 entries are setuid on both sides: a, b`. Untrusted: the surface escapes it. */
export function remarkText({ code, count, paths }: EntryRemark): string {
  const subject = `${counted(count, "entry", "entries")} ${count === 1 ? "is" : "are"}`;
  const more = count > paths.length ? `, … (${grouped(count - paths.length)} more)` : "";
  return `${subject} ${REMARK_WORDS[code]} on both sides: ${paths.join(", ")}${more}`;
}

/** The path without the upload's own name, for places that stand under that name. */
export function innerPath(path: readonly string[]): readonly string[] {
  return path.length > 1 ? path.slice(1) : path;
}

/** What an evidence class says of a file, in plain words. */
export const CLASS_WORDS: Readonly<Record<EvidenceClass, string>> = {
  "in-commit": "as in the commit",
  rebuilt: "made again by the rebuild",
  "modified-explained": "changed, and the change is explained",
  "known-generated": "published output of a known tool",
  waived: "waived",
  unstable: "different from one rebuild to the next",
  unverifiable: "could not be verified here",
  unexplained: "not explained",
};
