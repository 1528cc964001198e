import type { FindingCode } from "../finding-codes.ts";

/** The sides whose bodies a finding of this code is about. A code that is not here has no excerpt. */
const SIDES: Readonly<Partial<Record<FindingCode, "both" | "upload" | "rebuilt">>> = {
  "entry-content": "both",
  "file-content": "both",
  "tracked-file-changed": "both",
  "entry-only-in-upload": "upload",
  "not-rebuilt": "upload",
  "entry-only-in-rebuild": "rebuilt",
};

/** The sides of which a finding may show an excerpt; null: none. */
export function excerptSides(code: FindingCode): "both" | "upload" | "rebuilt" | null {
  return SIDES[code] ?? null;
}
