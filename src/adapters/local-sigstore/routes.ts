import type { IncomingMessage, ServerResponse } from "node:http";
import { pem } from "@sigstore/core";
import * as z from "zod";
import type { Clock } from "../../app/ports.ts";
import type { CertificateAuthority } from "./certificate-authority.ts";
import type { IdentityIssuer } from "./identity-issuer.ts";
import type { TimestampAuthority } from "./timestamp-authority.ts";
import type { TransparencyLog } from "./transparency-log.ts";

/** What the instance answers with. */
export interface InstanceParts {
  readonly issuerUrl: string;
  /** Bearer token without which no identity token is given. */
  readonly requestToken: string;
  readonly issuer: IdentityIssuer;
  readonly authority: CertificateAuthority;
  readonly log: TransparencyLog;
  readonly timestamps: TimestampAuthority;
  readonly clock: Clock;
}

interface Answer {
  readonly status: number;
  readonly body: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

const ENTRIES = "/api/v1/log/entries";
const LARGEST_REQUEST = 32 * 1024 * 1024;

const certificateRequest = z.object({
  credentials: z.object({ oidcIdentityToken: z.string() }),
  publicKeyRequest: z.object({
    publicKey: z.object({ algorithm: z.literal("ECDSA"), content: z.string() }),
    proofOfPossession: z.base64(),
  }),
});

/** Answers one request; whatever goes wrong with it is a 400. */
export async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  parts: InstanceParts,
): Promise<void> {
  let result: Answer;
  try {
    const body = await bodyOf(request);
    result = body === null ? json(413, { message: "too large" }) : route(request, body, parts);
  } catch {
    result = json(400, { message: "bad request" });
  }
  response.writeHead(result.status, { "content-type": "application/json", ...result.headers });
  response.end(result.body);
}

function route(request: IncomingMessage, body: Buffer, parts: InstanceParts): Answer {
  const url = new URL(request.url ?? "/", parts.issuerUrl);
  switch (`${request.method ?? ""} ${url.pathname}`) {
    case "GET /.well-known/openid-configuration":
      return json(200, { issuer: parts.issuerUrl, jwks_uri: `${parts.issuerUrl}/jwks` });
    case "GET /jwks":
      return json(200, parts.issuer.jwks());
    case "GET /token":
      return identityToken(request, url, parts);
    case "POST /api/v2/signingCert":
      return signingCertificate(body, parts);
    case `POST ${ENTRIES}`:
      return logEntry(body, parts);
    case "POST /api/v1/timestamp":
      return timestamp(body, parts);
    default:
      return request.method === "GET" && url.pathname.startsWith(`${ENTRIES}/`)
        ? found(parts.log.entry(url.pathname.slice(ENTRIES.length + 1)))
        : json(404, { message: "no such page" });
  }
}

function identityToken(request: IncomingMessage, url: URL, parts: InstanceParts): Answer {
  if (request.headers.authorization !== `Bearer ${parts.requestToken}`) {
    return json(401, { message: "not the request token" });
  }
  const audience = url.searchParams.get("audience") ?? "";
  return json(200, { value: parts.issuer.token(audience, parts.clock.now()) });
}

function signingCertificate(body: Buffer, parts: InstanceParts): Answer {
  const request = certificateRequest.parse(JSON.parse(body.toString()));
  const now = parts.clock.now();
  const claims = parts.issuer.verify(request.credentials.oidcIdentityToken, "sigstore", now);
  if (claims === null) return json(401, { message: "the identity token does not hold" });
  const certificate = parts.authority.issue(
    {
      publicKey: request.publicKeyRequest.publicKey.content,
      proofOfPossession: Buffer.from(request.publicKeyRequest.proofOfPossession, "base64"),
    },
    claims,
    now,
  );
  if (certificate === null) return json(400, { message: "the proof of possession does not hold" });
  const certificates = [certificate, parts.authority.root].map((der) => pem.fromDER(der));
  return json(201, { signedCertificateEmbeddedSct: { chain: { certificates } } });
}

function logEntry(body: Buffer, parts: InstanceParts): Answer {
  const submission = parts.log.submit(JSON.parse(body.toString()), parts.clock.now());
  switch (submission.kind) {
    case "created":
      return json(201, parts.log.entry(submission.uuid));
    case "exists":
      return {
        ...json(409, { message: "an equivalent entry exists" }),
        headers: { location: `${ENTRIES}/${submission.uuid}` },
      };
    case "refused":
      return json(400, { message: submission.reason });
  }
}

function timestamp(body: Buffer, parts: InstanceParts): Answer {
  const token = parts.timestamps.timestamp(JSON.parse(body.toString()), parts.clock.now());
  return token === null
    ? json(400, { message: "not a timestamp request" })
    : { status: 201, body: token, headers: { "content-type": "application/timestamp-reply" } };
}

function found(entry: unknown): Answer {
  return entry === undefined ? json(404, { message: "no such entry" }) : json(200, entry);
}

function json(status: number, value: unknown): Answer {
  return { status, body: Buffer.from(JSON.stringify(value)) };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_REQUEST) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
