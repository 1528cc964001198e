import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";

/** Claims of a token; every value is text, as GitHub's are. */
export type TokenClaims = Readonly<Record<string, string>>;

const FIVE_MINUTES = 5 * 60;
const KEY_ID = "local";

/** An OIDC issuer with GitHub's claims, for one run that it is told about. */
export interface IdentityIssuer {
  /** An RS256 token for `audience`. */
  token(audience: string, now: Date): string;
  /** JSON Web Key Set with the one public key. */
  jwks(): unknown;
  /** The claims of a token of this issuer for `audience` that is valid now, or null. */
  verify(token: string, audience: string, now: Date): TokenClaims | null;
}

/** An issuer at `url` with a new RSA key. */
export function newIdentityIssuer(url: string, claims: TokenClaims): IdentityIssuer {
  const pair = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { format: "pem", type: "pkcs8" },
    publicKeyEncoding: { format: "pem", type: "spki" },
  });
  const privateKey = createPrivateKey(pair.privateKey);
  const publicKey = createPublicKey(pair.publicKey);
  return {
    token(audience, now) {
      const issuedAt = Math.floor(now.getTime() / 1000);
      const signed = [
        { alg: "RS256", typ: "JWT", kid: KEY_ID },
        {
          ...claims,
          iss: url,
          aud: audience,
          iat: issuedAt,
          nbf: issuedAt,
          exp: issuedAt + FIVE_MINUTES,
        },
      ]
        .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
        .join(".");
      return `${signed}.${sign("sha256", Buffer.from(signed), privateKey).toString("base64url")}`;
    },
    jwks: () => ({
      keys: [{ ...publicKey.export({ format: "jwk" }), kid: KEY_ID, alg: "RS256", use: "sig" }],
    }),
    verify(token, audience, now) {
      const [header = "", payload = "", signature = "", ...rest] = token.split(".");
      const signed = Buffer.from(`${header}.${payload}`);
      if (rest.length > 0) return null;
      if (!verify("sha256", signed, publicKey, Buffer.from(signature, "base64url"))) return null;
      const said = JSON.parse(Buffer.from(payload, "base64url").toString()) as Record<
        string,
        unknown
      >;
      const expires = typeof said["exp"] === "number" ? said["exp"] * 1000 : 0;
      if (said["aud"] !== audience || said["iss"] !== url || expires <= now.getTime()) return null;
      return Object.fromEntries(
        Object.entries(said).filter(
          (entry): entry is [string, string] => typeof entry[1] === "string",
        ),
      );
    },
  };
}
