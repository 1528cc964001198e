import { createPublicKey, verify } from "node:crypto";
import * as z from "zod";
import { parseStrictJsonBytes } from "../core/statement/strict-json.ts";

/** Clocks of issuer and runner may differ by this much, seconds. */
const SKEW = 60;

const headerSchema = z.object({ alg: z.literal("RS256"), kid: z.string() });
const timesSchema = z.looseObject({
  iss: z.string(),
  aud: z.string(),
  exp: z.number(),
  nbf: z.number().optional(),
});
const keySetSchema = z.object({
  keys: z.array(z.looseObject({ kid: z.string().optional() })).max(64),
});
const keySchema = z.object({ kty: z.literal("RSA"), n: z.string(), e: z.string() });

/** Who must have issued a token, for whom, and when it is read. */
export interface TokenExpectations {
  readonly issuer: string;
  readonly audience: string;
  readonly now: Date;
}

/** What verifying a token gave. */
export type TokenReading =
  | { readonly ok: true; readonly payload: unknown }
  | { readonly ok: false; readonly reason: string };

/**
 * Verifies an RS256 token (RFC 7519) against a JSON Web Key Set. The algorithm is ours, not the token's; issuer and
 * audience are compared exactly; a token without expiry is refused.
 */
export function verifyToken(
  token: string,
  keySet: unknown,
  { issuer, audience, now }: TokenExpectations,
): TokenReading {
  const [header = "", payload = "", signature = "", ...rest] = token.split(".");
  if (rest.length > 0) return refused("it has more than three parts");
  const head = headerSchema.safeParse(decode(header));
  if (!head.success) return refused("it is not signed with RS256 by a named key");
  const key = keyOf(keySet, head.data.kid);
  if (key === null) return refused("the issuer has no RSA key of that name");
  const signed = Buffer.from(`${header}.${payload}`);
  if (!verify("sha256", signed, key, Buffer.from(signature, "base64url"))) {
    return refused("the signature does not hold");
  }
  const claims = timesSchema.safeParse(decode(payload));
  if (!claims.success) return refused("it lacks iss, aud or exp");
  const seconds = now.getTime() / 1000;
  if (claims.data.iss !== issuer) return refused(`its issuer is ${claims.data.iss}`);
  if (claims.data.aud !== audience) return refused(`its audience is ${claims.data.aud}`);
  if (claims.data.exp + SKEW < seconds) return refused("it has expired");
  if ((claims.data.nbf ?? 0) - SKEW > seconds) return refused("it is not valid yet");
  return { ok: true, payload: claims.data };
}

function keyOf(keySet: unknown, kid: string) {
  const set = keySetSchema.safeParse(keySet);
  const named = set.data?.keys.filter((key) => key.kid === kid) ?? [];
  const key = named.length === 1 ? keySchema.safeParse(named[0]) : undefined;
  return key?.success === true ? createPublicKey({ key: key.data, format: "jwk" }) : null;
}

function decode(part: string): unknown {
  const json = parseStrictJsonBytes(Buffer.from(part, "base64url"));
  return json.ok ? json.value : null;
}

function refused(reason: string): TokenReading {
  return { ok: false, reason };
}
