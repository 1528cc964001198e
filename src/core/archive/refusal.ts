import { ArchiveError } from "../errors.ts";
import type { Refusal } from "./model.ts";
import { REFUSAL_CODES, type RefusalCode } from "./refusal-codes.ts";

/** How a refusal leaves the depth of a reader; the stream that holds the reader turns it into a value. */
class RefusedInput extends ArchiveError {
  readonly refusal: Refusal;

  constructor(refusal: Refusal, code: RefusalCode, found: string) {
    const next = `See docs/archives.md#${code}.`;
    super(code, { expected: REFUSAL_CODES[code], found, next });
    this.refusal = refusal;
  }
}

/** A refusal as a value: `offset` counts in the innermost stream, `found` is what was there instead. */
export function refusalFor(code: RefusalCode, offset: number, found: string): Refusal {
  return { code, offset, message: `expected ${REFUSAL_CODES[code]}, found ${found}` };
}

/** Stops reading. Whatever was read before counts for nothing. */
export function refuse(code: RefusalCode, offset: number, found: string): never {
  throw new RefusedInput(refusalFor(code, offset, found), code, found);
}

/** The refusal that was thrown, or null when the error is of another kind and must go on. */
export function refusalOf(error: unknown): Refusal | null {
  return error instanceof RefusedInput ? error.refusal : null;
}
