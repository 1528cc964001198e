import type { Entry } from "../archive/model.ts";
import type { FindingCode } from "../finding-codes.ts";

/** What one finding says may differ, and nothing else. */
export interface Coverage {
  /** The whole entry: it exists on one side only. */
  readonly presence?: true;
  /** The order of the entries. */
  readonly order?: true;
  /** The compressed streams of the layers. */
  readonly stream?: true;
  /** The body of a file that is no archive. */
  readonly body?: true;
  /** Typed members of the entry. */
  readonly members?: readonly (keyof Entry)[];
  /** The fields that `FIELD_FINDINGS` gives to this code. */
  readonly fields?: FindingCode;
}

const body = ["size", "sha256", "packed"] as const;

/**
 * What each code accounts for. A code without an entry accounts for nothing: it is a judgement about one side
 * (the list of its own files in a wheel or gem), about the whole upload, or the alarm of the account itself.
 */
const COVERAGE: Partial<Record<FindingCode, Coverage>> = {
  "file-content": { body: true },
  "gem-checksums-derived": { body: true },
  "entry-only-in-upload": { presence: true },
  "entry-only-in-rebuild": { presence: true },
  "entry-content": { members: body },
  "entry-type": { members: [...body, "type", "linkTarget"] },
  "entry-mode": { members: ["mode"] },
  "entry-link-target": { members: ["linkTarget"] },
  "entry-mtime": { members: ["mtime"], fields: "entry-mtime" },
  "entry-mtime-build-relevant": { members: ["mtime"], fields: "entry-mtime" },
  "entry-owner": { fields: "entry-owner" },
  "entry-owner-privileged": { fields: "entry-owner" },
  "entry-order": { order: true },
  "entry-order-significant": { order: true },
  "entry-attributes": { fields: "entry-attributes" },
  "entry-compression": { members: ["packed"] },
  "entry-compression-method": { members: ["packed"] },
  "tar-encoding": { fields: "tar-encoding" },
  "zip-made-by": { fields: "zip-made-by" },
  "zip-encoding": { fields: "zip-encoding" },
  "ar-encoding": { fields: "ar-encoding" },
  "compression-layout": { stream: true },
  "compressor-settings": { fields: "compressor-settings" },
  "gzip-header": { fields: "gzip-header" },
  "gzip-name": { fields: "gzip-name" },
  "gzip-extra": { fields: "gzip-extra" },
  "archive-comment": { fields: "archive-comment" },
  "commit-comment": { fields: "commit-comment" },
  "commit-comment-mismatch": { fields: "commit-comment" },
};

/** What a finding of this code accounts for. */
export function coverageOf(code: FindingCode): Coverage {
  return COVERAGE[code] ?? {};
}
