import type { EqualityLevel } from "../comparison.ts";
import { factsOf } from "../finding-codes.ts";
import type { FindingCode } from "../finding-codes.ts";
import type { Finding } from "../finding.ts";

/** Codes of the compressor around a container; they say nothing about its content. */
const COMPRESSOR_CODES: ReadonlySet<FindingCode> = new Set([
  "compression-layout",
  "compressor-settings",
  "gzip-header",
  "gzip-name",
  "gzip-extra",
]);

/** Codes that say a file is missing, or has another type, target or body. */
const SUBSTANCE: ReadonlySet<FindingCode> = new Set([
  "file-content",
  "container-format",
  "upload-not-rebuilt",
  "entry-only-in-upload",
  "entry-only-in-rebuild",
  "entry-content",
  "entry-type",
  "entry-link-target",
  "tracked-file-changed",
  "not-rebuilt",
  "git-folder-in-upload",
  "container-not-rebuilt",
  "unaccounted-bytes",
]);

/**
 * The highest level at which two unequal files agree, read off the findings that account for every unequal byte:
 * L1 only the outer compressor, L2 only what normalisers name (allowed or not), L3 the same files with the same bytes.
 */
export function agreementOf(findings: readonly Finding[]): EqualityLevel | null {
  if (findings.length === 0) return null;
  if (findings.some(({ code }) => SUBSTANCE.has(code))) return null;
  if (findings.every(({ code, path }) => COMPRESSOR_CODES.has(code) && path.length === 1)) {
    return "L1";
  }
  return findings.every(({ code }) => factsOf(code).normaliser !== null) ? "L2" : "L3";
}
