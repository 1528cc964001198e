import type { DSSEBundleBuilder, Witness } from "@sigstore/sign";
import type { IdentityTokens, StatementSigner } from "../app/ports.ts";
import { GateError, InterruptedError, TrustError } from "../core/errors.ts";
import type { Instance } from "../core/instance.ts";
import { STATEMENT_PAYLOAD_TYPE } from "../core/statement/statement.ts";

/** How one request to a Sigstore service may take, and how often it is tried. */
export interface RequestPatience {
  readonly timeoutMs: number;
  readonly retries: number;
  readonly firstDelayMs: number;
}

const DEFAULT_PATIENCE: RequestPatience = { timeoutMs: 10_000, retries: 3, firstDelayMs: 500 };

/**
 * Signs with `@sigstore/sign`. Single requests are repeated with jitter, never the whole: a second signature would be
 * a second public entry. A log that already has the entry is asked for it.
 */
export function sigstoreSigner(patience: RequestPatience = DEFAULT_PATIENCE): StatementSigner {
  return {
    async sign(payload, instance, identity, signal) {
      // Loaded here because it is half of all the code that signing and verifying need.
      const { bundleToJSON } = await import("./signing-library.ts");
      const builder = await newBuilder(instance, identity, patience, signal);
      const artifact = { data: Buffer.from(payload), type: STATEMENT_PAYLOAD_TYPE };
      const bundle = await unlessAborted(builder.create(artifact), signal).catch((error: unknown) =>
        fail(error, instance),
      );
      return JSON.stringify(bundleToJSON(bundle));
    },
  };
}

async function newBuilder(
  instance: Instance,
  identity: IdentityTokens,
  { timeoutMs, retries, firstDelayMs }: RequestPatience,
  signal: AbortSignal,
): Promise<DSSEBundleBuilder> {
  const sigstore = await import("./signing-library.ts");
  const request = {
    timeout: timeoutMs,
    retry: { retries, minTimeout: firstDelayMs, randomize: true },
  };
  const witnesses: Witness[] = [];
  if (instance.rekor !== null) {
    witnesses.push(
      new sigstore.RekorWitness({
        ...request,
        rekorBaseURL: instance.rekor.url,
        majorApiVersion: instance.rekor.version,
        entryType: "dsse",
        fetchOnConflict: true,
      }),
    );
  }
  if (instance.tsa !== null) {
    witnesses.push(new sigstore.TSAWitness({ ...request, tsaBaseURL: instance.tsa }));
  }
  const signer = new sigstore.FulcioSigner({
    ...request,
    fulcioBaseURL: instance.fulcio,
    identityProvider: { getToken: () => identity.signingToken(signal) },
  });
  return new sigstore.DSSEBundleBuilder({ signer, witnesses });
}

/** The library cannot be stopped; its answer is then no longer waited for. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = () => {
    reject(
      new InterruptedError("interrupted", {
        expected: "a signature",
        found: "a request to stop",
        next: "Start again; an entry that was already logged does no harm.",
      }),
    );
  };
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

function fail(error: unknown, instance: Instance): never {
  const gate = gateErrorIn(error);
  if (gate !== null) throw gate;
  throw new TrustError("signing-failed", {
    expected: `a signature from the Sigstore instance "${instance.name}"`,
    found: error instanceof Error ? error.message : "an error that is none",
    next: "Nothing was published. Try again; if it stays, look at the status page of the instance.",
    cause: error,
  });
}

/** The library wraps what our token source throws. */
function gateErrorIn(error: unknown): GateError | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof GateError) return at;
  }
  return null;
}
