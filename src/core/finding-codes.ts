import type { Risk } from "./finding.ts";
import type { NormaliserId } from "./normalisers.ts";

/**
 * What a finding means for the verdict when no normaliser accepts it:
 * `open-to-evidence` rejects unless its class is proven and the policy word is `explained`;
 * `barring` rejects, and nothing accepts it;
 * `unanswered` says that nothing was proven either way: inconclusive, unless its class is proven.
 */
export type Standing = "open-to-evidence" | "barring" | "unanswered";

/** What is known of every finding with this code. */
export interface CodeFacts {
  /** What it means, for a heading. */
  readonly title: string;
  /** The normaliser that accepts it, null when only an explanation or a waiver could. */
  readonly normaliser: NormaliserId | null;
  /** Risk before anything is known of the path. */
  readonly risk: Risk;
  readonly standing: Standing;
}

function code(title: string, risk: Risk, normaliser: NormaliserId | null = null): CodeFacts {
  return { title, risk, normaliser, standing: "open-to-evidence" };
}

function barring(title: string): CodeFacts {
  return { title, risk: "high", normaliser: null, standing: "barring" };
}

/**
 * Every finding there is; the key is its stable code and its anchor in docs/differences.md.
 * A variant that a consumer can observe has a code of its own and no normaliser.
 */
export const FINDING_CODES = {
  // whole files
  "file-content": code("The file differs and is no archive", "high"),
  "upload-not-rebuilt": barring("The rebuild made no such file"),
  "container-format": code("The two files are different kinds of container", "high"),
  // presence
  "entry-only-in-upload": code("Only the upload has this entry", "high"),
  "entry-only-in-rebuild": code("Only the rebuild has this entry", "high"),
  // what an entry is
  "entry-content": code("The bytes of this file differ", "high"),
  "entry-type": code("File on one side, link or directory on the other", "high"),
  "entry-mode": code("Permission bits differ", "high"),
  "entry-link-target": code("The link points elsewhere", "high"),
  // metadata of an entry
  "entry-mtime": code("Modification time differs", "info", "archive-mtime"),
  "entry-mtime-build-relevant": code(
    "A product and its prerequisite change their order in time",
    "high",
  ),
  "entry-owner": code("Owner differs", "info", "archive-owner"),
  "entry-owner-privileged": code("Owner of a setuid or setgid file differs", "high"),
  "entry-order": code("Entries stand in another order", "info", "archive-order"),
  "entry-order-significant": code(
    "Entries stand in another order, and position has meaning",
    "medium",
  ),
  "entry-attributes": code("Attributes that a consumer may read differ", "medium"),
  "entry-compression": code("The same bytes, compressed otherwise", "info", "compression-layout"),
  "entry-compression-method": code("Stored on one side, deflated on the other", "low"),
  // spelling of the container
  "tar-encoding": code("The same values, spelled otherwise in tar", "info", "tar-encoding"),
  "zip-made-by": code("Another program version made the zip", "info", "zip-made-by"),
  "zip-encoding": code("Zip header fields differ", "medium"),
  "ar-encoding": code("The same values, spelled otherwise in ar", "low"),
  "compression-layout": code("The compressed stream differs", "info", "compression-layout"),
  "compressor-settings": code(
    "Window, checksum or another setting of the compressor differs",
    "info",
    "compression-layout",
  ),
  "gzip-header": code("Time, system or level in the gzip header differs", "info", "gzip-header"),
  "gzip-name": code("The file name stored in the gzip header differs", "low"),
  "gzip-extra": code("Extra data or comment in the gzip header differs", "medium"),
  "archive-comment": code("A comment in the archive differs", "medium"),
  "commit-comment": code("The commit id recorded in the archive differs", "medium"),
  "commit-comment-mismatch": code("The archive names another commit than the one released", "high"),
  // wheels
  "wheel-record-missing": barring("The wheel has no RECORD"),
  "wheel-record-duplicate": barring("RECORD lists a file twice"),
  "wheel-record-unlisted": barring("The wheel has a file that RECORD does not list"),
  "wheel-record-absent-file": barring("RECORD lists a file that the wheel does not have"),
  "wheel-record-hash": barring("RECORD gives another hash than the file has"),
  "wheel-record-size": barring("RECORD gives another size than the file has"),
  "wheel-record-malformed": barring("RECORD has a row that is not a path, a hash and a size"),
  // gems
  "gem-checksums-missing": barring("The gem has no checksums"),
  "gem-checksums-malformed": barring("The gem's checksums are not what RubyGems writes"),
  "gem-checksums-unlisted": barring("The gem has a member without a checksum"),
  "gem-checksums-absent-file": barring(
    "The gem gives a checksum of a member that it does not have",
  ),
  "gem-checksums-mismatch": barring("The gem gives another checksum than the member has"),
  "gem-checksums-derived": code(
    "The gem's checksums differ only as its members do",
    "info",
    "compression-layout",
  ),
  // against the commit, without a rebuild
  "tracked-file-changed": code("A file of the commit has other bytes in the upload", "high"),
  "not-rebuilt": {
    title: "The commit does not have this file, and nothing was rebuilt",
    risk: "high",
    normaliser: null,
    standing: "unanswered",
  },
  "git-folder-in-upload": barring("The upload has a .git, which no commit can have"),
  "container-not-rebuilt": code("The container was looked up in the commit, not rebuilt", "info"),
  // the account; nothing may ever accept it
  "unaccounted-bytes": barring("Bytes differ that no finding covers"),
} as const satisfies Record<string, CodeFacts>;

/** A key of `FINDING_CODES`. */
export type FindingCode = keyof typeof FINDING_CODES;

/** The facts of a code; every code has them. */
export function factsOf(code: FindingCode): CodeFacts {
  return FINDING_CODES[code];
}
