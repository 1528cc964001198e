import { setTimeout as sleep } from "node:timers/promises";
import { InterruptedError, RemoteError } from "../core/errors.ts";

/** How long one request may take, how often it is tried, and how much of an answer is read. */
export interface FetchPatience {
  readonly timeoutMs: number;
  readonly retries: number;
  readonly firstDelayMs: number;
  readonly largestAnswer: number;
}

/** Ten seconds a try, four tries, 256 KiB. */
export const DEFAULT_FETCH_PATIENCE: FetchPatience = {
  timeoutMs: 10_000,
  retries: 3,
  firstDelayMs: 500,
  largestAnswer: 256 * 1024,
};

/**
 * GETs JSON. Follows no redirect, because a header may carry a token. Tries again, with jitter, after a server error
 * or none at all. Throws `RemoteError` (`service-unreachable`, `service-refused`), `InterruptedError`.
 */
export async function getJson(
  url: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
  patience: FetchPatience = DEFAULT_FETCH_PATIENCE,
): Promise<unknown> {
  for (let attempt = 0; ; attempt += 1) {
    const outcome = await tryOnce(url, headers, signal, patience);
    if (outcome.kind === "json") return outcome.value;
    if (signal.aborted) throw interrupted(url);
    if (outcome.kind === "refused" || attempt >= patience.retries) throw outcome.error;
    const delay = patience.firstDelayMs * 2 ** attempt * (1 + Math.random());
    await sleep(delay, undefined, { signal }).catch(() => {
      throw interrupted(url);
    });
  }
}

type Outcome =
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "refused" | "failed"; readonly error: RemoteError };

async function tryOnce(
  url: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
  { timeoutMs, largestAnswer }: FetchPatience,
): Promise<Outcome> {
  try {
    const response = await fetch(url, {
      headers: { accept: "application/json", ...headers },
      redirect: "error",
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    if (!response.ok) {
      await response.body?.cancel();
      const again = response.status >= 500 || response.status === 408 || response.status === 429;
      const error = refused(url, `status ${String(response.status)}`);
      return { kind: again ? "failed" : "refused", error };
    }
    const text = await readCapped(response, largestAnswer);
    if (text === null) {
      const found = `more than ${String(largestAnswer)} bytes`;
      return { kind: "refused", error: refused(url, found) };
    }
    return parseAnswer(url, text);
  } catch (cause) {
    const error = new RemoteError("service-unreachable", {
      expected: `an answer from ${hostOf(url)}`,
      found: cause instanceof Error ? cause.message : "no answer",
      next: "Check the network and the proxy of this machine, then try again.",
      cause,
    });
    return { kind: "failed", error };
  }
}

function parseAnswer(url: string, text: string): Outcome {
  try {
    return { kind: "json", value: JSON.parse(text) as unknown };
  } catch {
    return { kind: "refused", error: refused(url, "text that is not JSON") };
  }
}

async function readCapped(response: Response, most: number): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function refused(url: string, found: string): RemoteError {
  return new RemoteError("service-refused", {
    expected: `JSON from ${hostOf(url)}`,
    found,
    next: "Try again; if it stays, the service does not take this request.",
  });
}

/** Paths and queries stay out of messages: they may hold run ids or tokens. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "an address that is none";
}

function interrupted(url: string): InterruptedError {
  return new InterruptedError("interrupted", {
    expected: `an answer from ${hostOf(url)}`,
    found: "a request to stop",
    next: "Start again.",
  });
}
