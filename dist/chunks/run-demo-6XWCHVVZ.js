import {
  verify
} from "./chunk-TIF4OMA3.js";
import {
  readReport
} from "./chunk-B36ACODZ.js";
import {
  attest
} from "./chunk-VVGT6OKW.js";
import "./chunk-HWCROIX2.js";
import {
  CLAIM_EXTENSIONS,
  DEPRECATED_EXTENSIONS,
  FULCIO_ARC
} from "./chunk-KCIAQ45W.js";
import "./chunk-EANPBMFH.js";
import {
  require_dist
} from "./chunk-EBKY2O5S.js";
import "./chunk-IRQ76XMQ.js";
import "./chunk-EA3AGO37.js";
import "./chunk-4AH4GH2R.js";
import {
  check
} from "./chunk-NDODS3NR.js";
import "./chunk-JBFBF6ZH.js";
import {
  require_dist as require_dist2
} from "./chunk-OAI657ZE.js";
import "./chunk-S4X7ZEPV.js";
import {
  base64,
  literal,
  looseObject,
  object,
  strictObject,
  string,
  tuple
} from "./chunk-QJHEDYDG.js";
import {
  Ct,
  Qn,
  So
} from "./chunk-ZUMJATQO.js";
import "./chunk-IVE75K52.js";
import "./chunk-O7FZZVYQ.js";
import "./chunk-FQY5ZDSF.js";
import "./chunk-ME4NGRWJ.js";
import "./chunk-XHVXZRAQ.js";
import {
  systemClock
} from "./chunk-XX7SVKQN.js";
import {
  InputError,
  safeLine
} from "./chunk-COCQMI2L.js";
import "./chunk-FPZJALNE.js";
import {
  __callDispose,
  __toESM,
  __using
} from "./chunk-QLIL6GH6.js";

// src/entry/cli/run-demo.ts
import { mkdir as mkdir2, readdir, rm, writeFile } from "node:fs/promises";
import { basename as basename2, dirname as dirname3, join as join4, resolve } from "node:path";

// src/adapters/local-sigstore/local-sigstore.ts
var import_protobuf_specs = __toESM(require_dist2(), 1);
import { randomBytes as randomBytes2 } from "node:crypto";
import { createServer } from "node:http";

// src/adapters/local-sigstore/certificate-authority.ts
import { createPublicKey, verify as verify2 } from "node:crypto";

// src/adapters/local-sigstore/certificate.ts
import { createHash, randomBytes, sign } from "node:crypto";

// src/adapters/local-sigstore/der.ts
function element(tag, ...content) {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag]), lengthOf(body.length), body]);
}
function sequence(...content) {
  return element(48, ...content);
}
function setOf(...content) {
  return element(49, ...[...content].sort((a, b) => Buffer.compare(a, b)));
}
function context(number, ...content) {
  return element(160 | number, ...content);
}
function integer(value) {
  const bytes = typeof value === "number" ? hexBytes(value) : Buffer.from(value);
  const padded = (bytes[0] ?? 0) >= 128 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
  return element(2, padded);
}
function hexBytes(value) {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
}
function oid(dotted) {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return element(6, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}
function base128(arc) {
  const bytes = [arc % 128];
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) {
    bytes.unshift(rest % 128 | 128);
  }
  return bytes;
}
function octets(content) {
  return element(4, content);
}
function bits(content, unused = 0) {
  return element(3, Buffer.from([unused]), content);
}
function utf8(text) {
  return element(12, Buffer.from(text, "utf8"));
}
var TRUE = element(1, Buffer.from([255]));
var NULL = element(5);
function generalizedTime(time) {
  const text = time.toISOString().replace(/[-:T]/g, "").slice(0, 14);
  return element(24, Buffer.from(`${text}Z`, "latin1"));
}
function utcTime(time) {
  const text = time.toISOString().replace(/[-:T]/g, "").slice(2, 14);
  return element(23, Buffer.from(`${text}Z`, "latin1"));
}
function lengthOf(length) {
  if (length < 128) return Buffer.from([length]);
  const bytes = hexBytes(length);
  return Buffer.concat([Buffer.from([128 | bytes.length]), bytes]);
}

// src/adapters/local-sigstore/certificate.ts
var ECDSA_WITH_SHA256 = sequence(oid("1.2.840.10045.4.3.2"));
var DIGITAL_SIGNATURE = bits(Buffer.from([128]), 7);
var CERT_AND_CRL_SIGN = bits(Buffer.from([6]), 1);
function distinguishedName(commonName) {
  const attribute = (type, value) => setOf(sequence(oid(type), utf8(value)));
  return sequence(
    attribute("2.5.4.10", "rebuild-gate local instance"),
    attribute("2.5.4.3", commonName)
  );
}
function extension(id, value, critical = false) {
  return sequence(oid(id), ...critical ? [TRUE] : [], octets(value));
}
function authorityExtensions(publicKey) {
  return [
    extension("2.5.29.19", sequence(TRUE), true),
    extension("2.5.29.15", CERT_AND_CRL_SIGN, true),
    extension("2.5.29.14", octets(keyIdentifier(publicKey)))
  ];
}
function signerExtensions(publicKey, issuerPublicKey, purpose, critical) {
  return [
    extension("2.5.29.15", DIGITAL_SIGNATURE, true),
    extension("2.5.29.37", sequence(oid(purpose)), critical),
    extension("2.5.29.14", octets(keyIdentifier(publicKey))),
    extension("2.5.29.35", sequence(element(128, keyIdentifier(issuerPublicKey))))
  ];
}
function toBeSigned(content) {
  return sequence(
    context(0, integer(2)),
    integer(content.serial),
    ECDSA_WITH_SHA256,
    content.issuer,
    sequence(utcTime(content.notBefore), utcTime(content.notAfter)),
    content.subject,
    content.publicKey,
    context(3, sequence(...content.extensions))
  );
}
function signCertificate(content, key) {
  const tbs = toBeSigned(content);
  return sequence(tbs, ECDSA_WITH_SHA256, bits(sign("sha256", tbs, key)));
}
function newSerial() {
  const serial = randomBytes(16);
  serial.writeUInt8(serial.readUInt8(0) & 127 | 64, 0);
  return serial;
}
var SHA256 = sequence(oid("2.16.840.1.101.3.4.2.1"), NULL);
var ECDSA_SHA256 = ECDSA_WITH_SHA256;
function keyIdentifier(publicKey) {
  return createHash("sha256").update(publicKey).digest().subarray(0, 20);
}

// src/adapters/local-sigstore/certificate-log.ts
import { createHash as createHash2, sign as sign2 } from "node:crypto";
var SCT_LIST = "1.3.6.1.4.1.11129.2.4.2";
function embeddedTimestamp(content, issuerPublicKey, log2, now) {
  const tbs = toBeSigned(content);
  const time = uint(now.getTime(), 8);
  const noExtensions = uint(0, 2);
  const signed = Buffer.concat([
    uint(0, 1),
    // v1
    uint(0, 1),
    // certificate_timestamp
    time,
    uint(1, 2),
    // precert_entry
    createHash2("sha256").update(issuerPublicKey).digest(),
    uint(tbs.length, 3),
    tbs,
    noExtensions
  ]);
  const signature = sign2("sha256", signed, log2.privateKey);
  const timestamp2 = Buffer.concat([
    uint(0, 1),
    log2.id,
    time,
    noExtensions,
    Buffer.from([4, 3]),
    // SHA-256, ECDSA
    uint(signature.length, 2),
    signature
  ]);
  const list = Buffer.concat([uint(timestamp2.length, 2), timestamp2]);
  return extension(SCT_LIST, octets(Buffer.concat([uint(list.length, 2), list])));
}
function uint(value, bytes) {
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64BE(BigInt(value));
  return buffer.subarray(8 - bytes);
}

// src/adapters/local-sigstore/key-pair.ts
import { createHash as createHash3, generateKeyPairSync } from "node:crypto";
function newSigningKey() {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const spki = publicKey.export({ format: "der", type: "spki" });
  return { privateKey, spki, id: createHash3("sha256").update(spki).digest() };
}

// src/adapters/local-sigstore/certificate-authority.ts
var CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
var TEN_MINUTES = 10 * 60 * 1e3;
var YEAR = 365 * 24 * 60 * 60 * 1e3;
var NAME = distinguishedName("local certificate authority");
function newCertificateAuthority(log2, server, now) {
  const key = newSigningKey();
  const root = signCertificate(
    {
      serial: newSerial(),
      issuer: NAME,
      subject: NAME,
      notBefore: now,
      notAfter: new Date(now.getTime() + YEAR),
      publicKey: key.spki,
      extensions: authorityExtensions(key.spki)
    },
    key.privateKey
  );
  return {
    root,
    issue: (request, claims, time) => issue(request, claims, time, { key, log: log2, server })
  };
}
function issue(request, claims, now, { key, log: log2, server }) {
  const publicKey = createPublicKey(request.publicKey);
  const subject = Buffer.from(claims["sub"] ?? "");
  if (!verify2("sha256", subject, publicKey, request.proofOfPossession)) return null;
  const spki = publicKey.export({ format: "der", type: "spki" });
  const identity = `${server}/${claims["job_workflow_ref"] ?? ""}`;
  const content = {
    serial: newSerial(),
    issuer: NAME,
    subject: sequence(),
    notBefore: now,
    notAfter: new Date(now.getTime() + TEN_MINUTES),
    publicKey: spki,
    extensions: [
      ...signerExtensions(spki, key.spki, CODE_SIGNING, false),
      extension("2.5.29.17", sequence(element(134, Buffer.from(identity))), true),
      ...claimExtensions(claims, server)
    ]
  };
  const timestamp2 = embeddedTimestamp(content, key.spki, log2, now);
  return signCertificate(
    { ...content, extensions: [...content.extensions, timestamp2] },
    key.privateKey
  );
}
function claimExtensions(claims, server) {
  const at = (name) => claims[name] === void 0 ? void 0 : `${server}/${claims[name]}`;
  const run = `${server}/${claims["repository"] ?? ""}/actions/runs/${claims["run_id"] ?? ""}/attempts/${claims["run_attempt"] ?? ""}`;
  const current = {
    issuer: claims["iss"],
    buildSignerUri: at("job_workflow_ref"),
    buildSignerDigest: claims["job_workflow_sha"],
    runnerEnvironment: claims["runner_environment"],
    sourceRepositoryUri: at("repository"),
    sourceRepositoryDigest: claims["sha"],
    sourceRepositoryRef: claims["ref"],
    sourceRepositoryId: claims["repository_id"],
    sourceRepositoryOwnerUri: at("repository_owner"),
    sourceRepositoryOwnerId: claims["repository_owner_id"],
    buildConfigUri: at("workflow_ref"),
    buildConfigDigest: claims["workflow_sha"],
    buildTrigger: claims["event_name"],
    runInvocationUri: run,
    sourceRepositoryVisibility: claims["repository_visibility"],
    deploymentEnvironment: claims["environment"],
    tokenSubject: claims["sub"]
  };
  const deprecated = {
    issuer: claims["iss"],
    trigger: claims["event_name"],
    sha: claims["sha"],
    workflowName: claims["workflow"],
    repository: claims["repository"],
    ref: claims["ref"]
  };
  return [
    ...Object.entries(DEPRECATED_EXTENSIONS).flatMap(
      ([number, name]) => claimExtension(number, deprecated[name], (text) => Buffer.from(text))
    ),
    ...Object.entries(CLAIM_EXTENSIONS).flatMap(
      ([number, name]) => claimExtension(number, current[name], utf8)
    )
  ];
}
function claimExtension(number, value, encode) {
  return value === void 0 ? [] : [extension(`${FULCIO_ARC}.${number}`, encode(value))];
}

// src/adapters/local-sigstore/identity-issuer.ts
import { createPrivateKey, createPublicKey as createPublicKey2, generateKeyPairSync as generateKeyPairSync2, sign as sign3, verify as verify3 } from "node:crypto";
var FIVE_MINUTES = 5 * 60;
var KEY_ID = "local";
function newIdentityIssuer(url, claims) {
  const pair = generateKeyPairSync2("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { format: "pem", type: "pkcs8" },
    publicKeyEncoding: { format: "pem", type: "spki" }
  });
  const privateKey = createPrivateKey(pair.privateKey);
  const publicKey = createPublicKey2(pair.publicKey);
  return {
    token(audience, now) {
      const issuedAt = Math.floor(now.getTime() / 1e3);
      const signed = [
        { alg: "RS256", typ: "JWT", kid: KEY_ID },
        {
          ...claims,
          iss: url,
          aud: audience,
          iat: issuedAt,
          nbf: issuedAt,
          exp: issuedAt + FIVE_MINUTES
        }
      ].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
      return `${signed}.${sign3("sha256", Buffer.from(signed), privateKey).toString("base64url")}`;
    },
    jwks: () => ({
      keys: [{ ...publicKey.export({ format: "jwk" }), kid: KEY_ID, alg: "RS256", use: "sig" }]
    }),
    verify(token, audience, now) {
      const [header = "", payload = "", signature = "", ...rest] = token.split(".");
      const signed = Buffer.from(`${header}.${payload}`);
      if (rest.length > 0) return null;
      if (!verify3("sha256", signed, publicKey, Buffer.from(signature, "base64url"))) return null;
      const said = JSON.parse(Buffer.from(payload, "base64url").toString());
      const expires = typeof said["exp"] === "number" ? said["exp"] * 1e3 : 0;
      if (said["aud"] !== audience || said["iss"] !== url || expires <= now.getTime()) return null;
      return Object.fromEntries(
        Object.entries(said).filter(
          (entry) => typeof entry[1] === "string"
        )
      );
    }
  };
}

// src/adapters/local-sigstore/routes.ts
var import_core = __toESM(require_dist(), 1);
var ENTRIES = "/api/v1/log/entries";
var LARGEST_REQUEST = 32 * 1024 * 1024;
var certificateRequest = object({
  credentials: object({ oidcIdentityToken: string() }),
  publicKeyRequest: object({
    publicKey: object({ algorithm: literal("ECDSA"), content: string() }),
    proofOfPossession: base64()
  })
});
async function answer(request, response, parts) {
  let result;
  try {
    const body = await bodyOf(request);
    result = body === null ? json(413, { message: "too large" }) : route(request, body, parts);
  } catch {
    result = json(400, { message: "bad request" });
  }
  response.writeHead(result.status, { "content-type": "application/json", ...result.headers });
  response.end(result.body);
}
function route(request, body, parts) {
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
      return request.method === "GET" && url.pathname.startsWith(`${ENTRIES}/`) ? found(parts.log.entry(url.pathname.slice(ENTRIES.length + 1))) : json(404, { message: "no such page" });
  }
}
function identityToken(request, url, parts) {
  if (request.headers.authorization !== `Bearer ${parts.requestToken}`) {
    return json(401, { message: "not the request token" });
  }
  const audience = url.searchParams.get("audience") ?? "";
  return json(200, { value: parts.issuer.token(audience, parts.clock.now()) });
}
function signingCertificate(body, parts) {
  const request = certificateRequest.parse(JSON.parse(body.toString()));
  const now = parts.clock.now();
  const claims = parts.issuer.verify(request.credentials.oidcIdentityToken, "sigstore", now);
  if (claims === null) return json(401, { message: "the identity token does not hold" });
  const certificate = parts.authority.issue(
    {
      publicKey: request.publicKeyRequest.publicKey.content,
      proofOfPossession: Buffer.from(request.publicKeyRequest.proofOfPossession, "base64")
    },
    claims,
    now
  );
  if (certificate === null) return json(400, { message: "the proof of possession does not hold" });
  const certificates = [certificate, parts.authority.root].map((der) => import_core.pem.fromDER(der));
  return json(201, { signedCertificateEmbeddedSct: { chain: { certificates } } });
}
function logEntry(body, parts) {
  const submission = parts.log.submit(JSON.parse(body.toString()), parts.clock.now());
  switch (submission.kind) {
    case "created":
      return json(201, parts.log.entry(submission.uuid));
    case "exists":
      return {
        ...json(409, { message: "an equivalent entry exists" }),
        headers: { location: `${ENTRIES}/${submission.uuid}` }
      };
    case "refused":
      return json(400, { message: submission.reason });
  }
}
function timestamp(body, parts) {
  const token = parts.timestamps.timestamp(JSON.parse(body.toString()), parts.clock.now());
  return token === null ? json(400, { message: "not a timestamp request" }) : { status: 201, body: token, headers: { "content-type": "application/timestamp-reply" } };
}
function found(entry) {
  return entry === void 0 ? json(404, { message: "no such entry" }) : json(200, entry);
}
function json(status, value) {
  return { status, body: Buffer.from(JSON.stringify(value)) };
}
async function bodyOf(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > LARGEST_REQUEST) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

// src/adapters/local-sigstore/timestamp-authority.ts
import { createHash as createHash4, sign as sign4 } from "node:crypto";
var YEAR2 = 365 * 24 * 60 * 60 * 1e3;
var ROOT_NAME = distinguishedName("local timestamp root");
var NAME2 = distinguishedName("local timestamp authority");
var TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
var POLICY = "1.3.6.1.4.1.57264.2";
var SIGNED_DATA = "1.2.840.113549.1.7.2";
var TIMESTAMP_INFO = "1.2.840.113549.1.9.16.1.4";
var CONTENT_TYPE = "1.2.840.113549.1.9.3";
var MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
var SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47";
var requestSchema = looseObject({
  artifactHash: base64(),
  hashAlgorithm: literal("sha256")
});
function newTimestampAuthority(now) {
  const root = newSigningKey();
  const key = newSigningKey();
  const validity = { notBefore: now, notAfter: new Date(now.getTime() + YEAR2) };
  const serial = newSerial();
  const rootCertificate = signCertificate(
    {
      ...validity,
      serial: newSerial(),
      issuer: ROOT_NAME,
      subject: ROOT_NAME,
      publicKey: root.spki,
      extensions: authorityExtensions(root.spki)
    },
    root.privateKey
  );
  const certificate = signCertificate(
    {
      ...validity,
      serial,
      issuer: ROOT_NAME,
      subject: NAME2,
      publicKey: key.spki,
      // RFC 3161 section 2.3: time stamping alone, and critical.
      extensions: signerExtensions(key.spki, root.spki, TIME_STAMPING, true)
    },
    root.privateKey
  );
  const signer = { key, serial, certificate };
  return {
    chain: [certificate, rootCertificate],
    timestamp(request, time) {
      const parsed = requestSchema.safeParse(request);
      if (!parsed.success) return null;
      const imprint = Buffer.from(parsed.data.artifactHash, "base64");
      return imprint.length === 32 ? granted(imprint, time, signer) : null;
    }
  };
}
function granted(imprint, time, signer) {
  const info = sequence(
    integer(1),
    oid(POLICY),
    sequence(SHA256, octets(imprint)),
    integer(newSerial()),
    generalizedTime(time)
  );
  const attributes = [
    sequence(oid(CONTENT_TYPE), setOf(oid(TIMESTAMP_INFO))),
    sequence(oid(MESSAGE_DIGEST), setOf(octets(digest(info)))),
    // RFC 5816: the token names the certificate that signed it.
    sequence(
      oid(SIGNING_CERTIFICATE_V2),
      setOf(sequence(sequence(sequence(octets(digest(signer.certificate))))))
    )
  ];
  const signature = sign4("sha256", setOf(...attributes), signer.key.privateKey);
  const signerInfo = sequence(
    integer(1),
    sequence(ROOT_NAME, integer(signer.serial)),
    SHA256,
    // The same set under an implicit tag (RFC 5652 section 5.4).
    element(160, contentOf(setOf(...attributes))),
    ECDSA_SHA256,
    octets(signature)
  );
  const signedData = sequence(
    integer(3),
    setOf(SHA256),
    sequence(oid(TIMESTAMP_INFO), context(0, octets(info))),
    setOf(signerInfo)
  );
  return sequence(sequence(integer(0)), sequence(oid(SIGNED_DATA), context(0, signedData)));
}
function contentOf(encoded) {
  const first = encoded.readUInt8(1);
  return encoded.subarray(first < 128 ? 2 : 2 + (first & 127));
}
function digest(bytes) {
  return createHash4("sha256").update(bytes).digest();
}

// src/adapters/local-sigstore/transparency-log.ts
var import_core2 = __toESM(require_dist(), 1);
import { createHash as createHash6, sign as sign5, verify as verify4, X509Certificate } from "node:crypto";

// src/adapters/local-sigstore/merkle-tree.ts
import { createHash as createHash5 } from "node:crypto";
function leafHash(leaf) {
  return createHash5("sha256").update(Buffer.from([0])).update(leaf).digest();
}
function nodeHash(left, right) {
  return createHash5("sha256").update(Buffer.from([1])).update(left).update(right).digest();
}
function treeHash(leaves) {
  const [only] = leaves;
  if (only === void 0) return createHash5("sha256").digest();
  if (leaves.length === 1) return only;
  const split = splitPoint(leaves.length);
  return nodeHash(treeHash(leaves.slice(0, split)), treeHash(leaves.slice(split)));
}
function auditPath(leaves, index) {
  if (leaves.length <= 1) return [];
  const split = splitPoint(leaves.length);
  return index < split ? [...auditPath(leaves.slice(0, split), index), treeHash(leaves.slice(split))] : [...auditPath(leaves.slice(split), index - split), treeHash(leaves.slice(0, split))];
}
function splitPoint(size) {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

// src/adapters/local-sigstore/transparency-log.ts
var LOG_HOST = "log.rebuild-gate.invalid";
var TREE_ID = "0000000000000001";
var proposedEntry = strictObject({
  apiVersion: literal("0.0.1"),
  kind: literal("dsse"),
  spec: strictObject({
    proposedContent: strictObject({ envelope: string(), verifiers: tuple([base64()]) })
  })
});
var envelopeSchema = strictObject({
  payload: base64(),
  payloadType: string(),
  signatures: tuple([strictObject({ sig: base64(), keyid: string().optional() })])
});
function newTransparencyLog(key, now) {
  const entries = [];
  const append = (body, time) => {
    entries.push({
      body: Buffer.from(body),
      integratedTime: Math.floor(time.getTime() / 1e3)
    });
  };
  append(import_core2.json.canonicalize({ apiVersion: "0.0.1", kind: "start-of-log", spec: {} }), now);
  const find = (uuid) => entries.findIndex(({ body }) => uuidOf(body) === uuid);
  return {
    submit(proposal, time) {
      const body = entryBody(proposal);
      if (typeof body !== "string") return { kind: "refused", reason: body.reason };
      const uuid = uuidOf(Buffer.from(body));
      if (find(uuid) >= 0) return { kind: "exists", uuid };
      append(body, time);
      return { kind: "created", uuid };
    },
    entry(uuid) {
      const index = find(uuid);
      const found2 = entries[index];
      return found2 === void 0 ? void 0 : { [uuid]: logged(entries, index, found2, key) };
    }
  };
}
function uuidOf(body) {
  return `${TREE_ID}${leafHash(body).toString("hex")}`;
}
function entryBody(proposal) {
  const proposed = proposedEntry.safeParse(proposal);
  if (!proposed.success) return { reason: "not a dsse entry" };
  const { envelope: text, verifiers } = proposed.data.spec.proposedContent;
  const envelope = envelopeSchema.safeParse(parse(text));
  if (!envelope.success) return { reason: "not a DSSE envelope with one signature" };
  const { payloadType, signatures } = envelope.data;
  const payload = Buffer.from(envelope.data.payload, "base64");
  const signature = Buffer.from(signatures[0].sig, "base64");
  const certificate = new X509Certificate(Buffer.from(verifiers[0], "base64"));
  const signed = import_core2.dsse.preAuthEncoding(payloadType, payload);
  if (!verify4("sha256", signed, certificate.publicKey, signature)) {
    return { reason: "the signature does not hold" };
  }
  return import_core2.json.canonicalize({
    apiVersion: "0.0.1",
    kind: "dsse",
    spec: {
      envelopeHash: sha256(Buffer.from(text)),
      payloadHash: sha256(payload),
      signatures: [{ signature: signatures[0].sig, verifier: verifiers[0] }]
    }
  });
}
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
function sha256(bytes) {
  return { algorithm: "sha256", value: createHash6("sha256").update(bytes).digest("hex") };
}
function logged(entries, index, { body, integratedTime }, key) {
  const leaves = entries.map((entry) => leafHash(entry.body));
  const root = treeHash(leaves);
  const promise = {
    body: body.toString("base64"),
    integratedTime,
    logID: key.id.toString("hex"),
    logIndex: index
  };
  const promised = Buffer.from(import_core2.json.canonicalize(promise));
  return {
    ...promise,
    verification: {
      inclusionProof: {
        checkpoint: checkpoint(root, leaves.length, key),
        hashes: auditPath(leaves, index).map((hash) => hash.toString("hex")),
        logIndex: index,
        rootHash: root.toString("hex"),
        treeSize: leaves.length
      },
      signedEntryTimestamp: sign5("sha256", promised, key.privateKey).toString("base64")
    }
  };
}
function checkpoint(root, size, key) {
  const note = `${LOG_HOST} - ${TREE_ID}
${String(size)}
${root.toString("base64")}
`;
  const signature = sign5("sha256", Buffer.from(note), key.privateKey);
  const hinted = Buffer.concat([key.id.subarray(0, 4), signature]);
  return `${note}
— ${LOG_HOST} ${hinted.toString("base64")}
`;
}

// src/adapters/local-sigstore/local-sigstore.ts
var SERVER = "https://github.com";
async function startLocalSigstore(claims, clock) {
  const server = createServer();
  const url = await listen(server);
  const now = new Date(Math.floor(clock.now().getTime() / 1e3) * 1e3);
  const certificateLog = newSigningKey();
  const logKey = newSigningKey();
  const parts = {
    issuerUrl: url,
    requestToken: randomBytes2(24).toString("base64url"),
    issuer: newIdentityIssuer(url, claims),
    authority: newCertificateAuthority(certificateLog, SERVER, now),
    log: newTransparencyLog(logKey, now),
    timestamps: newTimestampAuthority(now),
    clock
  };
  server.on("request", (request, response) => {
    void answer(request, response, parts);
  });
  const root = import_protobuf_specs.TrustedRoot.toJSON({
    mediaType: "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
    tlogs: [log(`https://${LOG_HOST}`, logKey, now)],
    ctlogs: [log(`https://ct.${LOG_HOST}`, certificateLog, now)],
    certificateAuthorities: [authority(url, [parts.authority.root], now)],
    timestampAuthorities: [authority(url, parts.timestamps.chain, now)]
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
      publicLog: false
    },
    trustedRoot: () => `${JSON.stringify(root, null, 2)}
`,
    environment: {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: parts.requestToken
    },
    [Symbol.asyncDispose]: () => close(server)
  };
}
function log(baseUrl, key, start) {
  return {
    baseUrl,
    hashAlgorithm: import_protobuf_specs.HashAlgorithm.SHA2_256,
    publicKey: {
      rawBytes: key.spki,
      keyDetails: import_protobuf_specs.PublicKeyDetails.PKIX_ECDSA_P256_SHA_256,
      validFor: { start }
    },
    logId: { keyId: key.id },
    checkpointKeyId: void 0,
    operator: "local"
  };
}
function authority(uri, chain, start) {
  return {
    subject: { organization: "rebuild-gate local instance", commonName: "local" },
    uri,
    certChain: { certificates: chain.map((rawBytes) => ({ rawBytes })) },
    validFor: { start },
    operator: "local"
  };
}
async function listen(server) {
  await new Promise((resolve2, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve2);
  });
  const { port } = server.address();
  return `http://127.0.0.1:${String(port)}`;
}
async function close(server) {
  server.closeAllConnections();
  await new Promise((resolve2) => {
    server.close(() => {
      resolve2();
    });
  });
}

// src/entry/demo/clone.ts
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
function cloneOf(programFolder) {
  for (let folder = programFolder; ; folder = dirname(folder)) {
    if (isClone(folder)) return folder;
    if (dirname(folder) === folder) {
      throw new InputError("usage", {
        expected: "this program to lie in a clone of its own repository",
        found: programFolder,
        next: "Clone the repository and run `npm run demo` there; the published package has no history to rebuild from."
      });
    }
  }
}
function isClone(folder) {
  if (!existsSync(join(folder, ".git")) || !existsSync(join(folder, "package.json"))) return false;
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return typeof manifest === "object" && manifest !== null && "name" in manifest && manifest.name === "rebuild-gate";
}

// src/entry/demo/claims.ts
var DEMO_REPOSITORY = "rebuild-gate/rebuild-gate#1";
var REF = "refs/tags/demo";
var WORKFLOW = `rebuild-gate/rebuild-gate/.github/workflows/release.yml@${REF}`;
function demoRun(commit) {
  const claims = {
    sub: `repo:rebuild-gate/rebuild-gate:ref:${REF}`,
    ref: REF,
    sha: commit,
    repository: "rebuild-gate/rebuild-gate",
    repository_owner: "rebuild-gate",
    repository_id: "1",
    repository_owner_id: "1",
    repository_visibility: "public",
    event_name: "push",
    workflow: "Demo",
    workflow_ref: WORKFLOW,
    workflow_sha: commit,
    job_workflow_ref: WORKFLOW,
    job_workflow_sha: commit,
    runner_environment: "self-hosted",
    run_id: "1",
    run_attempt: "1",
    ref_protected: "true"
  };
  return {
    claims,
    environment: {
      GITHUB_REPOSITORY: claims.repository,
      GITHUB_REPOSITORY_ID: claims.repository_id,
      GITHUB_SHA: commit,
      GITHUB_REF: REF,
      GITHUB_EVENT_NAME: claims.event_name,
      GITHUB_RUN_ID: claims.run_id,
      GITHUB_RUN_ATTEMPT: claims.run_attempt
    }
  };
}

// src/entry/demo/npm.ts
import { execFile } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, dirname as dirname2, isAbsolute, join as join2 } from "node:path";
import { promisify } from "node:util";
var execute = promisify(execFile);
async function findNpm(environment) {
  for (const folder of (environment["PATH"] ?? "").split(delimiter)) {
    const program = join2(folder, "npm");
    if (!isAbsolute(folder) || folder.includes("node_modules") || !isProgram(program)) continue;
    const { stdout } = await execute(program, ["config", "get", "cache"], { env: environment });
    return { program, cache: stdout.trim() };
  }
  throw new InputError("usage", {
    expected: "npm on PATH",
    found: "none",
    next: "Install npm, or start the demo from a shell that has it."
  });
}
async function packPackage(npm, root, folder, environment) {
  const { stdout } = await execute(npm.program, ["pack", "--json", "--pack-destination", folder], {
    cwd: root,
    env: { ...environment, PATH: pathWithNode(environment) }
  });
  const name = /"filename":\s*"([^"/]+\.tgz)"/.exec(stdout)?.[1];
  if (name === void 0) {
    throw new InputError("file-missing", {
      expected: "npm pack to name the tarball it wrote",
      found: stdout,
      next: "Run `npm pack --json` by hand to see why."
    });
  }
  return join2(folder, name);
}
function pathWithNode(environment) {
  return [dirname2(process.execPath), environment["PATH"] ?? ""].join(delimiter);
}
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

// src/entry/demo/tampered-twin.ts
import { appendFile, mkdir } from "node:fs/promises";
import { basename, join as join3 } from "node:path";
var IGNORED_FILE = "package/man/rebuild-gate.1";
var MARKER = '.\\" SYNTHETIC-MARKER: a line that no commit has\n';
async function tamperedTwin(tarball, folder) {
  const unpacked = join3(folder, "unpacked");
  await mkdir(unpacked, { recursive: true });
  const members = [];
  await Ct({ file: tarball, onReadEntry: (entry) => members.push(entry.path) });
  await So({ file: tarball, cwd: unpacked, strict: true });
  await appendFile(join3(unpacked, IGNORED_FILE), MARKER);
  const twin = join3(folder, basename(tarball));
  const mtime = /* @__PURE__ */ new Date("1985-10-26T08:15:00Z");
  await Qn({ file: twin, cwd: unpacked, gzip: { level: 9 }, portable: true, mtime }, members);
  return twin;
}

// src/entry/cli/run-demo.ts
var BUILD = "npm ci --ignore-scripts --prefer-offline --no-audit --no-fund --loglevel=error && rm -rf dist && npm run build && npm pack";
var SHOWN_LINES = 12;
async function runDemo(request, shell) {
  const started = systemClock.monotonic();
  const environment = { ...shell.environment };
  const root = cloneOf(import.meta.dirname);
  const npm = await findNpm(environment);
  const folder = await reportFolder(request.report, root, shell);
  await mkdir2(join4(folder, "upload"), { recursive: true });
  const stage = new Stage({ ...shell, environment }, root, npm, folder);
  await stage.say("1  Pack this package: the upload");
  const upload = await packPackage(npm, root, join4(folder, "upload"), environment);
  await stage.say(`   ${basename2(upload)}
`);
  await stage.say("2  Rebuild it from HEAD, in a fresh copy of the proven tree, and compare");
  const honest = await stage.check(upload, "honest");
  if (honest.exitCode !== 0) {
    await stage.say(
      "The package is not what its commit builds. (Uncommitted changes? They are packed, not built.)"
    );
    return honest.exitCode;
  }
  await stage.say("3  Sign what was found, with a Sigstore that lives inside this process");
  const commit = honest.source?.commit ?? "";
  const signed = await stage.signAndVerify(upload, commit);
  if (signed !== 0) return signed;
  await stage.say(`5  The same with a twin: one more line in ${IGNORED_FILE}, which git ignores`);
  const twin = await tamperedTwin(upload, join4(folder, "twin"));
  const tampered = await stage.check(twin, "tampered", "--no-recheck");
  const refused = tampered.verdict === "different";
  await stage.say(
    refused ? "   Refused, as it must be.\n" : "   NOT REFUSED. That is a bug of ours.\n"
  );
  const seconds = ((systemClock.monotonic() - started) / 1e3).toFixed(0);
  await stage.say(
    [
      `Reports (${seconds} s):`,
      ...["honest", "tampered"].flatMap(
        (name) => ["html", "json"].map((kind) => `   ${join4(folder, name, `report.${kind}`)}`)
      ),
      `   ${join4(folder, "attestations")}  bundles, and the trusted root that they verify under`,
      "",
      "What this proves: the tarball follows from the commit, and signing and verifying work. What it does not: who",
      "signed. The embedded certificate authority, log and timestamp authority were made a minute ago, trust only",
      "themselves, and count nowhere unless their trusted root is named."
    ].join("\n")
  );
  return refused ? 0 : 1;
}
async function reportFolder(asked, root, shell) {
  if (asked === null) {
    const own = join4(root, ".demo");
    await rm(own, { recursive: true, force: true });
    return own;
  }
  const folder = resolve(shell.directory, asked);
  const present = await readdir(folder).catch((error) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  });
  if (present.length === 0) return folder;
  throw new InputError("output-exists", {
    expected: "--report with a folder that is new or empty",
    found: `${folder} with ${String(present.length)} entries`,
    next: "Name another folder; the demo deletes nothing that is not its own."
  });
}
var Stage = class {
  #shell;
  #root;
  #npm;
  #folder;
  constructor(shell, root, npm, folder) {
    this.#shell = shell;
    this.#root = root;
    this.#npm = npm;
    this.#folder = folder;
  }
  async say(text) {
    await this.#shell.stdout.write(`${text}
`);
  }
  /** Checks one tarball into a report folder of its own. */
  async check(upload, name, ...more) {
    const report = join4(this.#folder, name);
    await this.#run("check", check, [
      ...[upload, "--source", this.#root, "--commit", "HEAD", "--build", BUILD],
      ...["--output", "rebuild-gate-*.tgz", "--report", report],
      ...["--tools", dirname3(process.execPath), "--tools", dirname3(this.#npm.program)],
      ...["--env", `npm_config_cache=${this.#npm.cache}`],
      // This package is trusted already, and its build takes what npm has in the user's home, which a sandbox hides.
      ...["--sandbox", "off"],
      ...more
    ]);
    return readReport(join4(report, "report.json"));
  }
  async signAndVerify(upload, commit) {
    var _stack = [];
    try {
      const run = demoRun(commit);
      const sigstore = __using(_stack, await startLocalSigstore(run.claims, systemClock), true);
      const folder = join4(this.#folder, "attestations");
      await mkdir2(folder, { recursive: true });
      const instance = join4(folder, "instance.json");
      const root = join4(folder, "trusted_root.json");
      await writeFile(instance, JSON.stringify(sigstore.instance, null, 2));
      await writeFile(root, sigstore.trustedRoot());
      const where = ["--instance", instance, "--trusted-root", root];
      const environment = { ...this.#shell.environment, ...run.environment, ...sigstore.environment };
      const report = join4(this.#folder, "honest", "report.json");
      const signed = await this.#run(
        "attest",
        attest,
        [upload, "--from", report, "--output", folder, ...where],
        environment
      );
      if (signed !== 0) return signed;
      await this.say(
        "4  Verify the bundle as a stranger would: the file, the bundle, and whom to trust"
      );
      return await this.#run("verify", verify, [
        ...[upload, "--bundle", join4(folder, "attestations.sigstore.jsonl"), "--commit", commit],
        ...["--repository", DEMO_REPOSITORY, "--issuer", sigstore.instance.issuer, ...where]
      ]);
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  }
  async #run(name, command, argv, environment = this.#shell.environment) {
    const shown = argv.map((word) => quoted(word.replaceAll(`${this.#root}/`, "")));
    await this.say(`   $ rebuild-gate ${[name, ...shown].join(" ")}`);
    let said = "";
    const stdout = {
      isTerminal: false,
      write: (text) => {
        said += text;
        return Promise.resolve();
      }
    };
    const code = await command.execute(argv, { ...this.#shell, environment, stdout });
    await this.say(`
${opening(said)}
`);
    return code;
  }
};
function opening(text) {
  const lines = (text.split("\n\n")[0] ?? "").trimEnd().split("\n");
  const rest = lines.length - SHOWN_LINES;
  return [...lines.slice(0, SHOWN_LINES), ...rest > 0 ? [`… ${String(rest)} more lines`] : []].map((line) => `   ${line}`).join("\n");
}
function quoted(word) {
  const shown = safeLine(word);
  return /^[\w@%+=:,./-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", `'\\''`)}'`;
}
export {
  runDemo
};
