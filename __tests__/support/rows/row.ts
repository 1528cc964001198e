/** A row of a table of behaviours: bytes that programs are known to read differently, and what the reader says. */
export interface Row {
  /** Number of the case: T tar, Z zip, G gzip, N names. */
  readonly id: string;
  readonly shape: string;
  readonly bytes: Uint8Array;
  /** `code@offset`, or `archive` where the case is no ground to refuse. */
  readonly expected: string;
  readonly profile?: "wheel";
}

/** One row. */
export function row(id: string, shape: string, bytes: Uint8Array, expected: string): Row {
  return { id, shape, bytes, expected };
}
