import type { CertificateClaims } from "./certificate-claims.ts";
import type { AnyStatement } from "./statement.ts";

declare const verified: unique symbol;

/** When a signature existed, by a party that the trusted root names. */
export interface VerifiedTimes {
  /** Integrated times of log entries with a valid promise, seconds since 1970. */
  readonly log: readonly number[];
  /** How many timestamps of authorities were verified. */
  readonly authority: number;
}

/** What a bundle said, after its signature, certificate, log entries and timestamps were verified. */
export interface VerifiedContent {
  readonly statement: AnyStatement;
  /** The signed bytes. */
  readonly payload: Uint8Array;
  readonly certificate: CertificateClaims;
  readonly times: VerifiedTimes;
}

/** Verified content. The brand keeps unverified JSON out of every function that judges who said what. */
export type VerifiedStatement = VerifiedContent & { readonly [verified]: true };

/** Marks content as verified. For src/adapters/sigstore-verify.ts alone; a test holds every other file to it. */
export function sealVerifiedStatement(content: VerifiedContent): VerifiedStatement {
  return content as VerifiedStatement;
}
