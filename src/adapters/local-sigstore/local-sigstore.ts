import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { HashAlgorithm, PublicKeyDetails, TrustedRoot } from "@sigstore/protobuf-specs";
import type { Clock } from "../../app/ports.ts";
import type { Instance } from "../../core/instance.ts";
import { newCertificateAuthority } from "./certificate-authority.ts";
import { newIdentityIssuer } from "./identity-issuer.ts";
import type { TokenClaims } from "./identity-issuer.ts";
import { newSigningKey } from "./key-pair.ts";
import type { SigningKey } from "./key-pair.ts";
import { answer } from "./routes.ts";
import { newTimestampAuthority } from "./timestamp-authority.ts";
import { LOG_HOST, newTransparencyLog } from "./transparency-log.ts";

/** Where the repositories of the instance claim to live. */
const SERVER = "https://github.com";

/**
 * A Sigstore deployment inside this process: certificate authority, certificate log, transparency log, timestamp
 * authority and a GitHub-like token issuer, on loopback. Its keys are new each time. It proves that signing and
 * verifying work, and nothing about who signed: its root counts only where it is passed explicitly.
 */
export interface LocalSigstore extends AsyncDisposable {
  readonly instance: Instance;
  /** `trusted_root.json`. */
  trustedRoot(): string;
  /** The two variables with which a GitHub runner offers identity tokens. */
  readonly environment: {
    readonly ACTIONS_ID_TOKEN_REQUEST_URL: string;
    readonly ACTIONS_ID_TOKEN_REQUEST_TOKEN: string;
  };
}

/** Starts the instance; tokens carry `claims`, which are GitHub's without `iss` and `aud`. */
export async function startLocalSigstore(
  claims: TokenClaims,
  clock: Clock,
): Promise<LocalSigstore> {
  const server = createServer();
  const url = await listen(server);
  // Certificates carry whole seconds; the second that has begun counts.
  const now = new Date(Math.floor(clock.now().getTime() / 1000) * 1000);
  const certificateLog = newSigningKey();
  const logKey = newSigningKey();
  const parts = {
    issuerUrl: url,
    requestToken: randomBytes(24).toString("base64url"),
    issuer: newIdentityIssuer(url, claims),
    authority: newCertificateAuthority(certificateLog, SERVER, now),
    log: newTransparencyLog(logKey, now),
    timestamps: newTimestampAuthority(now),
    clock,
  };
  server.on("request", (request, response) => {
    void answer(request, response, parts);
  });
  const root = TrustedRoot.toJSON({
    mediaType: "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
    tlogs: [log(`https://${LOG_HOST}`, logKey, now)],
    ctlogs: [log(`https://ct.${LOG_HOST}`, certificateLog, now)],
    certificateAuthorities: [authority(url, [parts.authority.root], now)],
    timestampAuthorities: [authority(url, parts.timestamps.chain, now)],
  });
  return {
    instance: {
      version: 1,
      name: "local",
      issuer: url,
      server: SERVER,
      fulcio: url,
      rekor: { url, version: 1 },
      tsa: url,
      thresholds: { ctlog: 1, tlog: 1, timestamp: 2 },
      trustedRoot: { kind: "file" },
      publicLog: false,
    },
    trustedRoot: () => `${JSON.stringify(root, null, 2)}\n`,
    environment: {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: parts.requestToken,
    },
    [Symbol.asyncDispose]: () => close(server),
  };
}

function log(baseUrl: string, key: SigningKey, start: Date): TrustedRoot["tlogs"][number] {
  return {
    baseUrl,
    hashAlgorithm: HashAlgorithm.SHA2_256,
    publicKey: {
      rawBytes: key.spki,
      keyDetails: PublicKeyDetails.PKIX_ECDSA_P256_SHA_256,
      validFor: { start },
    },
    logId: { keyId: key.id },
    checkpointKeyId: undefined,
    operator: "local",
  };
}

function authority(
  uri: string,
  chain: readonly Buffer[],
  start: Date,
): TrustedRoot["certificateAuthorities"][number] {
  return {
    subject: { organization: "rebuild-gate local instance", commonName: "local" },
    uri,
    certChain: { certificates: chain.map((rawBytes) => ({ rawBytes })) },
    validFor: { start },
    operator: "local",
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${String(port)}`;
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}
