import { readFileSync } from "node:fs";
import https from "node:https";
import type { IncomingMessage } from "node:http";
import * as z from "zod";
import { RemoteError, SourceError } from "../core/errors.ts";
import type { LfsObject } from "../core/git/lfs-pointer.ts";
import type { Credentials } from "./source-location.ts";

/** Where the objects of a repository are asked for. */
export interface LfsServer {
  /** Of the repository, without credentials. */
  readonly repository: string;
  readonly credentials: Credentials | null;
  /** The caller's variables, for proxies and certificate authorities. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

/** Where one object can be had. */
export interface LfsDownload {
  readonly object: LfsObject;
  readonly href: string;
  readonly header: Readonly<Record<string, string>>;
}

/** Objects asked for at once; servers refuse more than a hundred or so. */
export const LARGEST_BATCH = 100;

const MEDIA_TYPE = "application/vnd.git-lfs+json";
const LARGEST_ANSWER = 4 * 2 ** 20;
const SILENCE_MS = 60_000;

/** What the batch API answers (git-lfs, docs/api/batch.md); what else stands there is not ours to judge. */
const batchAnswer = z.object({
  objects: z.array(
    z.object({
      oid: z.string(),
      size: z.number(),
      actions: z
        .object({
          download: z.object({
            href: z.string(),
            header: z.record(z.string(), z.string()).optional(),
          }),
        })
        .optional(),
      error: z.object({ code: z.number(), message: z.string() }).optional(),
    }),
  ),
});

/**
 * Asks where objects can be downloaded. The server is the one beside the repository, whatever `.lfsconfig` says.
 * Throws `SourceError` (`lfs-unavailable`), `RemoteError` (`service-refused`, `service-unreachable`).
 */
export async function askBatch(
  server: LfsServer,
  objects: readonly LfsObject[],
): Promise<readonly LfsDownload[]> {
  const { repository, credentials } = server;
  const base = repository.replace(/\/*$/, "");
  const url = `${base.endsWith(".git") ? base : `${base}.git`}/info/lfs/objects/batch`;
  const body = JSON.stringify({
    operation: "download",
    transfers: ["basic"],
    objects: objects.map(({ sha256, size }) => ({ oid: sha256, size })),
  });
  const basic = credentials === null ? null : `${credentials.user}:${credentials.password}`;
  const response = await open(server, url, {
    method: "POST",
    body,
    headers: {
      accept: MEDIA_TYPE,
      "content-type": MEDIA_TYPE,
      ...(basic === null
        ? {}
        : { authorization: `Basic ${Buffer.from(basic).toString("base64")}` }),
    },
  });
  const parsed = batchAnswer.safeParse(jsonOf(await textOf(response)));
  if (!parsed.success) throw refused(url, z.prettifyError(parsed.error));
  const answers = new Map(parsed.data.objects.map((answer) => [answer.oid, answer]));
  return objects.map((object) => {
    const answer = answers.get(object.sha256);
    const download = answer?.actions?.download;
    if (download === undefined) throw absent(object, answer?.error?.message ?? "no download");
    return { object, href: download.href, header: download.header ?? {} };
  });
}

/** The body of one object as it comes; nobody but the caller says whether it is the right one. */
export async function openDownload(
  server: LfsServer,
  { href, header }: LfsDownload,
): Promise<AsyncIterable<Buffer>> {
  return open(server, href, { method: "GET", headers: header });
}

interface Question {
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

async function open(server: LfsServer, url: string, question: Question): Promise<IncomingMessage> {
  // Redirects are not followed: they would take the authorisation along.
  if (!URL.canParse(url) || new URL(url).protocol !== "https:") {
    throw refused(server.repository, "an address that is not https:");
  }
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = https.request(url, {
      method: question.method,
      headers: question.headers,
      agent: agentOf(server.environment),
      signal: server.signal,
      timeout: SILENCE_MS,
    });
    request.once("timeout", () => request.destroy(new Error("no answer within a minute")));
    request.once("response", resolve);
    request.once("error", reject);
    request.end(question.body);
  }).catch((cause: unknown) => {
    throw unreachable(url, cause);
  });
  if (response.statusCode === 200) return response;
  response.destroy();
  throw refused(url, `status ${String(response.statusCode)}`);
}

/** The same authorities and proxies that git is given. */
function agentOf(environment: LfsServer["environment"]): https.Agent {
  const authorities = environment["GIT_SSL_CAINFO"] ?? environment["SSL_CERT_FILE"] ?? "";
  return new https.Agent({
    ...(authorities === "" ? {} : { ca: readFileSync(authorities) }),
    proxyEnv: { ...environment },
  });
}

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_ANSWER) return "";
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function absent({ sha256 }: LfsObject, found: string): SourceError {
  return new SourceError("lfs-unavailable", {
    expected: `the Git LFS object ${sha256} at the repository's server`,
    found,
    next: "Push it with `git lfs push --all`, or check out without --lfs.",
  });
}

function refused(url: string, found: string): RemoteError {
  return new RemoteError("service-refused", {
    expected: `the Git LFS server of ${hostOf(url)} to answer`,
    found,
    next: "Check whether it needs credentials; a clone that has the objects needs no server.",
  });
}

function unreachable(url: string, cause: unknown): RemoteError {
  return new RemoteError("service-unreachable", {
    expected: `the Git LFS server of ${hostOf(url)} to answer`,
    found: cause instanceof Error ? cause.message : "no answer",
    next: "Check the network and the proxy; a clone that has the objects needs no server.",
    cause,
  });
}

/** Paths and queries stay out of messages: download addresses hold signatures. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "an address that is none";
}
