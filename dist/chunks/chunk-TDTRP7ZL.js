import {
  MOST_SUBJECTS,
  PROVENANCE_TYPE,
  STATEMENT_PAYLOAD_TYPE,
  encodeStatement,
  eventRefusal,
  judgeStatement,
  newStatement,
  provenanceOf,
  rebuildPredicateOf,
  runContradictions,
  workflowClaimsSchema
} from "./chunk-RQONN52S.js";
import {
  splitWorkflowIdentity
} from "./chunk-HWCROIX2.js";
import {
  parseStrictJsonBytes
} from "./chunk-4AH4GH2R.js";
import {
  array,
  literal,
  looseObject,
  number,
  object,
  prettifyError,
  string,
  url
} from "./chunk-QJHEDYDG.js";
import {
  GateError,
  InterruptedError,
  RemoteError,
  StatementError,
  TrustError
} from "./chunk-COCQMI2L.js";
import {
  REBUILD_PREDICATE_TYPE
} from "./chunk-FPZJALNE.js";

// src/core/statement/attestation-rules.ts
function demandSubjects(report, uploads) {
  if (uploads.length === 0 || uploads.length > MOST_SUBJECTS) {
    throw subjectMissing(`1 to ${String(MOST_SUBJECTS)} uploads`, String(uploads.length));
  }
  const twice = repeated(uploads.map(({ name }) => name)) ?? repeated(uploads.map((u) => u.sha256));
  if (twice !== null) throw subjectMissing("uploads of different names and digests", twice);
  for (const upload of uploads) {
    const artifacts = report.artifacts.filter(({ name }) => name === upload.name);
    const [artifact] = artifacts;
    if (artifact === void 0 || artifacts.length > 1) {
      throw subjectMissing(
        `one artifact named ${upload.name} in the report`,
        String(artifacts.length)
      );
    }
    if (artifact.upload.sha256 !== upload.sha256 || artifact.upload.size !== upload.size) {
      throw new StatementError("subject-mismatch", {
        expected: `${upload.name} with sha256 ${artifact.upload.sha256}, as the report has it`,
        found: upload.sha256,
        next: "The file changed after the check. Run `check` again on the file to be published."
      });
    }
  }
}
function demandRun(report, claims, terms) {
  const contradictions = runContradictions(claims, terms.environment, terms.instance.server);
  if (contradictions.length > 0) {
    throw contradiction("token and environment to speak of one run", contradictions.join("; "));
  }
  demandSource(report, claims);
  const event = eventRefusal(claims);
  if (event !== null) {
    throw new StatementError("event-not-attestable", {
      expected: "a tag push, a release, or a push or dispatch on a protected ref",
      found: event,
      next: "Attest in the release workflow; runs that strangers can start prove nothing."
    });
  }
  if (terms.instance.publicLog && claims.repository_visibility !== "public" && !terms.allowPublicLog) {
    throw new StatementError("claims-contradict", {
      expected: "a public repository, because the log of this instance is public",
      found: `visibility ${claims.repository_visibility ?? "not said"}`,
      next: "Choose `--instance github`, or allow the public log explicitly."
    });
  }
  if (terms.jobIsolation !== "same-job") {
    throw contradiction("job isolation same-job in a workflow", terms.jobIsolation);
  }
}
function demandSource(report, claims) {
  if (report.source?.commit !== claims.sha) {
    throw contradiction(
      `the rebuilt commit to be the run's (${claims.sha})`,
      report.source?.commit
    );
  }
  const tag = report.source.tag?.name ?? null;
  if (tag !== null && claims.ref.startsWith("refs/tags/") && claims.ref !== tag) {
    throw contradiction(`the tag of the rebuilt commit to be the run's (${claims.ref})`, tag);
  }
}
function demandLocal(terms) {
  if (terms.jobIsolation !== "local") {
    throw contradiction("job isolation local outside a workflow", terms.jobIsolation);
  }
  const said = Object.entries(terms.environment).find(([, value]) => Boolean(value));
  if (said !== void 0) {
    throw new StatementError("claims-invalid", {
      expected: "an identity token in a workflow run",
      found: `a workflow (${said[0]} is set) without one`,
      next: "Give the job `permissions: id-token: write`."
    });
  }
}
function repeated(words) {
  return words.find((word, at) => words.indexOf(word) !== at) ?? null;
}
function subjectMissing(expected, found) {
  return new StatementError("subject-missing", {
    expected,
    found,
    next: "Pass exactly the files that were checked."
  });
}
function contradiction(expected, found) {
  return new StatementError("claims-contradict", {
    expected,
    found: found ?? "nothing",
    next: "Check and attest in one run, of the commit that the workflow was started for."
  });
}

// src/app/attest.ts
var BUNDLE_LINES = "attestations.sigstore.jsonl";
async function attest(request, ports, signal) {
  const uploads = [];
  for (const file of request.uploads) uploads.push(await ports.uploads.digests(file, signal));
  demandSubjects(request.report, uploads);
  for (const upload of uploads) rebuildStatement(request, upload, null);
  const { source } = request.report;
  if (source?.tag !== void 0) {
    await ports.tags.confirm(request.repository, source.tag, source.commit, signal);
  }
  const claims = await ports.identity.claims(signal);
  if (claims === null) demandLocal(request);
  else demandRun(request.report, claims, request);
  const drafts = uploads.flatMap((upload) => draftsFor(request, upload, claims));
  const signed = [];
  for (const draft of drafts) {
    ports.progress.phase("sign", draft.file);
    signed.push(await signDraft(draft, request, claims, ports, signal));
  }
  const files = new Map(signed.map(({ draft, text }) => [draft.file, encode(`${text}
`)]));
  files.set(BUNDLE_LINES, encode(signed.map(({ text }) => `${text}
`).join("")));
  await ports.store.write(request.output, files);
  return {
    bundles: drafts.map(({ file, upload, predicateType }) => ({
      file,
      upload: upload.name,
      sha256: upload.sha256,
      predicateType
    })),
    bundleLines: BUNDLE_LINES,
    claims
  };
}
function draftsFor(request, upload, claims) {
  const rebuild = {
    file: `${upload.name}.rebuild.sigstore.json`,
    upload,
    predicateType: REBUILD_PREDICATE_TYPE,
    payload: rebuildStatement(request, upload, claims)
  };
  if (claims === null) return [rebuild];
  const provenance = provenanceOf(claims, request.instance.server);
  return [
    rebuild,
    {
      file: `${upload.name}.provenance.sigstore.json`,
      upload,
      predicateType: PROVENANCE_TYPE,
      payload: encodeStatement(newStatement(subjectOf(upload), PROVENANCE_TYPE, provenance))
    }
  ];
}
function rebuildStatement({ report, instance, jobIsolation }, upload, claims) {
  const artifact = report.artifacts.find(({ name }) => name === upload.name);
  const repository = claims === null ? report.source?.repository ?? "" : `${instance.server}/${claims.repository}`;
  const reading = artifact === void 0 ? { ok: false, reason: "the report does not speak of it" } : rebuildPredicateOf(report, artifact, { repository, jobIsolation });
  if (!reading.ok) {
    throw new StatementError("verdict-not-attestable", {
      expected: `a passed rebuild of ${upload.name}`,
      found: reading.reason,
      next: "Run `check` with a build, and attest once it passes."
    });
  }
  return encodeStatement(
    newStatement(subjectOf(upload), REBUILD_PREDICATE_TYPE, reading.predicate)
  );
}
function subjectOf({ name, sha256, sha512 }) {
  return { name, digest: { sha256, sha512 } };
}
async function signDraft(draft, request, claims, ports, signal) {
  const text = await ports.signer.sign(draft.payload, request.instance, ports.identity, signal);
  const bundle = { name: draft.file, text };
  const proof = ports.verifier.verify(bundle, request.instance, request.trustedRoot);
  const checks = [...proof.checks];
  if (proof.verified !== null) {
    checks.push({
      id: "payload",
      passed: sameBytes(proof.verified.payload, draft.payload),
      expected: "the statement that was to be signed",
      got: "another one"
    });
    if (claims !== null) {
      const expected = expectationsOf(claims, request);
      checks.push(...judgeStatement(proof.verified, draft.upload, expected));
    }
  }
  const failed = checks.find((check) => !check.passed);
  if (failed !== void 0 || proof.verified === null) {
    throw new TrustError("own-bundle-unverified", {
      expected: `a bundle that verifies: ${failed?.expected ?? "all checks"} (${failed?.id ?? ""})`,
      found: failed?.got ?? "nothing",
      next: "Nothing was written. Check that instance and trusted root belong together."
    });
  }
  return { draft, text };
}
function expectationsOf(claims, { instance }) {
  const signer = splitWorkflowIdentity(claims.job_workflow_ref);
  return {
    issuer: claims.iss,
    server: instance.server,
    repository: { name: claims.repository, id: claims.repository_id },
    signerWorkflow: { path: signer?.workflow ?? "", ref: signer?.ref ?? "" },
    signerDigest: null,
    commit: claims.sha,
    ref: claims.ref,
    runner: null,
    subjectName: null
  };
}
function sameBytes(left, right) {
  return left.length === right.length && left.every((byte, at) => byte === right[at]);
}
function encode(text) {
  return new TextEncoder().encode(text);
}

// src/adapters/json-web-token.ts
import { createPublicKey, verify } from "node:crypto";
var SKEW = 60;
var headerSchema = object({ alg: literal("RS256"), kid: string() });
var timesSchema = looseObject({
  iss: string(),
  aud: string(),
  exp: number(),
  nbf: number().optional()
});
var keySetSchema = object({
  keys: array(looseObject({ kid: string().optional() })).max(64)
});
var keySchema = object({ kty: literal("RSA"), n: string(), e: string() });
function verifyToken(token, keySet, { issuer, audience, now }) {
  const [header = "", payload = "", signature = "", ...rest] = token.split(".");
  if (rest.length > 0) return refused("it has more than three parts");
  const head = headerSchema.safeParse(decode(header));
  if (!head.success) return refused("it is not signed with RS256 by a named key");
  const key = keyOf(keySet, head.data.kid);
  if (key === null) return refused("the issuer has no RSA key of that name");
  const signed = Buffer.from(`${header}.${payload}`);
  if (!verify("sha256", signed, key, Buffer.from(signature, "base64url"))) {
    return refused("the signature does not hold");
  }
  const claims = timesSchema.safeParse(decode(payload));
  if (!claims.success) return refused("it lacks iss, aud or exp");
  const seconds = now.getTime() / 1e3;
  if (claims.data.iss !== issuer) return refused(`its issuer is ${claims.data.iss}`);
  if (claims.data.aud !== audience) return refused(`its audience is ${claims.data.aud}`);
  if (claims.data.exp + SKEW < seconds) return refused("it has expired");
  if ((claims.data.nbf ?? 0) - SKEW > seconds) return refused("it is not valid yet");
  return { ok: true, payload: claims.data };
}
function keyOf(keySet, kid) {
  const set = keySetSchema.safeParse(keySet);
  const named = set.data?.keys.filter((key2) => key2.kid === kid) ?? [];
  const key = named.length === 1 ? keySchema.safeParse(named[0]) : void 0;
  return key?.success === true ? createPublicKey({ key: key.data, format: "jwk" }) : null;
}
function decode(part) {
  const json = parseStrictJsonBytes(Buffer.from(part, "base64url"));
  return json.ok ? json.value : null;
}
function refused(reason) {
  return { ok: false, reason };
}

// src/adapters/patient-fetch.ts
import { setTimeout as sleep } from "node:timers/promises";
var DEFAULT_FETCH_PATIENCE = {
  timeoutMs: 1e4,
  retries: 3,
  firstDelayMs: 500,
  largestAnswer: 256 * 1024
};
async function getJson(url2, headers, signal, patience = DEFAULT_FETCH_PATIENCE) {
  for (let attempt = 0; ; attempt += 1) {
    const outcome = await tryOnce(url2, headers, signal, patience);
    if (outcome.kind === "json") return outcome.value;
    if (signal.aborted) throw interrupted(url2);
    if (outcome.kind === "refused" || attempt >= patience.retries) throw outcome.error;
    const delay = patience.firstDelayMs * 2 ** attempt * (1 + Math.random());
    await sleep(delay, void 0, { signal }).catch(() => {
      throw interrupted(url2);
    });
  }
}
async function tryOnce(url2, headers, signal, { timeoutMs, largestAnswer }) {
  try {
    const response = await fetch(url2, {
      headers: { accept: "application/json", ...headers },
      redirect: "error",
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
    });
    if (!response.ok) {
      await response.body?.cancel();
      const again = response.status >= 500 || response.status === 408 || response.status === 429;
      const error = refused2(url2, `status ${String(response.status)}`);
      return { kind: again ? "failed" : "refused", error };
    }
    const text = await readCapped(response, largestAnswer);
    if (text === null) {
      const found = `more than ${String(largestAnswer)} bytes`;
      return { kind: "refused", error: refused2(url2, found) };
    }
    return parseAnswer(url2, text);
  } catch (cause) {
    const error = new RemoteError("service-unreachable", {
      expected: `an answer from ${hostOf(url2)}`,
      found: cause instanceof Error ? cause.message : "no answer",
      next: "Check the network and the proxy of this machine, then try again.",
      cause
    });
    return { kind: "failed", error };
  }
}
function parseAnswer(url2, text) {
  try {
    return { kind: "json", value: JSON.parse(text) };
  } catch {
    return { kind: "refused", error: refused2(url2, "text that is not JSON") };
  }
}
async function readCapped(response, most) {
  const chunks = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
function refused2(url2, found) {
  return new RemoteError("service-refused", {
    expected: `JSON from ${hostOf(url2)}`,
    found,
    next: "Try again; if it stays, the service does not take this request."
  });
}
function hostOf(url2) {
  return URL.canParse(url2) ? new URL(url2).host : "an address that is none";
}
function interrupted(url2) {
  return new InterruptedError("interrupted", {
    expected: `an answer from ${hostOf(url2)}`,
    found: "a request to stop",
    next: "Start again."
  });
}

// src/adapters/identity-token.ts
var CLAIMS_AUDIENCE = "nobody";
var SIGNING_AUDIENCE = "sigstore";
var answerSchema = object({ value: string().min(1) });
var discoverySchema = object({ jwks_uri: url() });
function workflowIdentity(variables, instance, clock, patience = DEFAULT_FETCH_PATIENCE) {
  let known;
  const { requestUrl = "", requestToken = "", signingToken = "" } = variables;
  const offered = requestUrl !== "" && requestToken !== "";
  async function verifiedClaims(audience, signal) {
    const token = await requestIdentityToken(
      { requestUrl, requestToken },
      audience,
      signal,
      patience
    );
    const discovery = await getJson(
      `${instance.issuer}/.well-known/openid-configuration`,
      {},
      signal,
      patience
    );
    const keysUrl = discoverySchema.safeParse(discovery).data?.jwks_uri ?? "";
    if (!sameOrigin(keysUrl, instance.issuer)) {
      throw invalidClaims("keys at the issuer's own address", keysUrl || "no address");
    }
    const keys = await getJson(keysUrl, {}, signal, patience);
    const reading = verifyToken(token, keys, {
      issuer: instance.issuer,
      audience,
      now: clock.now()
    });
    if (!reading.ok) throw invalidClaims("an identity token that holds", reading.reason);
    const claims = workflowClaimsSchema.safeParse(reading.payload);
    if (!claims.success) {
      throw invalidClaims("all claims of a workflow run", prettifyError(claims.error));
    }
    return { token, claims: claims.data };
  }
  const claimsOnce = (signal) => known ??= verifiedClaims(CLAIMS_AUDIENCE, signal).then(({ claims }) => claims);
  return {
    claims: (signal) => offered ? claimsOnce(signal) : Promise.resolve(null),
    async signingToken(signal) {
      if (offered) {
        const claims = await claimsOnce(signal);
        const signing = await verifiedClaims(SIGNING_AUDIENCE, signal);
        if (JSON.stringify(signing.claims) !== JSON.stringify(claims)) {
          throw invalidClaims("both tokens to speak of one run", "two different runs");
        }
        return signing.token;
      }
      if (signingToken !== "") return signingToken;
      throw new TrustError("identity-token-missing", {
        expected: "an identity token to sign with",
        found: "neither ACTIONS_ID_TOKEN_REQUEST_URL nor SIGSTORE_ID_TOKEN",
        next: "In a workflow, give the job `permissions: id-token: write`."
      });
    }
  };
}
async function requestIdentityToken({ requestUrl, requestToken }, audience, signal, patience) {
  if (!URL.canParse(requestUrl)) {
    throw invalidClaims("an address in ACTIONS_ID_TOKEN_REQUEST_URL", "something else");
  }
  const url2 = new URL(requestUrl);
  url2.searchParams.append("audience", audience);
  const authorization = `Bearer ${requestToken}`;
  const answer = await getJson(url2.href, { authorization }, signal, patience);
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) throw invalidClaims("a token from the runner", "an answer without one");
  return parsed.data.value;
}
function sameOrigin(url2, issuer) {
  return URL.canParse(url2) && new URL(url2).origin === new URL(issuer).origin;
}
function invalidClaims(expected, found) {
  return new StatementError("claims-invalid", {
    expected,
    found,
    next: "Run the job on github.com, or describe its issuer in an instance file."
  });
}

// src/adapters/sigstore-sign.ts
var DEFAULT_PATIENCE = { timeoutMs: 1e4, retries: 3, firstDelayMs: 500 };
function sigstoreSigner(patience = DEFAULT_PATIENCE) {
  return {
    async sign(payload, instance, identity, signal) {
      const { bundleToJSON } = await import("./signing-library-3I3Y22NG.js");
      const builder = await newBuilder(instance, identity, patience, signal);
      const artifact = { data: Buffer.from(payload), type: STATEMENT_PAYLOAD_TYPE };
      const bundle = await unlessAborted(builder.create(artifact), signal).catch(
        (error) => fail(error, instance)
      );
      return JSON.stringify(bundleToJSON(bundle));
    }
  };
}
async function newBuilder(instance, identity, { timeoutMs, retries, firstDelayMs }, signal) {
  const sigstore = await import("./signing-library-3I3Y22NG.js");
  const request = {
    timeout: timeoutMs,
    retry: { retries, minTimeout: firstDelayMs, randomize: true }
  };
  const witnesses = [];
  if (instance.rekor !== null) {
    witnesses.push(
      new sigstore.RekorWitness({
        ...request,
        rekorBaseURL: instance.rekor.url,
        majorApiVersion: instance.rekor.version,
        entryType: "dsse",
        fetchOnConflict: true
      })
    );
  }
  if (instance.tsa !== null) {
    witnesses.push(new sigstore.TSAWitness({ ...request, tsaBaseURL: instance.tsa }));
  }
  const signer = new sigstore.FulcioSigner({
    ...request,
    fulcioBaseURL: instance.fulcio,
    identityProvider: { getToken: () => identity.signingToken(signal) }
  });
  return new sigstore.DSSEBundleBuilder({ signer, witnesses });
}
async function unlessAborted(work, signal) {
  const { promise, reject } = Promise.withResolvers();
  const stop = () => {
    reject(
      new InterruptedError("interrupted", {
        expected: "a signature",
        found: "a request to stop",
        next: "Start again; an entry that was already logged does no harm."
      })
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
function fail(error, instance) {
  const gate = gateErrorIn(error);
  if (gate !== null) throw gate;
  throw new TrustError("signing-failed", {
    expected: `a signature from the Sigstore instance "${instance.name}"`,
    found: error instanceof Error ? error.message : "an error that is none",
    next: "Nothing was published. Try again; if it stays, look at the status page of the instance.",
    cause: error
  });
}
function gateErrorIn(error) {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof GateError) return at;
  }
  return null;
}

export {
  attest,
  workflowIdentity,
  sigstoreSigner
};
