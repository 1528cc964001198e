/** What every message must answer: what was wanted, what was there, what to do about it. */
export interface Complaint {
  /** What was asked for or required. */
  readonly expected: string;
  /** What was there instead; untrusted text is escaped by whoever prints it, and cut to length here. */
  readonly found: string;
  /** The next step for the person who reads it. */
  readonly next: string;
  readonly cause?: unknown;
}

const LONGEST_VALUE = 400;

function clip(text: string): string {
  return text.length <= LONGEST_VALUE
    ? text
    : `${text.slice(0, LONGEST_VALUE)}… (${String(text.length - LONGEST_VALUE)} more)`;
}

/**
 * Base of every error we throw: the question could not be put, or not be answered.
 * Expected outcomes (a build failed, two files differ) are values, never errors.
 * `code` is stable and documented in docs/errors.md; the message is not.
 */
export abstract class GateError<C extends string = string> extends Error {
  readonly code: C;
  readonly expected: string;
  readonly found: string;
  readonly next: string;

  constructor(code: C, complaint: Complaint) {
    const found = clip(complaint.found);
    super(
      `expected ${complaint.expected}, found ${found}. ${complaint.next}`,
      complaint.cause === undefined ? undefined : { cause: complaint.cause },
    );
    this.code = code;
    this.expected = complaint.expected;
    this.found = found;
    this.next = complaint.next;
  }
}

/** Wrong use, a missing or unusable input file: exit 2. */
export class InputError extends GateError<
  | "usage"
  | "node-unsupported"
  | "file-missing"
  | "file-unusable"
  | "no-upload"
  | "upload-ambiguous"
  | "report-invalid"
  | "bundle-invalid"
  | "trusted-root-invalid"
  | "instance-unknown"
  | "not-an-archive"
  | "compressor-not-written"
  | "output-exists"
  | "environment-unsafe"
  | "preset-undetected"
  | "preset-ambiguous"
  | "preset-unusable"
> {
  override readonly name = "InputError";
}

/** The source could not be resolved or proven: exit 2, or 5 when the repository could not be reached. */
export class SourceError extends GateError<
  | "source-not-a-repository"
  | "commit-unknown"
  | "commit-ambiguous"
  | "object-mismatch"
  | "object-unsupported"
  | "path-unsafe"
  | "git-missing"
  | "git-failed"
  | "source-too-large"
  | "commit-unreachable"
  | "tag-moved"
  | "submodule-unsafe"
  | "submodule-unavailable"
  | "lfs-unavailable"
> {
  override readonly name = "SourceError";
}

/** The build could not be started or its outputs not be collected: exit 4. A build that ran and failed is a value. */
export class BuildError extends GateError<
  | "build-not-started"
  | "sandbox-unavailable"
  | "network-not-enforced"
  | "output-unsafe"
  | "output-limit"
  | "tools-unusable"
  | "runner-files-changed"
> {
  override readonly name = "BuildError";
}

/** A strict reader refused an archive outside a comparison (there it is a value): exit 6. */
export class ArchiveError extends GateError {
  override readonly name = "ArchiveError";
}

/** A statement cannot be made from what was handed in: exit 2. */
export class StatementError extends GateError<
  | "verdict-not-attestable"
  | "subject-mismatch"
  | "subject-missing"
  | "claims-invalid"
  | "claims-contradict"
  | "event-not-attestable"
> {
  override readonly name = "StatementError";
}

/** Signing material could not be obtained or does not hold: exit 5. */
export class TrustError extends GateError<
  "identity-token-missing" | "signing-failed" | "own-bundle-unverified"
> {
  override readonly name = "TrustError";
}

/** A service or the disk did not do its part: exit 5. */
export class RemoteError extends GateError<
  "service-unreachable" | "service-refused" | "repository-unreachable" | "disk-failed"
> {
  override readonly name = "RemoteError";
}

/** The run was stopped from outside (signal or abort): nothing was decided. */
export class InterruptedError extends GateError<"interrupted"> {
  override readonly name = "InterruptedError";
}
