import {
  readWholeFile
} from "./chunk-EA3AGO37.js";
import {
  parseStrictJson
} from "./chunk-4AH4GH2R.js";
import {
  boolean,
  discriminatedUnion,
  int,
  literal,
  prettifyError,
  strictObject,
  string
} from "./chunk-QJHEDYDG.js";
import {
  InputError
} from "./chunk-COCQMI2L.js";

// src/entry/cli/instance.ts
import { resolve } from "node:path";

// src/core/instance.ts
var LOOPBACK = /* @__PURE__ */ new Set(["127.0.0.1", "[::1]", "localhost"]);
var service = string().refine(isService, {
  error: "must be an https URL (http only on loopback) without credentials, query or final slash"
});
var threshold = int().min(0).max(4);
var instanceSchema = strictObject({
  version: literal(1),
  name: string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  /** OIDC issuer whose tokens the certificate authority takes. */
  issuer: service,
  /** Where the repositories that its certificates name live. */
  server: service,
  fulcio: service,
  rekor: strictObject({ url: service, version: literal(1) }).nullable(),
  tsa: service.nullable(),
  thresholds: strictObject({ ctlog: threshold, tlog: threshold, timestamp: threshold }),
  trustedRoot: discriminatedUnion("kind", [
    strictObject({ kind: literal("tuf"), mirror: service }),
    strictObject({ kind: literal("file") })
  ]),
  /** True when entries are public: a private repository's names would leak. */
  publicLog: boolean()
}).refine((instance) => instance.thresholds.timestamp > 0, {
  path: ["thresholds", "timestamp"],
  error: "must be at least 1: without a verified time a ten-minute certificate proves nothing"
}).refine((instance) => instance.rekor !== null || instance.thresholds.tlog === 0, {
  path: ["thresholds", "tlog"],
  error: "needs a log"
}).refine((instance) => instance.rekor !== null || instance.tsa !== null, {
  path: ["tsa"],
  error: "needs a log or a timestamp authority"
});
var BUILT_IN_INSTANCES = [
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
    publicLog: true
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
    publicLog: false
  }
];
function builtInInstance(name) {
  return BUILT_IN_INSTANCES.find((instance) => instance.name === name);
}
function parseInstance(text, origin) {
  const json = parseStrictJson(text);
  if (!json.ok) throw unknown(origin, json.reason);
  const parsed = instanceSchema.safeParse(json.value);
  if (!parsed.success) throw unknown(origin, prettifyError(parsed.error));
  if (builtInInstance(parsed.data.name) !== void 0) {
    throw unknown(origin, `the name "${parsed.data.name}", which is built in`);
  }
  return parsed.data;
}
function unknown(origin, found) {
  return new InputError("instance-unknown", {
    expected: `public-good, github, or a file that describes an instance (${origin})`,
    found,
    next: "docs/verifying.md#instances shows a whole instance file."
  });
}
function isService(text) {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const schemeFits = url.protocol === "https:" || url.protocol === "http:" && LOOPBACK.has(url.hostname);
  const bare = url.username === "" && url.password === "" && url.search === "" && url.hash === "";
  return schemeFits && bare && !text.endsWith("/");
}

// src/entry/cli/instance.ts
var INSTANCE_FLAGS = [
  {
    name: "instance",
    value: "NAME|FILE",
    fallback: "public-good",
    meaning: `Sigstore deployment: ${BUILT_IN_INSTANCES.map(({ name }) => name).join(", ")}, or a JSON file that describes one.`
  },
  {
    name: "trusted-root",
    value: "FILE",
    fallback: "from the deployment's TUF repository",
    meaning: "Keys and certificates to start from: a trusted_root.json."
  }
];
var LARGEST_INSTANCE = 64 * 1024;
async function findInstance(nameOrFile, shell) {
  const builtIn = builtInInstance(nameOrFile);
  if (builtIn !== void 0) return builtIn;
  const file = resolve(shell.directory, nameOrFile);
  const bytes = await readWholeFile(
    file,
    LARGEST_INSTANCE,
    `${BUILT_IN_INSTANCES.map(({ name }) => name).join(", ")}, or a file that describes an instance`
  );
  return parseInstance(new TextDecoder().decode(bytes), nameOrFile);
}
async function findTrustedRoot(file, instance, offline, scratch, shell) {
  const { fileTrustedRoot, updatedTrustedRoot } = await import("./trusted-root-JR4C6XG2.js");
  if (file !== void 0) return fileTrustedRoot(resolve(shell.directory, file));
  if (!offline) return updatedTrustedRoot(instance, scratch);
  throw new InputError("trusted-root-invalid", {
    expected: "--trusted-root FILE together with --offline",
    found: "no file",
    next: "Fetch a trusted_root.json while online, and pass it."
  });
}

export {
  INSTANCE_FLAGS,
  findInstance,
  findTrustedRoot
};
