import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { LocalSigstore } from "../../src/adapters/local-sigstore/local-sigstore.ts";
import { sigstoreSigner } from "../../src/adapters/sigstore-sign.ts";
import { sigstoreVerifier } from "../../src/adapters/sigstore-verify.ts";
import { openScratch } from "../../src/adapters/scratch.ts";
import { gitTags } from "../../src/adapters/tag-reader.ts";
import { uploadReader } from "../../src/adapters/upload-digests.ts";
import { attest, BUNDLE_LINES } from "../../src/app/attest.ts";
import type { AttestPorts, AttestRequest } from "../../src/app/attest.ts";
import type { IdentityTokens, Progress, Scratch } from "../../src/app/ports.ts";
import { verify } from "../../src/app/verify.ts";
import { REBUILD_PREDICATE_TYPE } from "../../src/core/identifiers.ts";
import { reportSchema } from "../../src/core/report.ts";
import type { Report } from "../../src/core/report.ts";
import { readBundleFile } from "../../src/core/statement/bundle-file.ts";
import { PROVENANCE_TYPE } from "../../src/core/statement/provenance.ts";
import type { WorkflowClaims } from "../../src/core/statement/workflow-claims.ts";
import { COMMIT, newForge } from "../support/forge.ts";
import { GitRepository } from "../support/git-repository.ts";
import { identityOf, startRun } from "../support/local-run.ts";
import { artifact, mtime, report } from "../support/reports.ts";
import { BODY, CLAIMS, DEMANDED, uploadOf } from "../support/statements.ts";

const signal = new AbortController().signal;
const quiet: Progress = {
  phase: () => undefined,
  notice: () => undefined,
  buildOutput: () => undefined,
};
let folder = "";
let upload = "";
let local: LocalSigstore;
let scratch: Scratch;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rebuild-gate-attest-"));
  upload = join(folder, "app-1.0.0.tgz");
  await writeFile(upload, BODY);
  local = await startRun();
  scratch = await openScratch(folder);
});
afterAll(async () => {
  await local[Symbol.asyncDispose]();
  await scratch[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** A report of a rebuild of the upload, byte for byte equal. */
function passed(overrides: Partial<Report> = {}): Report {
  const { name, size, sha256 } = uploadOf();
  const side = { size, sha256 };
  const base = report([artifact({ name, upload: side, rebuilt: { name, ...side } })], overrides);
  return { ...base, source: { ...base.source!, commit: COMMIT }, ...overrides };
}

interface Attesting {
  readonly request?: Partial<AttestRequest>;
  readonly claims?: Partial<WorkflowClaims> | null;
  readonly ports?: Partial<AttestPorts>;
}

/** Attests with real parts; `claims` replaces what the token says without asking for one. */
async function run({ request, claims, ports }: Attesting = {}) {
  const written = new Map<string, Uint8Array>();
  let tokens = 0;
  const real = identityOf(local);
  const identity: IdentityTokens = {
    claims: (stop) => {
      tokens += 1;
      if (claims === undefined) return real.claims(stop);
      return Promise.resolve(
        claims === null ? null : { ...CLAIMS, iss: local.instance.issuer, ...claims },
      );
    },
    signingToken: (stop) => real.signingToken(stop),
  };
  const outcome = await attest(
    {
      report: passed(),
      repository: folder,
      uploads: [upload],
      instance: local.instance,
      trustedRoot: { text: local.trustedRoot(), origin: "the test" },
      jobIsolation: claims === null ? "local" : "same-job",
      environment: {},
      allowPublicLog: false,
      output: "out",
      ...request,
    },
    {
      uploads: uploadReader(),
      tags: gitTags({}, scratch),
      identity,
      signer: sigstoreSigner(),
      verifier: sigstoreVerifier(),
      store: {
        write: (_, files) => {
          for (const [name, bytes] of files) written.set(name, bytes);
          return Promise.resolve();
        },
      },
      progress: quiet,
      ...ports,
    },
    signal,
  ).then(
    (attestation) => ({ attestation, code: null }),
    (error: unknown) => ({ attestation: null, code: (error as { code: string }).code }),
  );
  return { ...outcome, written, tokens };
}

/** The code of the refusal; nothing may have been written. */
async function refusal(attesting: Attesting): Promise<string | null> {
  const { code, written } = await run(attesting);
  expect(written.size).toBe(0);
  return code;
}

describe("attest in a workflow run", () => {
  it("writes a rebuild and a provenance bundle per upload that consumers can verify", async () => {
    const { attestation, written } = await run();
    expect([...written.keys()]).toEqual([
      "app-1.0.0.tgz.rebuild.sigstore.json",
      "app-1.0.0.tgz.provenance.sigstore.json",
      BUNDLE_LINES,
    ]);
    expect(attestation?.bundles.map(({ predicateType }) => predicateType)).toEqual([
      REBUILD_PREDICATE_TYPE,
      PROVENANCE_TYPE,
    ]);
    const judged = await verify(
      {
        upload,
        bundles: readBundleFile(BUNDLE_LINES, written.get(BUNDLE_LINES)!),
        predicateTypes: [REBUILD_PREDICATE_TYPE, PROVENANCE_TYPE],
        expectations: { ...DEMANDED, issuer: local.instance.issuer },
        instance: local.instance,
        trustedRoot: { text: local.trustedRoot(), origin: "the test" },
      },
      { uploads: uploadReader(), verifier: sigstoreVerifier() },
      signal,
    );
    expect(judged.checks.filter((check) => !check.passed)).toEqual([]);
    const [rebuild, provenance] = judged.statements;
    expect(rebuild?.statement.subject).toEqual([
      {
        name: "app-1.0.0.tgz",
        digest: { sha256: uploadOf().sha256, sha512: uploadOf().sha512 },
      },
    ]);
    expect(rebuild?.statement.predicate).toMatchObject({
      source: { repository: "https://github.com/octo/app", commit: COMMIT },
      verdict: "identical",
      jobIsolation: "same-job",
      claims: { tool: { name: "rebuild-gate" } },
    });
    expect(JSON.stringify(rebuild?.statement)).not.toContain("/home/");
    expect(provenance?.times).toEqual({ log: [expect.any(Number)], authority: 1 });
  });

  it("names the normalisers that were needed, and counts the findings", async () => {
    const { name, size, sha256 } = uploadOf();
    const found = [mtime("a"), mtime("b")];
    const equivalent = report([
      artifact({
        name,
        upload: { size, sha256 },
        rebuilt: { name, size, sha256: "b".repeat(64) },
        findings: found,
        files: { "modified-explained": 2, unexplained: 0 },
      }),
    ]);
    const checked = reportSchema.parse({
      ...equivalent,
      source: { ...equivalent.source, commit: COMMIT },
    });
    const { written } = await run({ request: { report: checked } });
    const bundle = JSON.parse(
      Buffer.from(written.get("app-1.0.0.tgz.rebuild.sigstore.json")!).toString(),
    ) as { dsseEnvelope: { payload: string } };
    const signed = JSON.parse(
      Buffer.from(bundle.dsseEnvelope.payload, "base64").toString(),
    ) as unknown;
    expect(signed).toMatchObject({
      predicate: {
        verdict: "equivalent",
        level: "L2",
        normalisers: ["archive-mtime"],
        findings: {
          total: 2,
          byCode: { "entry-mtime": 2 },
          byClass: { "modified-explained": 2 },
        },
      },
    });
  });

  it.each([
    [{ sha: "f".repeat(40) }, "claims-contradict"],
    [{ event_name: "pull_request_target" }, "event-not-attestable"],
    [{ event_name: "workflow_run" }, "event-not-attestable"],
    [{ event_name: "issue_comment" }, "event-not-attestable"],
    [{ event_name: "schedule" }, "event-not-attestable"],
    [{ ref: "refs/heads/main" }, "event-not-attestable"],
    [{ ref: "refs/heads/main", ref_protected: undefined }, "event-not-attestable"],
    [{ event_name: "workflow_dispatch" }, "event-not-attestable"],
  ])("refuses a run with the claims %j", async (claims, code) => {
    expect(await refusal({ claims })).toBe(code);
  });

  it.each([
    { event_name: "release" },
    { event_name: "push", ref: "refs/heads/main", ref_protected: "true" },
    { event_name: "workflow_dispatch", ref_protected: "true" },
  ])("lets a run with the claims %j get as far as its own verification", async (claims) => {
    // The certificate of the local instance still says "push of a tag".
    const { code } = await run({ claims });
    expect(code).toBe("own-bundle-unverified");
  });

  it.each([
    { serverUrl: "https://ghe.example" },
    { repository: "octo/other" },
    { repositoryId: "5" },
    { sha: "f".repeat(40) },
    { ref: "refs/heads/main" },
    { eventName: "release" },
    { runId: "78" },
    { runAttempt: "2" },
  ])("refuses an environment that contradicts the token: %j", async (environment) => {
    expect(await refusal({ request: { environment } })).toBe("claims-contradict");
  });

  it("takes an environment that agrees", async () => {
    const environment = {
      serverUrl: "https://github.com",
      repository: "octo/app",
      sha: COMMIT,
      runId: "77",
    };
    expect((await run({ request: { environment } })).code).toBeNull();
  });

  it("refuses to say that build and signature were apart", async () => {
    expect(await refusal({ request: { jobIsolation: "local" } })).toBe("claims-contradict");
  });

  it.each(["private", "internal", undefined])(
    "refuses to log the name of a repository of visibility %s in public, unless told to",
    async (visibility) => {
      const instance = { ...local.instance, publicLog: true };
      const claims = { repository_visibility: visibility } as Partial<WorkflowClaims>;
      expect(await refusal({ request: { instance }, claims })).toBe("claims-contradict");
      const told = await run({ request: { instance, allowPublicLog: true }, claims });
      expect(told.code).toBeNull();
    },
  );
});

describe("attest refuses before anybody is asked for a token", () => {
  it.each(["different", "inconclusive"] as const)("the verdict %s", async (verdict) => {
    const { name, size, sha256 } = uploadOf();
    const one = artifact({ name, upload: { size, sha256 } });
    const red = {
      ...passed(),
      verdict,
      level: null,
      exitCode: 1,
      artifacts: [{ ...one, verdict }],
    };
    const outcome = await run({ request: { report: red } });
    expect([outcome.code, outcome.tokens]).toEqual(["verdict-not-attestable", 0]);
  });

  it("a passed upload of a run that did not pass", async () => {
    const red = passed({ verdict: "different", level: null, exitCode: 1 });
    expect(await refusal({ request: { report: red } })).toBe("verdict-not-attestable");
    const policy = passed({ exitCode: 3 });
    expect(await refusal({ request: { report: policy } })).toBe("verdict-not-attestable");
  });

  it.each([
    { mode: "no-build" as const, build: null },
    { mode: "given" as const, build: null, source: null },
  ])("a report that rebuilt nothing: %j", async (overrides) => {
    expect(await refusal({ request: { report: passed(overrides) } })).toBe(
      "verdict-not-attestable",
    );
  });

  it("a build that failed", async () => {
    const whole = passed();
    const outcome = { kind: "failed" as const, reason: "exit" as const, detail: "1", logTail: "" };
    const failed = { ...whole, build: { ...whole.build!, outcome } };
    expect(await refusal({ request: { report: failed } })).toBe("verdict-not-attestable");
  });

  it("level L4 that nobody asked for", async () => {
    const whole = passed();
    const [one] = whole.artifacts;
    const explained = {
      ...whole,
      verdict: "equivalent" as const,
      level: "L4" as const,
      artifacts: [
        {
          ...one!,
          verdict: "equivalent" as const,
          level: "L4" as const,
          rebuilt: { ...one!.rebuilt!, sha256: "b".repeat(64) },
        },
      ],
    };
    expect(await refusal({ request: { report: explained } })).toBe("verdict-not-attestable");
    const accepted = { word: "explained" as const, normalisers: [] };
    const asked = await run({ request: { report: { ...explained, accepted } } });
    expect(asked.code).toBeNull();
  });

  it("a verdict that its digests contradict", async () => {
    const whole = passed();
    const [one] = whole.artifacts;
    const lying = [{ ...one!, rebuilt: { ...one!.rebuilt!, sha256: "b".repeat(64) } }];
    expect(await refusal({ request: { report: { ...whole, artifacts: lying } } })).toBe(
      "verdict-not-attestable",
    );
  });

  it("an upload that changed after the check", async () => {
    const changed = join(folder, "changed", "app-1.0.0.tgz");
    await mkdir(join(folder, "changed"));
    await writeFile(changed, "THE upload\n");
    expect(await refusal({ request: { uploads: [changed] } })).toBe("subject-mismatch");
  });

  it("no upload, one twice, and one that the report does not know", async () => {
    expect(await refusal({ request: { uploads: [] } })).toBe("subject-missing");
    expect(await refusal({ request: { uploads: [upload, upload] } })).toBe("subject-missing");
    const copy = join(folder, "copy.tgz");
    await writeFile(copy, BODY);
    expect(await refusal({ request: { uploads: [copy] } })).toBe("subject-missing");
    const both = passed();
    const named = { ...both.artifacts[0]!, name: "copy.tgz" };
    const known = { ...both, artifacts: [both.artifacts[0]!, named] };
    expect(await refusal({ request: { report: known, uploads: [upload, copy] } })).toBe(
      "subject-missing",
    );
  });

  it("a report that speaks of one name twice", async () => {
    const whole = passed();
    const twice = { ...whole, artifacts: [whole.artifacts[0]!, whole.artifacts[0]!] };
    expect(await refusal({ request: { report: twice } })).toBe("subject-missing");
  });
});

describe("attest outside a workflow", () => {
  it("makes no provenance, and says that it was local", async () => {
    const { attestation, written } = await run({ claims: null });
    expect(attestation?.claims).toBeNull();
    expect([...written.keys()]).toEqual(["app-1.0.0.tgz.rebuild.sigstore.json", BUNDLE_LINES]);
  });

  it("refuses to claim the isolation of a job", async () => {
    const request = { jobIsolation: "same-job" as const };
    expect(await refusal({ claims: null, request })).toBe("claims-contradict");
  });

  it("refuses a workflow that gives no identity token", async () => {
    const request = { environment: { repository: "octo/app" } };
    expect(await refusal({ claims: null, request })).toBe("claims-invalid");
  });
});

describe("attest writes nothing", () => {
  it("when its own bundle does not verify", async () => {
    const trustedRoot = { text: newForge().root, origin: "another instance" };
    expect(await refusal({ request: { trustedRoot } })).toBe("own-bundle-unverified");
    expect(await refusal({ request: { trustedRoot }, claims: null })).toBe("own-bundle-unverified");
  });

  it("when the signer signed something else", async () => {
    const signer = sigstoreSigner();
    const other = Buffer.from(
      '{"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"a","digest":{}}],"predicateType":"x","predicate":{}}',
    );
    const ports = {
      signer: {
        sign: (...[, ...rest]: Parameters<typeof signer.sign>) => signer.sign(other, ...rest),
      },
    };
    expect(await refusal({ ports, claims: null })).toBe("own-bundle-unverified");
  });

  it("when the certificate speaks of another run than the claims", async () => {
    expect(await refusal({ claims: { repository_id: "9999" } })).toBe("own-bundle-unverified");
  });
});

describe("attest of a commit that a tag named", () => {
  /** A repository whose tag v1 is an object of its own, and a report of that commit under that tag. */
  function tagged() {
    const repository = new GitRepository(join(folder, `tagged-${String((tags += 1))}`));
    const commit = repository.commit({ "a.txt": "one\n" });
    repository.git("tag", "-a", "-m", "one", "v1");
    const object = repository.git("rev-parse", "refs/tags/v1");
    const { source } = passed();
    const tag = { name: "refs/tags/v1", object };
    const report = passed({ source: { ...source!, commit, tag } });
    const request = { report, repository: repository.folder };
    return {
      repository,
      commit,
      tag,
      source: source!,
      request,
      claims: { sha: commit, ref: "refs/tags/v1" },
    };
  }
  let tags = 0;

  it("signs the tag's object beside the commit while it is what it was", async () => {
    const { request, tag, commit } = tagged();
    const { code, written } = await run({ request, claims: null });
    expect(code).toBeNull();
    const [bundle] = readBundleFile(BUNDLE_LINES, written.get(BUNDLE_LINES)!);
    const { dsseEnvelope } = JSON.parse(bundle!.text) as { dsseEnvelope: { payload: string } };
    expect(JSON.parse(Buffer.from(dsseEnvelope.payload, "base64").toString())).toMatchObject({
      predicate: { source: { commit, tag } },
    });
  });

  it("refuses one that has moved since, before anybody is asked for a token", async () => {
    const moves: readonly ((repository: GitRepository) => void)[] = [
      (one) => one.git("tag", "-d", "v1"),
      // Another object of the same commit, and the commit itself in its place.
      (one) => one.git("tag", "-f", "-a", "-m", "two", "v1"),
      (one) => one.git("tag", "-f", "v1", "v1^{}"),
      (one) => {
        one.commit({ "a.txt": "two\n" });
        one.git("tag", "-f", "v1");
      },
    ];
    for (const [at, move] of moves.entries()) {
      const { repository, request } = tagged();
      move(repository);
      const { code, written, tokens } = await run({ request, claims: null });
      expect([at, code, written.size, tokens]).toEqual([at, "tag-moved", 0, 0]);
    }
  });

  it("refuses a report whose tag never was at its commit", async () => {
    const { request, source, tag } = tagged();
    const report = passed({ source: { ...source, commit: COMMIT, tag } });
    expect(await refusal({ request: { ...request, report }, claims: null })).toBe("tag-moved");
  });

  it("refuses where nobody can be asked", async () => {
    const { request } = tagged();
    const repository = join(folder, "absent");
    expect(await refusal({ request: { ...request, repository }, claims: null })).toBe(
      "source-not-a-repository",
    );
  });

  it("refuses in a run for another tag", async () => {
    const { request, claims } = tagged();
    expect(await refusal({ request, claims: { ...claims, ref: "refs/tags/v2" } })).toBe(
      "claims-contradict",
    );
  });
});
