import { timingSafeEqual } from "node:crypto";
import type { Check } from "./check.ts";
import type { AnyStatement, Subject } from "./statement.ts";

/** The file in hand: base name, and digests that we computed from its bytes. */
export interface UploadDigests {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  readonly sha512: string;
}

const STRONG = { sha256: 64, sha512: 128 } as const;

/**
 * Demands exactly one subject with the digest of `upload`, under the name `name`. A subject without a strong digest,
 * with an empty or malformed one, or with one strong digest that differs does not match.
 */
export function matchSubject(
  statement: AnyStatement,
  upload: UploadDigests,
  name: string,
): readonly [Check, Check] {
  const matching = statement.subject.filter((subject) => isDigestOf(subject, upload));
  const [only] = matching;
  return [
    {
      id: "subject-digest",
      passed: matching.length === 1,
      expected: `exactly one subject with sha256 ${upload.sha256}`,
      got: `${String(matching.length)} of ${String(statement.subject.length)} subjects have the digest of this file`,
    },
    {
      id: "subject-name",
      passed: matching.length === 1 && only?.name === name,
      expected: name,
      got: only?.name ?? "nothing",
    },
  ];
}

function isDigestOf(subject: Subject, upload: UploadDigests): boolean {
  const present = (["sha256", "sha512"] as const).filter((key) =>
    Object.hasOwn(subject.digest, key),
  );
  return (
    present.length > 0 &&
    present.every((key) => sameDigest(subject.digest[key] ?? "", upload[key], STRONG[key]))
  );
}

function sameDigest(claimed: string, computed: string, length: number): boolean {
  if (claimed.length !== length || computed.length !== length) return false;
  const encoder = new TextEncoder();
  const [left, right] = [encoder.encode(claimed), encoder.encode(computed)];
  return left.length === right.length && timingSafeEqual(left, right);
}
