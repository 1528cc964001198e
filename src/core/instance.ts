import * as z from "zod";
import { InputError } from "./errors.ts";
import { parseStrictJson } from "./statement/strict-json.ts";

const LOOPBACK = new Set(["127.0.0.1", "[::1]", "localhost"]);

/** `https:` anywhere, `http:` only on this machine; no credentials, query or fragment; no slash at the end. */
const service = z.string().refine(isService, {
  error: "must be an https URL (http only on loopback) without credentials, query or final slash",
});

/** At most as many as anybody runs; each is counted once, whatever a bundle repeats. */
const threshold = z.int().min(0).max(4);

const instanceSchema = z
  .strictObject({
    version: z.literal(1),
    name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
    /** OIDC issuer whose tokens the certificate authority takes. */
    issuer: service,
    /** Where the repositories that its certificates name live. */
    server: service,
    fulcio: service,
    rekor: z.strictObject({ url: service, version: z.literal(1) }).nullable(),
    tsa: service.nullable(),
    thresholds: z.strictObject({ ctlog: threshold, tlog: threshold, timestamp: threshold }),
    trustedRoot: z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("tuf"), mirror: service }),
      z.strictObject({ kind: z.literal("file") }),
    ]),
    /** True when entries are public: a private repository's names would leak. */
    publicLog: z.boolean(),
  })
  .refine((instance) => instance.thresholds.timestamp > 0, {
    path: ["thresholds", "timestamp"],
    error: "must be at least 1: without a verified time a ten-minute certificate proves nothing",
  })
  .refine((instance) => instance.rekor !== null || instance.thresholds.tlog === 0, {
    path: ["thresholds", "tlog"],
    error: "needs a log",
  })
  .refine((instance) => instance.rekor !== null || instance.tsa !== null, {
    path: ["tsa"],
    error: "needs a log or a timestamp authority",
  });

/** A Sigstore deployment as data: who certifies, who witnesses, and how much of it a bundle must show. */
export type Instance = z.infer<typeof instanceSchema>;

/** The deployments that need no file. */
export const BUILT_IN_INSTANCES: readonly Instance[] = [
  {
    version: 1,
    name: "public-good",
    issuer: "https://token.actions.githubusercontent.com",
    server: "https://github.com",
    fulcio: "https://fulcio.sigstore.dev",
    rekor: { url: "https://rekor.sigstore.dev", version: 1 },
    tsa: null,
    thresholds: { ctlog: 1, tlog: 1, timestamp: 1 },
    trustedRoot: { kind: "tuf", mirror: "https://tuf-repo-cdn.sigstore.dev" },
    publicLog: true,
  },
  {
    version: 1,
    name: "github",
    issuer: "https://token.actions.githubusercontent.com",
    server: "https://github.com",
    fulcio: "https://fulcio.githubapp.com",
    rekor: null,
    tsa: "https://timestamp.githubapp.com",
    thresholds: { ctlog: 0, tlog: 0, timestamp: 1 },
    trustedRoot: { kind: "file" },
    publicLog: false,
  },
];

/** The built-in deployment of that name, or undefined. */
export function builtInInstance(name: string): Instance | undefined {
  return BUILT_IN_INSTANCES.find((instance) => instance.name === name);
}

/**
 * Reads an instance file. Throws `InputError` (`instance-unknown`) that names each bad field; a name that is built in
 * is refused, so that nobody's file passes for the public deployment.
 */
export function parseInstance(text: string, origin: string): Instance {
  const json = parseStrictJson(text);
  if (!json.ok) throw unknown(origin, json.reason);
  const parsed = instanceSchema.safeParse(json.value);
  if (!parsed.success) throw unknown(origin, z.prettifyError(parsed.error));
  if (builtInInstance(parsed.data.name) !== undefined) {
    throw unknown(origin, `the name "${parsed.data.name}", which is built in`);
  }
  return parsed.data;
}

function unknown(origin: string, found: string): InputError {
  return new InputError("instance-unknown", {
    expected: `public-good, github, or a file that describes an instance (${origin})`,
    found,
    next: "docs/verifying.md#instances shows a whole instance file.",
  });
}

function isService(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const schemeFits =
    url.protocol === "https:" || (url.protocol === "http:" && LOOPBACK.has(url.hostname));
  const bare = url.username === "" && url.password === "" && url.search === "" && url.hash === "";
  return schemeFits && bare && !text.endsWith("/");
}
