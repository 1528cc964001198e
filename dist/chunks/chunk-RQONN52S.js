import {
  splitWorkflowIdentity
} from "./chunk-HWCROIX2.js";
import {
  leafCertificate,
  proveEntity,
  readCertificateClaims,
  readTrustedRoot,
  require_dist
} from "./chunk-QSC5KBB2.js";
import {
  claimContradictions
} from "./chunk-KCIAQ45W.js";
import {
  LIMIT_MEANS,
  LIMIT_NAMES
} from "./chunk-EANPBMFH.js";
import {
  require_dist as require_dist2
} from "./chunk-FP36P5M2.js";
import {
  parseStrictJson,
  parseStrictJsonBytes
} from "./chunk-4AH4GH2R.js";
import {
  exactly,
  notEvaluated
} from "./chunk-PPQGIQ55.js";
import {
  _enum,
  array,
  int,
  literal,
  looseObject,
  object,
  prettifyError,
  record,
  strictObject,
  string,
  unknown
} from "./chunk-QJHEDYDG.js";
import {
  ISOLATION_LEVELS,
  NETWORK_MODES,
  SANDBOX_REQUESTS
} from "./chunk-IVE75K52.js";
import {
  sha256Hex
} from "./chunk-XX7SVKQN.js";
import {
  InputError,
  InterruptedError
} from "./chunk-COCQMI2L.js";
import {
  REBUILD_PREDICATE_TYPE
} from "./chunk-FPZJALNE.js";
import {
  __callDispose,
  __toESM,
  __using
} from "./chunk-QLIL6GH6.js";

// src/adapters/sigstore-verify.ts
var import_bundle = __toESM(require_dist2(), 1);
var import_verify = __toESM(require_dist(), 1);

// src/core/statement/statement.ts
var STATEMENT_TYPE = "https://in-toto.io/Statement/v1";
var STATEMENT_PAYLOAD_TYPE = "application/vnd.in-toto+json";
var MOST_SUBJECTS = 1024;
var subjectSchema = looseObject({
  name: string().optional(),
  digest: record(string(), string())
});
var statementSchema = looseObject({
  _type: literal(STATEMENT_TYPE),
  subject: array(subjectSchema).min(1).max(MOST_SUBJECTS),
  predicateType: string().min(1),
  predicate: unknown()
});
function newStatement(subject, predicateType, predicate) {
  return { _type: STATEMENT_TYPE, subject: [subject], predicateType, predicate };
}
function encodeStatement(statement) {
  return new TextEncoder().encode(JSON.stringify(statement));
}
function parseStatement(payload) {
  const json = parseStrictJsonBytes(payload);
  if (!json.ok) return json;
  const parsed = statementSchema.safeParse(json.value);
  return parsed.success ? { ok: true, statement: parsed.data } : { ok: false, reason: prettifyError(parsed.error) };
}

// src/core/statement/verified-statement.ts
function sealVerifiedStatement(content) {
  return content;
}

// src/adapters/sigstore-verify.ts
var BUNDLE_MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";
function sigstoreVerifier() {
  return { verify: verifyBundle };
}
function verifyBundle({ name, text: text3 }, instance, trustedRoot) {
  const root = readTrustedRoot(trustedRoot.text);
  const rootCheck = {
    id: "trusted-root",
    passed: root.ok,
    expected: "a trusted root whose logs and authorities say since when they are valid",
    got: root.ok ? `a usable trusted root: ${trustedRoot.origin}` : `${root.reason} (${trustedRoot.origin})`
  };
  const read = readBundle(text3);
  if (read.bundle === null) {
    const unproven = notEvaluated("signature", "no readable bundle");
    return { name, checks: [rootCheck, ...read.checks, unproven], verified: null };
  }
  const { bundle } = read;
  const envelope = envelopeChecks(bundle);
  const certificate = certificateReading(bundle);
  const proof = root.ok ? proveEntity(bundle, () => (0, import_verify.toSignedEntity)(bundle), root.root, instance.thresholds) : [notEvaluated("signature", "no usable trusted root")];
  const checks = [
    rootCheck,
    ...read.checks,
    ...envelope.checks,
    ...proof,
    certificate.check
  ];
  const { statement, payload } = envelope;
  const sound = checks.every((check) => check.passed);
  const verified = sound && statement !== null && payload !== null && certificate.claims !== null ? sealVerifiedStatement({
    statement,
    payload,
    certificate: certificate.claims,
    times: verifiedTimes(bundle)
  }) : null;
  return { name, checks, verified };
}
function readBundle(text3) {
  const json = parseStrictJson(text3);
  const jsonCheck = {
    id: "bundle-json",
    passed: json.ok,
    expected: "JSON in which no object names a key twice",
    got: json.ok ? "well-formed JSON, no key twice" : json.reason
  };
  const mediaType = json.ok ? mediaTypeOf(json.value) : "nothing";
  const mediaTypeCheck = {
    id: "bundle-media-type",
    passed: mediaType === BUNDLE_MEDIA_TYPE,
    expected: BUNDLE_MEDIA_TYPE,
    got: mediaType
  };
  const checks = [jsonCheck, mediaTypeCheck];
  if (!json.ok) return { checks, bundle: null };
  try {
    return { checks, bundle: (0, import_bundle.bundleFromJSON)(json.value) };
  } catch (error) {
    const got = error instanceof Error ? error.message : "an error that is none";
    return {
      checks: [
        ...checks,
        {
          id: "bundle-shape",
          passed: false,
          expected: "a whole bundle with exactly one signature",
          got
        }
      ],
      bundle: null
    };
  }
}
function mediaTypeOf(json) {
  const type = typeof json === "object" && json !== null && "mediaType" in json ? json.mediaType : void 0;
  return typeof type === "string" ? type : "nothing";
}
function envelopeChecks({ content }) {
  const contentCheck = {
    id: "bundle-content",
    passed: content.$case === "dsseEnvelope",
    expected: "a DSSE envelope",
    got: content.$case === "dsseEnvelope" ? "a DSSE envelope" : "a message signature, which is out of scope"
  };
  if (content.$case !== "dsseEnvelope") {
    return { checks: [contentCheck], statement: null, payload: null };
  }
  const { payload, payloadType } = content.dsseEnvelope;
  const reading = parseStatement(payload);
  return {
    checks: [
      contentCheck,
      {
        id: "payload-type",
        passed: payloadType === STATEMENT_PAYLOAD_TYPE,
        expected: STATEMENT_PAYLOAD_TYPE,
        got: payloadType
      },
      {
        id: "statement",
        passed: reading.ok,
        expected: "an in-toto Statement v1 with at least one subject",
        got: reading.ok ? `an in-toto Statement v1 about ${subjectsOf(reading.statement)}` : reading.reason
      }
    ],
    statement: reading.ok ? reading.statement : null,
    payload
  };
}
function subjectsOf({ subject }) {
  return subject.length === 1 ? "one file" : `${String(subject.length)} files`;
}
function certificateReading(bundle) {
  const id = "certificate-claims";
  const expected = "one certificate, no chain and no bare key, with well-formed claims";
  const { content } = bundle.verificationMaterial;
  if (content.$case !== "certificate") {
    const got = content.$case === "publicKey" ? "a managed key, which is out of scope" : "a certificate chain";
    return { check: { id, passed: false, expected, got }, claims: null };
  }
  const reading = readCertificateClaims(leafCertificate(bundle) ?? Buffer.alloc(0));
  return reading.ok ? {
    check: { id, passed: true, expected, got: "one certificate with well-formed claims" },
    claims: reading.claims
  } : { check: { id, passed: false, expected, got: reading.reason }, claims: null };
}
function verifiedTimes({ verificationMaterial }) {
  const promised = verificationMaterial.tlogEntries.filter(
    (entry) => entry.inclusionPromise !== void 0 && entry.integratedTime !== "0"
  );
  return {
    log: promised.map((entry) => Number(entry.integratedTime)),
    authority: verificationMaterial.timestampVerificationData?.rfc3161Timestamps.length ?? 0
  };
}

// src/adapters/upload-digests.ts
import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { basename } from "node:path";
function uploadReader() {
  return {
    async digests(file, signal) {
      var _stack = [];
      try {
        const handle = __using(_stack, await open(file, "r").catch((cause) => {
          throw new InputError("file-missing", {
            expected: "an upload that can be read",
            found: file,
            next: "Check the path.",
            cause
          });
        }), true);
        if (!(await handle.stat()).isFile()) {
          throw new InputError("file-unusable", {
            expected: "a regular file",
            found: file,
            next: "Pass the file itself, not its folder."
          });
        }
        const sha2562 = createHash("sha256");
        const sha512 = createHash("sha512");
        let size2 = 0;
        for await (const chunk of handle.createReadStream({
          autoClose: false
        })) {
          if (signal.aborted) throw interrupted(file);
          size2 += chunk.length;
          sha2562.update(chunk);
          sha512.update(chunk);
        }
        return {
          name: basename(file),
          size: size2,
          sha256: sha2562.digest("hex"),
          sha512: sha512.digest("hex")
        };
      } catch (_) {
        var _error = _, _hasError = true;
      } finally {
        var _promise = __callDispose(_stack, _error, _hasError);
        _promise && await _promise;
      }
    }
  };
}
function interrupted(file) {
  return new InterruptedError("interrupted", {
    expected: `the whole of ${basename(file)}`,
    found: "a request to stop",
    next: "Start again."
  });
}

// src/core/statement/workflow-claims.ts
var claim = string().min(1);
var workflowClaimsSchema = object({
  iss: claim,
  ref: claim,
  sha: string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/),
  repository: claim,
  event_name: claim,
  job_workflow_ref: claim,
  workflow_ref: claim,
  repository_id: claim,
  repository_owner_id: claim,
  runner_environment: claim,
  run_id: claim,
  run_attempt: claim,
  ref_protected: claim.optional(),
  repository_visibility: claim.optional()
});
function runContradictions(claims, environment, server) {
  const pairs = [
    ["GITHUB_SERVER_URL", environment.serverUrl, server],
    ["GITHUB_REPOSITORY", environment.repository, claims.repository],
    ["GITHUB_REPOSITORY_ID", environment.repositoryId, claims.repository_id],
    ["GITHUB_SHA", environment.sha, claims.sha],
    ["GITHUB_REF", environment.ref, claims.ref],
    ["GITHUB_EVENT_NAME", environment.eventName, claims.event_name],
    ["GITHUB_RUN_ID", environment.runId, claims.run_id],
    ["GITHUB_RUN_ATTEMPT", environment.runAttempt, claims.run_attempt]
  ];
  return pairs.filter(([, said, claimed]) => said !== void 0 && said !== "" && said !== claimed).map(([name, said, claimed]) => `${name} is ${said ?? ""}, the token says ${claimed}`);
}
var TRUSTED_TRIGGERS = /* @__PURE__ */ new Set([
  "push",
  "release",
  "workflow_dispatch",
  "schedule",
  "create"
]);
function eventRefusal(claims) {
  const isProtected = claims.ref_protected === "true";
  switch (claims.event_name) {
    case "release":
      return null;
    case "push":
      return claims.ref.startsWith("refs/tags/") || isProtected ? null : `push to the unprotected ref ${claims.ref}`;
    case "workflow_dispatch":
      return isProtected ? null : `workflow_dispatch on the unprotected ref ${claims.ref}`;
    default:
      return claims.event_name;
  }
}

// src/core/statement/provenance.ts
var PROVENANCE_TYPE = "https://slsa.dev/provenance/v1";
var WORKFLOW_BUILD_TYPE = "https://actions.github.io/buildtypes/workflow/v1";
var RUNNER_BUILD_TYPE = "https://slsa-framework.github.io/github-actions-buildtypes/workflow/v1";
var text = string().min(1);
var provenanceSchema = looseObject({
  buildDefinition: looseObject({
    buildType: text,
    externalParameters: looseObject({
      workflow: looseObject({ ref: text, repository: text, path: text })
    }),
    internalParameters: looseObject({
      github: looseObject({
        event_name: text,
        repository_id: text,
        repository_owner_id: text,
        runner_environment: text.optional()
      })
    }),
    resolvedDependencies: array(looseObject({ uri: text, digest: looseObject({ gitCommit: text }) })).length(1)
  }),
  runDetails: looseObject({
    builder: looseObject({ id: text }),
    metadata: looseObject({ invocationId: text })
  })
});
function provenanceOf(claims, server) {
  const prefix = `${claims.repository}/`;
  const path = claims.workflow_ref.startsWith(prefix) ? claims.workflow_ref.slice(prefix.length) : claims.workflow_ref;
  const repository = `${server}/${claims.repository}`;
  return {
    buildDefinition: {
      buildType: WORKFLOW_BUILD_TYPE,
      externalParameters: {
        workflow: { ref: claims.ref, repository, path: path.split("@", 1)[0] ?? "" }
      },
      internalParameters: {
        github: {
          event_name: claims.event_name,
          repository_id: claims.repository_id,
          repository_owner_id: claims.repository_owner_id,
          runner_environment: claims.runner_environment
        }
      },
      resolvedDependencies: [
        { uri: `git+${repository}@${claims.ref}`, digest: { gitCommit: claims.sha } }
      ]
    },
    runDetails: {
      builder: { id: `${server}/${claims.job_workflow_ref}` },
      metadata: {
        invocationId: `${repository}/actions/runs/${claims.run_id}/attempts/${claims.run_attempt}`
      }
    }
  };
}

// src/core/statement/rebuild-predicate.ts
var sha256 = string().regex(/^[0-9a-f]{64}$/);
var size = int().nonnegative();
var objectId = string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/);
var text2 = string().min(1);
var JOB_ISOLATIONS = ["same-job", "local"];
var MOST_MATERIALS = 500;
var fields = strictObject({
  source: strictObject({
    repository: text2,
    commit: objectId,
    tree: objectId,
    treeSha256: sha256,
    tag: strictObject({ name: text2, object: objectId }).optional(),
    submodules: array(
      strictObject({
        path: text2,
        repository: text2,
        commit: objectId,
        tree: objectId,
        treeSha256: sha256
      })
    ).optional()
  }),
  upload: strictObject({ size, sha256, contentSha256: sha256.optional() }),
  rebuilt: strictObject({ name: text2, size, sha256, contentSha256: sha256.optional() }),
  verdict: _enum(["identical", "equivalent"]),
  level: _enum(["L0", "L1", "L2", "L4"]),
  normalisers: array(text2),
  findings: strictObject({
    total: size,
    byCode: record(string(), int().positive()),
    byClass: record(string(), int().positive())
  }),
  plan: array(strictObject({ item: text2, value: string(), evidence: string() })),
  sandbox: strictObject({
    requested: _enum(SANDBOX_REQUESTS),
    reached: _enum(ISOLATION_LEVELS),
    limits: array(strictObject({ limit: _enum(LIMIT_NAMES), value: size, by: _enum(LIMIT_MEANS) })).optional()
  }),
  network: strictObject({
    requested: _enum(NETWORK_MODES),
    reached: _enum(NETWORK_MODES)
  }),
  /** What the fetch phase brought; the digest is of the list as `sha256sum` prints it, in the order of the paths. */
  materials: strictObject({
    total: size,
    sha256,
    files: array(strictObject({ path: text2, size, sha256 })).max(MOST_MATERIALS).optional()
  }).optional(),
  jobIsolation: _enum(JOB_ISOLATIONS),
  /** What the tool says of itself; nothing but the signer's word stands behind it. */
  claims: strictObject({ tool: strictObject({ name: text2, version: text2 }) })
});
var rebuildPredicateSchema = fields.superRefine((predicate, context) => {
  const sameBytes = predicate.upload.sha256 === predicate.rebuilt.sha256 && predicate.upload.size === predicate.rebuilt.size;
  const identical = predicate.verdict === "identical";
  if (identical !== (predicate.level === "L0") || identical !== sameBytes) {
    context.addIssue({
      code: "custom",
      path: ["verdict"],
      message: "verdict, level and digests do not agree"
    });
  }
  if (identical && (predicate.findings.total > 0 || predicate.normalisers.length > 0)) {
    context.addIssue({
      code: "custom",
      path: ["findings"],
      message: "equal bytes have no findings"
    });
  }
});
function rebuildPredicateOf(report, artifact, context) {
  const { source, build } = report;
  if (report.mode !== "rebuild" || source === null || build === null) {
    return { ok: false, reason: `mode "${report.mode}" rebuilt nothing from a commit` };
  }
  if (build.outcome.kind !== "built") return { ok: false, reason: "the build failed" };
  const refusal = verdictRefusal(report, artifact);
  if (refusal !== null) return { ok: false, reason: refusal };
  const parsed = rebuildPredicateSchema.safeParse({
    source: {
      repository: context.repository,
      commit: source.commit,
      tree: source.tree,
      treeSha256: source.treeSha256,
      ...source.tag === void 0 ? {} : { tag: source.tag },
      ...source.submodules === void 0 ? {} : { submodules: source.submodules }
    },
    upload: artifact.upload,
    rebuilt: artifact.rebuilt,
    verdict: artifact.verdict,
    level: artifact.level,
    normalisers: normalisersUsed(artifact),
    findings: {
      total: artifact.findings.length,
      byCode: countBy(artifact.findings.map((finding) => finding.code)),
      byClass: Object.fromEntries(Object.entries(artifact.files).filter(([, count]) => count > 0))
    },
    plan: build.plan,
    sandbox: build.sandbox,
    network: build.network,
    ...build.materials === void 0 ? {} : { materials: materialsOf(build.materials) },
    jobIsolation: context.jobIsolation,
    claims: { tool: report.tool }
  });
  return parsed.success ? { ok: true, predicate: parsed.data } : { ok: false, reason: prettifyError(parsed.error) };
}
function materialsOf(files) {
  const list = files.map(({ path, sha256: digest }) => `${digest}  ${path}
`).join("");
  return {
    total: files.length,
    sha256: sha256Hex(new TextEncoder().encode(list)),
    ...files.length > MOST_MATERIALS ? {} : { files }
  };
}
function verdictRefusal(report, artifact) {
  if (report.verdict !== "identical" && report.verdict !== "equivalent") {
    return `the verdict of the run is ${report.verdict}`;
  }
  if (report.exitCode !== 0) return `the run ended with exit code ${String(report.exitCode)}`;
  if (artifact.level === "L4" && report.accepted.word !== "explained") {
    return "level L4 was not asked for";
  }
  return null;
}
function normalisersUsed(artifact) {
  const used = new Set(artifact.findings.flatMap((finding) => finding.accepted?.by ?? []));
  return [...used].sort((a, b) => a < b ? -1 : 1);
}
function countBy(words) {
  const counts = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

// src/core/statement/agreement.ts
function provenanceDisagreements(predicate, certificate) {
  const parsed = provenanceSchema.safeParse(predicate);
  if (!parsed.success) return [prettifyError(parsed.error)];
  const provenance = parsed.data;
  const { claims } = certificate;
  const { workflow } = provenance.buildDefinition.externalParameters;
  const { github } = provenance.buildDefinition.internalParameters;
  const [source] = provenance.buildDefinition.resolvedDependencies;
  const caller = splitWorkflowIdentity(claims.buildConfigUri ?? "")?.workflow;
  const uri = `git+${claims.sourceRepositoryUri ?? ""}@${claims.sourceRepositoryRef ?? ""}`;
  return disagreements([
    ...builderPairs(provenance, claims),
    ["workflow.ref", workflow.ref, claims.sourceRepositoryRef],
    ["workflow.repository", workflow.repository, claims.sourceRepositoryUri],
    ["workflow.path", `${workflow.repository}/${workflow.path}`, caller],
    ["event_name", github.event_name, claims.buildTrigger],
    ["repository_id", github.repository_id, claims.sourceRepositoryId],
    ["repository_owner_id", github.repository_owner_id, claims.sourceRepositoryOwnerId],
    ["resolvedDependencies.uri", source?.uri, uri],
    ["resolvedDependencies.gitCommit", source?.digest.gitCommit, claims.sourceRepositoryDigest],
    ["invocationId", provenance.runDetails.metadata.invocationId, claims.runInvocationUri]
  ]);
}
function rebuildDisagreements(predicate, certificate, upload) {
  const parsed = rebuildPredicateSchema.safeParse(predicate);
  if (!parsed.success) return [prettifyError(parsed.error)];
  const { source, upload: recorded } = parsed.data;
  return disagreements([
    ["source.repository", source.repository, certificate.claims.sourceRepositoryUri],
    ["source.commit", source.commit, certificate.claims.sourceRepositoryDigest],
    ...tagPairs(source.tag?.name, certificate.claims.sourceRepositoryRef),
    ["upload.sha256", recorded.sha256, upload.sha256],
    ["upload.size", String(recorded.size), String(upload.size)]
  ]);
}
function tagPairs(tag, ref) {
  return tag === void 0 || ref?.startsWith("refs/tags/") !== true ? [] : [["source.tag.name", tag, ref]];
}
function builderPairs(provenance, claims) {
  const builder = provenance.runDetails.builder.id;
  const runner = provenance.buildDefinition.internalParameters.github.runner_environment;
  switch (provenance.buildDefinition.buildType) {
    case WORKFLOW_BUILD_TYPE:
      return [
        ["builder.id", builder, claims.buildSignerUri],
        ["runner_environment", runner, claims.runnerEnvironment]
      ];
    case RUNNER_BUILD_TYPE: {
      const runnerUri = `https://github.com/actions/runner/${claims.runnerEnvironment ?? ""}`;
      return [["builder.id", builder, runnerUri]];
    }
    default:
      return [["buildType", provenance.buildDefinition.buildType, WORKFLOW_BUILD_TYPE]];
  }
}
function disagreements(pairs) {
  return pairs.filter(([, said, certified]) => said === void 0 || said !== certified).map(
    ([name, said, certified]) => `${name}: ${said ?? "nothing"}, not ${certified ?? "nothing"}`
  );
}

// src/core/statement/subject.ts
import { timingSafeEqual } from "node:crypto";
var STRONG = { sha256: 64, sha512: 128 };
function matchSubject(statement, upload, name) {
  const matching = statement.subject.filter((subject) => isDigestOf(subject, upload));
  const [only] = matching;
  return [
    {
      id: "subject-digest",
      passed: matching.length === 1,
      expected: `exactly one subject with sha256 ${upload.sha256}`,
      got: `${String(matching.length)} of ${String(statement.subject.length)} subjects have the digest of this file`
    },
    {
      id: "subject-name",
      passed: matching.length === 1 && only?.name === name,
      expected: name,
      got: only?.name ?? "nothing"
    }
  ];
}
function isDigestOf(subject, upload) {
  const present = ["sha256", "sha512"].filter(
    (key) => Object.hasOwn(subject.digest, key)
  );
  return present.length > 0 && present.every((key) => sameDigest(subject.digest[key] ?? "", upload[key], STRONG[key]));
}
function sameDigest(claimed, computed, length) {
  if (claimed.length !== length || computed.length !== length) return false;
  const encoder = new TextEncoder();
  const [left, right] = [encoder.encode(claimed), encoder.encode(computed)];
  return left.length === right.length && timingSafeEqual(left, right);
}

// src/core/statement/expectations.ts
var STATEMENT_CHECKS = [
  "subject-digest",
  "subject-name",
  "issuer",
  "signer-workflow",
  "signer-ref",
  "signer-uri",
  "signer-digest",
  "repository",
  "repository-id",
  "commit",
  "ref",
  "build-trigger",
  "runner-environment",
  "certificate-agrees",
  "predicate-agrees",
  "subject-count"
];
function unjudged(reason) {
  return STATEMENT_CHECKS.map((id) => notEvaluated(id, reason));
}
function judgeStatement({ statement, certificate }, upload, expected) {
  const { claims } = certificate;
  const repository = `${expected.server}/${expected.repository.name}`;
  const disagreements2 = predicateDisagreements(statement, certificate, upload);
  const signer = splitWorkflowIdentity(certificate.subject.value);
  const contradictions = claimContradictions(certificate, expected.server);
  return [
    ...matchSubject(statement, upload, expected.subjectName ?? upload.name),
    exactly("issuer", expected.issuer, claims.issuer),
    signerWorkflow(certificate.subject, expected),
    pinned("signer-ref", expected.signerWorkflow?.ref ?? null, signer?.ref),
    // The subject name and extension .1.9 are two spellings of one signer.
    exactly("signer-uri", certificate.subject.value, claims.buildSignerUri),
    pinned("signer-digest", expected.signerDigest, claims.buildSignerDigest),
    exactly("repository", repository, claims.sourceRepositoryUri),
    pinned("repository-id", expected.repository.id, claims.sourceRepositoryId),
    pinned("commit", expected.commit, claims.sourceRepositoryDigest),
    pinned("ref", expected.ref, claims.sourceRepositoryRef),
    {
      id: "build-trigger",
      passed: TRUSTED_TRIGGERS.has(claims.buildTrigger ?? ""),
      expected: [...TRUSTED_TRIGGERS].join(" or "),
      got: claims.buildTrigger ?? "nothing"
    },
    pinned("runner-environment", expected.runner, claims.runnerEnvironment),
    {
      id: "certificate-agrees",
      passed: contradictions.length === 0,
      expected: "old and new extensions of the certificate agree",
      got: contradictions.join(", ") || "old and new extensions of the certificate agree"
    },
    {
      id: "predicate-agrees",
      passed: disagreements2.length === 0,
      expected: "the predicate agrees with the certificate",
      got: disagreements2.join("; ") || "the predicate agrees with the certificate"
    },
    {
      // A verdict about one file must not be read as one about its neighbour.
      id: "subject-count",
      passed: statement.predicateType !== REBUILD_PREDICATE_TYPE || statement.subject.length === 1,
      expected: "one subject in a rebuild statement",
      got: `${String(statement.subject.length)} in a statement of type ${statement.predicateType}`
    }
  ];
}
function unpinnedBy(expected) {
  const questions = [
    ["repository-id", expected.repository.id],
    ["signer-workflow", expected.signerWorkflow],
    ["signer-ref", expected.signerWorkflow?.ref ?? null],
    ["signer-digest", expected.signerDigest],
    ["commit", expected.commit],
    ["ref", expected.ref],
    ["runner-environment", expected.runner]
  ];
  return questions.filter(([, answer]) => answer === null).map(([id]) => id);
}
function pinned(id, expected, got) {
  return expected === null ? { id, passed: true, expected: "anything (not pinned)", got: got ?? "nothing" } : exactly(id, expected, got);
}
function signerWorkflow(subject, expected) {
  const workflow = subject.kind === "uri" ? splitWorkflowIdentity(subject.value)?.workflow : void 0;
  if (expected.signerWorkflow !== null) {
    const check = exactly(
      "signer-workflow",
      `${expected.server}/${expected.signerWorkflow.path}`,
      workflow
    );
    return { ...check, got: subject.value };
  }
  const folder = `${expected.server}/${expected.repository.name}/.github/workflows/`;
  const file = workflow?.startsWith(folder) === true ? workflow.slice(folder.length) : "";
  return {
    id: "signer-workflow",
    passed: /^[A-Za-z0-9._-]+\.ya?ml$/.test(file),
    expected: `a workflow in ${folder}`,
    got: subject.value
  };
}
function predicateDisagreements(statement, certificate, upload) {
  switch (statement.predicateType) {
    case REBUILD_PREDICATE_TYPE:
      return rebuildDisagreements(statement.predicate, certificate, upload);
    case PROVENANCE_TYPE:
      return provenanceDisagreements(statement.predicate, certificate);
    default:
      return [`the predicate type ${statement.predicateType} is not one that can be judged`];
  }
}

export {
  STATEMENT_PAYLOAD_TYPE,
  MOST_SUBJECTS,
  newStatement,
  encodeStatement,
  workflowClaimsSchema,
  runContradictions,
  eventRefusal,
  PROVENANCE_TYPE,
  provenanceOf,
  rebuildPredicateOf,
  unjudged,
  judgeStatement,
  unpinnedBy,
  sigstoreVerifier,
  uploadReader
};
