import { readFile } from "node:fs/promises";
import type { Scratch, TrustedRootText } from "../app/ports.ts";
import { InputError, RemoteError } from "../core/errors.ts";
import type { Instance } from "../core/instance.ts";
import { readTrustedRoot } from "./sigstore-proof.ts";

const LARGEST_ROOT = 4 * 1024 * 1024;

/** A trusted root that somebody passed explicitly. Throws `InputError` (`trusted-root-invalid`). */
export async function fileTrustedRoot(file: string): Promise<TrustedRootText> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw invalid(file, "a file that cannot be read", cause);
  });
  if (bytes.length > LARGEST_ROOT) throw invalid(file, `${String(bytes.length)} bytes`);
  const text = bytes.toString("utf8");
  const reading = readTrustedRoot(text);
  if (!reading.ok) throw invalid(file, reading.reason);
  return { text, origin: file };
}

/** How the TUF client behaves; tests shorten it. */
export interface UpdatePatience {
  readonly timeoutMs: number;
  readonly retries: number;
  /** Root metadata to start from, instead of the one that comes with the client for its own mirror. */
  readonly rootFile?: string;
}

/**
 * The trusted root of an instance from its TUF repository: always refreshed, in an empty private cache, starting from
 * the root that comes with the client, so that nothing planted or frozen on this machine counts. Throws `InputError`
 * (`trusted-root-invalid`) when the instance has no such repository, `RemoteError` when it cannot be refreshed.
 */
export async function updatedTrustedRoot(
  instance: Instance,
  scratch: Scratch,
  patience: UpdatePatience = { timeoutMs: 10_000, retries: 2 },
): Promise<TrustedRootText> {
  if (instance.trustedRoot.kind === "file") {
    throw new InputError("trusted-root-invalid", {
      expected: `a trusted root for the instance "${instance.name}"`,
      found: "none",
      next: "Pass --trusted-root FILE (for `github`: the output of `gh attestation trusted-root`).",
    });
  }
  const { mirror } = instance.trustedRoot;
  const cachePath = await scratch.directory("tuf");
  try {
    const { getTrustedRoot, TrustedRoot } = await import("./tuf-library.ts");
    const root = await getTrustedRoot({
      mirrorURL: mirror,
      cachePath,
      forceInit: true,
      forceCache: false,
      timeout: patience.timeoutMs,
      retry: { retries: patience.retries, randomize: true },
      ...(patience.rootFile === undefined ? {} : { rootPath: patience.rootFile }),
    });
    return { text: JSON.stringify(TrustedRoot.toJSON(root)), origin: mirror };
  } catch (cause) {
    throw new RemoteError("service-unreachable", {
      expected: `a fresh trusted root from ${mirror}`,
      found: cause instanceof Error ? cause.message : "no answer",
      next: "Check the network, or pass --trusted-root FILE to verify offline.",
      cause,
    });
  }
}

function invalid(file: string, found: string, cause?: unknown): InputError {
  return new InputError("trusted-root-invalid", {
    expected: `a trusted_root.json (${file})`,
    found,
    next: "Get it from the instance's own distribution, e.g. `cosign trusted-root create`.",
    cause,
  });
}
