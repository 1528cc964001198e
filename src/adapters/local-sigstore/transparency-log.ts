import { createHash, sign, verify, X509Certificate } from "node:crypto";
import { dsse, json } from "@sigstore/core";
import * as z from "zod";
import type { SigningKey } from "./key-pair.ts";
import { auditPath, leafHash, treeHash } from "./merkle-tree.ts";

/** Host name in checkpoints and in the trusted root; `.invalid` never resolves (RFC 2606). */
export const LOG_HOST = "log.rebuild-gate.invalid";

const TREE_ID = "0000000000000001";

const proposedEntry = z.strictObject({
  apiVersion: z.literal("0.0.1"),
  kind: z.literal("dsse"),
  spec: z.strictObject({
    proposedContent: z.strictObject({ envelope: z.string(), verifiers: z.tuple([z.base64()]) }),
  }),
});

const envelopeSchema = z.strictObject({
  payload: z.base64(),
  payloadType: z.string(),
  signatures: z.tuple([z.strictObject({ sig: z.base64(), keyid: z.string().optional() })]),
});

/** What became of a proposal. */
export type Submission =
  | { readonly kind: "created" | "exists"; readonly uuid: string }
  | { readonly kind: "refused"; readonly reason: string };

/**
 * A log of `dsse` entries that answers as Rekor v1 does: signed entry timestamp, inclusion proof and checkpoint over
 * an RFC 6962 tree. It lives as long as its process.
 */
export interface TransparencyLog {
  submit(proposal: unknown, now: Date): Submission;
  /** The entry with proofs for the tree as it is now, as Rekor's API spells it; undefined when there is none. */
  entry(uuid: string): unknown;
}

interface Entry {
  readonly body: Buffer;
  readonly integratedTime: number;
}

/** A log that holds nothing of use yet. */
export function newTransparencyLog(key: SigningKey, now: Date): TransparencyLog {
  const entries: Entry[] = [];
  const append = (body: string, time: Date) => {
    entries.push({
      body: Buffer.from(body),
      integratedTime: Math.floor(time.getTime() / 1000),
    });
  };
  // Bundles leave out empty hashes and a zero index, which some verifiers need: no entry of use is the first.
  append(json.canonicalize({ apiVersion: "0.0.1", kind: "start-of-log", spec: {} }), now);
  const find = (uuid: string) => entries.findIndex(({ body }) => uuidOf(body) === uuid);
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
      const found = entries[index];
      return found === undefined ? undefined : { [uuid]: logged(entries, index, found, key) };
    },
  };
}

/** Tree id and leaf hash, as Rekor names entries. */
function uuidOf(body: Buffer): string {
  return `${TREE_ID}${leafHash(body).toString("hex")}`;
}

/** The canonical body of a proposal whose signature holds, or why it is refused. */
function entryBody(proposal: unknown): string | { readonly reason: string } {
  const proposed = proposedEntry.safeParse(proposal);
  if (!proposed.success) return { reason: "not a dsse entry" };
  const { envelope: text, verifiers } = proposed.data.spec.proposedContent;
  const envelope = envelopeSchema.safeParse(parse(text));
  if (!envelope.success) return { reason: "not a DSSE envelope with one signature" };
  const { payloadType, signatures } = envelope.data;
  const payload = Buffer.from(envelope.data.payload, "base64");
  const signature = Buffer.from(signatures[0].sig, "base64");
  const certificate = new X509Certificate(Buffer.from(verifiers[0], "base64"));
  const signed = dsse.preAuthEncoding(payloadType, payload);
  if (!verify("sha256", signed, certificate.publicKey, signature)) {
    return { reason: "the signature does not hold" };
  }
  return json.canonicalize({
    apiVersion: "0.0.1",
    kind: "dsse",
    spec: {
      envelopeHash: sha256(Buffer.from(text)),
      payloadHash: sha256(payload),
      signatures: [{ signature: signatures[0].sig, verifier: verifiers[0] }],
    },
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function sha256(bytes: Buffer): { readonly algorithm: string; readonly value: string } {
  return { algorithm: "sha256", value: createHash("sha256").update(bytes).digest("hex") };
}

function logged(
  entries: readonly Entry[],
  index: number,
  { body, integratedTime }: Entry,
  key: SigningKey,
): unknown {
  const leaves = entries.map((entry) => leafHash(entry.body));
  const root = treeHash(leaves);
  const promise = {
    body: body.toString("base64"),
    integratedTime,
    logID: key.id.toString("hex"),
    logIndex: index,
  };
  const promised = Buffer.from(json.canonicalize(promise));
  return {
    ...promise,
    verification: {
      inclusionProof: {
        checkpoint: checkpoint(root, leaves.length, key),
        hashes: auditPath(leaves, index).map((hash) => hash.toString("hex")),
        logIndex: index,
        rootHash: root.toString("hex"),
        treeSize: leaves.length,
      },
      signedEntryTimestamp: sign("sha256", promised, key.privateKey).toString("base64"),
    },
  };
}

/** A signed note over origin, size and root (https://c2sp.org/tlog-checkpoint). */
function checkpoint(root: Buffer, size: number, key: SigningKey): string {
  const note = `${LOG_HOST} - ${TREE_ID}\n${String(size)}\n${root.toString("base64")}\n`;
  const signature = sign("sha256", Buffer.from(note), key.privateKey);
  const hinted = Buffer.concat([key.id.subarray(0, 4), signature]);
  return `${note}\n\u2014 ${LOG_HOST} ${hinted.toString("base64")}\n`;
}
