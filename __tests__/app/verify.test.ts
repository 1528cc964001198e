import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { extension } from "../../src/adapters/local-sigstore/certificate.ts";
import { element, sequence, utf8 } from "../../src/adapters/local-sigstore/der.ts";
import { sigstoreVerifier } from "../../src/adapters/sigstore-verify.ts";
import { uploadReader } from "../../src/adapters/upload-digests.ts";
import { verify } from "../../src/app/verify.ts";
import type { BundleVerifier } from "../../src/app/ports.ts";
import { REBUILD_PREDICATE_TYPE } from "../../src/core/identifiers.ts";
import { STATEMENT_CHECKS } from "../../src/core/statement/expectations.ts";
import type { Expectations, JudgedPredicateType } from "../../src/core/statement/expectations.ts";
import { PROVENANCE_TYPE } from "../../src/core/statement/provenance.ts";
import type { VerificationReport } from "../../src/core/statement/verification-report.ts";
import { COMMIT, ISSUER, newForge, SAN, SERVER, WORKFLOW } from "../support/forge.ts";
import type { BundleJson, Forgery } from "../support/forge.ts";
import {
  BODY,
  DEMANDED,
  provenanceStatement,
  rebuildPredicate,
  statement,
  uploadOf,
} from "../support/statements.ts";

const forge = newForge();
const signal = new AbortController().signal;
let folder = "";
let upload = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rebuild-gate-verify-"));
  upload = join(folder, "app-1.0.0.tgz");
  await writeFile(upload, BODY);
});
afterAll(() => rm(folder, { recursive: true }));

interface Judging {
  readonly expectations?: Partial<Expectations>;
  readonly types?: readonly JudgedPredicateType[];
  readonly root?: string;
  readonly file?: string;
  readonly verifier?: BundleVerifier;
}

/** Verifies with the real verifier; bundles as JSON values or as text. */
function judge(
  bundles: readonly (BundleJson | string)[],
  { expectations, types, root, file, verifier }: Judging = {},
): Promise<VerificationReport> {
  return verify(
    {
      upload: file ?? upload,
      bundles: bundles.map((bundle, at) => ({
        name: `bundle ${String(at)}`,
        text: typeof bundle === "string" ? bundle : JSON.stringify(bundle),
      })),
      predicateTypes: types ?? [REBUILD_PREDICATE_TYPE],
      expectations: { ...DEMANDED, ...expectations },
      instance: forge.instance,
      trustedRoot: { text: root ?? forge.root, origin: "the test" },
    },
    { uploads: uploadReader(), verifier: verifier ?? sigstoreVerifier() },
    signal,
  );
}

/** Ids of the failed checks, without those that say only that no bundle passed. */
function failures(report: VerificationReport): readonly string[] {
  return report.checks
    .filter(({ passed, got }) => !passed && !got.startsWith("not evaluated"))
    .map(({ id }) => id)
    .filter((id) => id !== "predicate-type");
}

async function failuresOf(
  forgery: Partial<Forgery>,
  judging?: Judging,
): Promise<readonly string[]> {
  const report = await judge([forge.bundle({ payload: statement(), ...forgery })], judging);
  expect(report.result).toBe(failures(report).length === 0 ? "PASSED" : "FAILED");
  return failures(report);
}

/** An honest bundle, changed after it was signed. */
async function failuresOfChanged(change: (bundle: BundleJson) => void): Promise<readonly string[]> {
  const bundle = forge.bundle({ payload: statement() });
  change(bundle);
  const report = await judge([bundle]);
  expect(report.result).toBe("FAILED");
  return failures(report);
}

describe("verify passes", () => {
  it("an honest rebuild bundle, and lists every check", async () => {
    const report = await judge([forge.bundle({ payload: statement() })]);
    expect(report.checks.filter((check) => !check.passed)).toEqual([]);
    expect(report.result).toBe("PASSED");
    expect(report.unpinned).toEqual([]);
    const agreements = report.checks.filter(({ id }) => id.endsWith("-agrees"));
    expect(agreements.map(({ got }) => got)).toEqual([
      "old and new extensions of the certificate agree",
      "the predicate agrees with the certificate",
    ]);
    expect(report.statements.map((one) => one.statement.predicateType)).toEqual([
      REBUILD_PREDICATE_TYPE,
    ]);
    const got = new Map(report.checks.map((check) => [check.id, check.got]));
    expect(got.get("bundle-json")).toBe("well-formed JSON, no key twice");
    expect(got.get("bundle-content")).toBe("a DSSE envelope");
    expect(got.get("statement")).toBe("an in-toto Statement v1 about one file");
    expect(got.get("signature")).toMatch(/^made over exactly this statement by the certificate's/);
    expect(got.get("subject-digest")).toBe("1 of 1 subjects have the digest of this file");
    // Read alone, behind its id, each answer must say what was found.
    const mute = /^(?:it|all of it|agreement|such \w+|\d{1,3}|)$/;
    expect([...got].filter(([, text]) => mute.test(text))).toEqual([]);
    const ids = report.checks.map(({ id }) => id);
    expect(new Set(ids).size).toBe(31);
    expect(ids.slice(-STATEMENT_CHECKS.length)).toEqual(STATEMENT_CHECKS);
  });

  it("nothing without its verifier, but lists the same questions as not evaluated", async () => {
    const report = await judge(["{}"]);
    const unanswered = report.checks.filter(({ got }) => got.startsWith("not evaluated"));
    expect(unanswered.map(({ id }) => id)).toEqual(["signature", ...STATEMENT_CHECKS]);
    expect(unanswered.every(({ passed }) => !passed)).toBe(true);
  });

  it("both statements of one run when both are demanded", async () => {
    const bundles = [statement(), provenanceStatement()].map((payload) =>
      forge.bundle({ payload }),
    );
    const types = [REBUILD_PREDICATE_TYPE, PROVENANCE_TYPE] as const;
    const report = await judge(bundles, { types });
    expect(report.result).toBe("PASSED");
    expect(report.statements).toHaveLength(2);
    const one = await judge(bundles.slice(0, 1), { types });
    expect(one.result).toBe("FAILED");
    expect(one.statements).toEqual([]);
  });

  it("one bundle among those of other files of the release", async () => {
    const other = uploadOf(Buffer.from("other"), "other.tgz");
    const otherStatement = statement({
      subject: [{ name: other.name, digest: { sha256: other.sha256 } }],
      predicate: rebuildPredicate(other),
    });
    const bundles = [otherStatement, statement()].map((payload) => forge.bundle({ payload }));
    expect((await judge(bundles)).result).toBe("PASSED");
    expect((await judge(bundles.slice(0, 1))).result).toBe("FAILED");
  });

  it("with less demanded, and says what was left open", async () => {
    const expectations = {
      repository: { name: "octo/app", id: null },
      signerWorkflow: null,
      signerDigest: null,
      commit: null,
      ref: null,
      runner: null,
    };
    const report = await judge([forge.bundle({ payload: statement() })], { expectations });
    expect(report.result).toBe("PASSED");
    expect(report.unpinned).toEqual([
      "repository-id",
      "signer-workflow",
      "signer-ref",
      "signer-digest",
      "commit",
      "ref",
      "runner-environment",
    ]);
    expect(report.checks.find(({ id }) => id === "runner-environment")?.got).toBe("github-hosted");
  });
});

describe("verify fails on", () => {
  const workflow = `${SERVER}/${WORKFLOW}`;

  it.each([
    ["a longer ref", `${SAN}-evil`, ["signer-ref"]],
    [
      "a host that only a pattern takes",
      SAN.replace("github.com", "githubXcom"),
      ["signer-workflow"],
    ],
    [
      "a name that only a prefix takes",
      SAN.replace("octo/app", "octo/app-evil"),
      ["signer-workflow"],
    ],
    ["the identity in a query", `https://evil.example/?${SAN}`, ["signer-workflow"]],
    ["an identity without ref", workflow, ["signer-workflow", "signer-ref"]],
  ])("V1: %s", async (_, san, expected) => {
    expect(await failuresOf({ san, claims: { 9: san } })).toEqual(expected);
  });

  it.each([
    ["another host", SAN.replace("github.com", "githubXcom")],
    ["another repository", SAN.replace("octo/app", "octo/app-evil")],
    ["a folder below the workflows", SAN.replace("release.yml", "a/release.yml")],
    ["no workflow file", SAN.replace("release.yml", "release")],
  ])("V1: a signer of %s when any workflow of the repository would do", async (_, san) => {
    const expectations = { signerWorkflow: null };
    const found = await failuresOf({ san, claims: { 9: san } }, { expectations });
    expect(found).toEqual(["signer-workflow"]);
  });

  it("V1: another workflow of the same repository than the pinned one", async () => {
    const san = SAN.replace("release.yml", "other.yml");
    expect(await failuresOf({ san, claims: { 9: san } })).toEqual(["signer-workflow"]);
  });

  it("V1: nothing when the pinned workflow is a reusable one of somebody else", async () => {
    const path = "gate/keeper/.github/workflows/gate.yml";
    const san = `${SERVER}/${path}@refs/tags/v1`;
    const expectations = { signerWorkflow: { path, ref: "refs/tags/v1" } };
    expect(await failuresOf({ san, claims: { 9: san } }, { expectations })).toEqual([]);
    const unpinned = { signerWorkflow: null };
    expect(await failuresOf({ san, claims: { 9: san } }, { expectations: unpinned })).toEqual([
      "signer-workflow",
    ]);
  });

  it("V1: a subject name that the build signer extension does not repeat", async () => {
    expect(await failuresOf({ claims: { 9: `${workflow}@refs/heads/main` } })).toEqual([
      "signer-uri",
    ]);
  });

  it("V1: an e-mail address where a workflow is demanded", async () => {
    const email = "someone@example.org";
    expect(await failuresOf({ email, claims: { 9: email } })).toEqual([
      "signer-workflow",
      "signer-ref",
    ]);
    const expectations = { signerWorkflow: null };
    const lax = await failuresOf({ email, claims: { 9: email } }, { expectations });
    expect(lax).toEqual(["signer-workflow"]);
  });

  it("V1: two subject alternative names in one", async () => {
    const names = sequence(element(0x86, Buffer.from(SAN)), element(0x86, Buffer.from(SAN)));
    const found = await failuresOf({ extra: [extension("2.5.29.17", names)] });
    expect(found).toContain("certificate-claims");
  });

  it("V2: expectations that expect nothing", async () => {
    const empty = {
      issuer: "",
      repository: { name: "", id: null },
      signerWorkflow: { path: "", ref: null },
    };
    const found = await failuresOf({ claims: { 8: null, 1: null } }, { expectations: empty });
    expect(found).toEqual(["issuer", "signer-workflow", "repository"]);
  });

  it("V3: the same repository name under another number", async () => {
    expect(await failuresOf({ claims: { 15: "6666" } })).toEqual(["repository-id"]);
  });

  it("V4: a bundle of another file", async () => {
    const file = join(folder, "changed.tgz");
    await writeFile(file, "other bytes\n");
    const expectations = { subjectName: "app-1.0.0.tgz" };
    expect(await failuresOf({}, { file, expectations })).toEqual([
      "subject-digest",
      "subject-name",
      "predicate-agrees",
    ]);
  });

  it("V4: the same bytes under another name", async () => {
    const file = join(folder, "renamed.tgz");
    await writeFile(file, BODY);
    expect(await failuresOf({}, { file })).toEqual(["subject-name"]);
  });

  it("V5: a verdict for a neighbour in the same statement", async () => {
    const { name, sha256 } = uploadOf();
    const neighbour = { name: "other.tgz", digest: { sha256: "1".repeat(64) } };
    const payload = statement({ subject: [neighbour, { name, digest: { sha256 } }] });
    expect(await failuresOf({ payload })).toEqual(["subject-count"]);
  });

  it("V5: one digest under two subjects", async () => {
    const { name, sha256 } = uploadOf();
    const payload = statement({
      subject: [
        { name, digest: { sha256 } },
        { name: "b", digest: { sha256 } },
      ],
    });
    expect(await failuresOf({ payload })).toEqual([
      "subject-digest",
      "subject-name",
      "subject-count",
    ]);
  });

  it("V6: a statement of another predicate type", async () => {
    const payload = statement({ predicateType: "https://in-toto.io/attestation/release/v0.2" });
    expect(await failuresOf({ payload })).toEqual(["predicate-agrees"]);
  });

  it("V6: another payload type or statement type, rightly signed", async () => {
    expect(await failuresOf({ payloadType: "application/json" })).toEqual(["payload-type"]);
    const payload = statement({ _type: "https://in-toto.io/Statement/v0.1" });
    expect(await failuresOf({ payload })).toEqual(["statement"]);
  });

  it("V7: a payload that is not JSON", async () => {
    expect(await failuresOf({ payload: Buffer.from("{") })).toEqual(["statement"]);
  });

  it("V8: a key that stands twice, in the statement or in the bundle", async () => {
    const text = Buffer.from(statement()).toString();
    const twice = text.replace('"predicateType":', '"predicateTyp\\u0065":"x","predicateType":');
    expect(await failuresOf({ payload: Buffer.from(twice) })).toEqual(["statement"]);
    const bundle = JSON.stringify(forge.bundle({ payload: statement() }));
    const report = await judge([bundle.replace('"mediaType"', '"mediaType":"x","mediaType"')]);
    expect(failures(report)).toEqual(["bundle-json", "bundle-media-type"]);
  });

  it("V9: no bundle at all, and no demanded type", async () => {
    const none = await judge([]);
    expect(none.result).toBe("FAILED");
    expect(failures(none)).toEqual(["bundle-present"]);
    const undemanded = await judge([forge.bundle({ payload: statement() })], { types: [] });
    expect(undemanded.result).toBe("FAILED");
  });

  it("V10: bundles of other types only", async () => {
    const report = await judge([forge.bundle({ payload: provenanceStatement() })]);
    expect(report.result).toBe("FAILED");
    expect(report.checks.find(({ id }) => id === "predicate-type")?.got).toBe(PROVENANCE_TYPE);
  });

  it("V11: the log entry of another bundle", async () => {
    const other = forge.bundle({ payload: provenanceStatement() });
    const found = await failuresOfChanged((bundle) => {
      bundle.verificationMaterial.tlogEntries = other.verificationMaterial.tlogEntries!;
    });
    expect(found).toEqual(["signature", "log-entry-certificate"]);
  });

  it("V11: an entry with this digest and signature, but another certificate", async () => {
    const found = await failuresOfChanged((bundle) => {
      const [entry] = bundle.verificationMaterial.tlogEntries!;
      const stranger = forge.bundle({ payload: statement() }).verificationMaterial.certificate!;
      const body = JSON.parse(
        Buffer.from(entry!["canonicalizedBody"] as string, "base64").toString(),
      ) as { spec: { signatures: { verifier: string }[] } };
      const pemText = `-----BEGIN CERTIFICATE-----\n${stranger.rawBytes}\n-----END CERTIFICATE-----\n`;
      body.spec.signatures[0]!.verifier = Buffer.from(pemText).toString("base64");
      entry!["canonicalizedBody"] = Buffer.from(JSON.stringify(body)).toString("base64");
    });
    expect(found).toContain("log-entry-certificate");
  });

  it("V12: one bad timestamp of two", async () => {
    const found = await failuresOfChanged((bundle) => {
      bundle.verificationMaterial.timestampVerificationData!.rfc3161Timestamps.push({
        signedTimestamp: forge.timestamp(Buffer.from("another signature")),
      });
    });
    expect(found).toEqual(["signature"]);
  });

  it("V12: a log time without the log's promise, and no timestamp", async () => {
    const found = await failuresOfChanged((bundle) => {
      delete bundle.verificationMaterial.tlogEntries![0]!["inclusionPromise"];
      delete bundle.verificationMaterial.timestampVerificationData;
    });
    expect(found).toEqual(["signature", "verified-times"]);
  });

  it("V13: the same log entry twice", async () => {
    const found = await failuresOfChanged(({ verificationMaterial }) => {
      verificationMaterial.tlogEntries!.push(verificationMaterial.tlogEntries![0]!);
    });
    expect(found).toEqual(["signature"]);
  });

  it("V14: a certificate without certificate timestamp", async () => {
    expect(await failuresOf({ sct: false })).toEqual(["signature"]);
  });

  it.each(["0.1", "0.2", "0.3"])("V15: the older media type of version %s", async (version) => {
    const found = await failuresOfChanged((bundle) => {
      bundle.mediaType = `application/vnd.dev.sigstore.bundle+json;version=${version}`;
    });
    expect(found).toEqual(["bundle-media-type"]);
  });

  it("V15: a certificate chain, or a bare key", async () => {
    const chain = await failuresOfChanged((bundle) => {
      bundle.mediaType = "application/vnd.dev.sigstore.bundle+json;version=0.2";
      const { certificate, ...rest } = bundle.verificationMaterial;
      bundle.verificationMaterial = {
        ...rest,
        x509CertificateChain: { certificates: [certificate] },
      };
    });
    expect(chain).toEqual(["bundle-media-type", "certificate-claims"]);
    const key = await failuresOfChanged((bundle) => {
      const { certificate, ...rest } = bundle.verificationMaterial;
      expect(certificate).toBeDefined();
      bundle.verificationMaterial = { ...rest, publicKey: { hint: "x" } };
    });
    expect(key).toContain("certificate-claims");
  });

  it("V16: two signatures, or none", async () => {
    const two = await failuresOfChanged(({ dsseEnvelope }) => {
      dsseEnvelope.signatures.push(dsseEnvelope.signatures[0]!);
    });
    const none = await failuresOfChanged(({ dsseEnvelope }) => {
      dsseEnvelope.signatures = [];
    });
    expect([two, none]).toEqual([["bundle-shape"], ["bundle-shape"]]);
  });

  it("V17: a certificate that had expired when it was used", async () => {
    expect(await failuresOf({ certificateAge: 60 })).toEqual(["signature"]);
  });

  it("V18: a certificate of an authority that the root does not name", async () => {
    expect(await failuresOf({ strangerAuthority: true })).toEqual(["signature"]);
    const root = newForge().root;
    expect(await failuresOf({}, { root })).toEqual(["signature"]);
  });

  it("V20: the bundle of an old version for the tag of a new one", async () => {
    const expectations = { ref: "refs/tags/v1.1.0" };
    expect(await failuresOf({}, { expectations })).toEqual(["ref"]);
  });

  it("V21: a branch that is named like the tag", async () => {
    const ref = "refs/heads/v1.0.0";
    expect(await failuresOf({ claims: { 14: ref, 6: ref } })).toEqual(["ref"]);
  });

  it("V22: the signer's ref moved to another commit", async () => {
    expect(await failuresOf({ claims: { 10: "f".repeat(40) } })).toEqual(["signer-digest"]);
  });

  it("V23: a strange repository that calls our reusable workflow", async () => {
    const found = await failuresOf({
      claims: { 5: "evil/app", 12: `${SERVER}/evil/app`, 15: "3" },
    });
    expect(found).toEqual(["repository", "repository-id", "predicate-agrees"]);
  });

  it("V24: a workflow path that hides behind an @ in the ref", async () => {
    const san = `${SERVER}/evil/x/.github/workflows/a.yml@refs/tags/${WORKFLOW}@refs/tags/v1.0.0`;
    expect(await failuresOf({ san, claims: { 9: san } })).toEqual([
      "signer-workflow",
      "signer-ref",
    ]);
    const honest = `${workflow}@refs/tags/pkg@1.2.3`;
    const expectations = { signerWorkflow: { path: WORKFLOW, ref: "refs/tags/pkg@1.2.3" } };
    expect(await failuresOf({ san: honest, claims: { 9: honest } }, { expectations })).toEqual([]);
  });

  it("V25: a commit that is not the demanded one", async () => {
    const expectations = { commit: "e".repeat(40) };
    expect(await failuresOf({}, { expectations })).toEqual(["commit"]);
  });

  it("V26: a predicate that lies about repository, commit or file", async () => {
    const honest = rebuildPredicate();
    const lies = [
      { ...honest, source: { ...honest.source, repository: `${SERVER}/octo/other` } },
      { ...honest, source: { ...honest.source, commit: "d".repeat(40) } },
      rebuildPredicate({ ...uploadOf(), sha256: "1".repeat(64) }),
      rebuildPredicate({ ...uploadOf(), size: 1 }),
    ];
    for (const predicate of lies) {
      expect(await failuresOf({ payload: statement({ predicate }) })).toEqual(["predicate-agrees"]);
    }
  });

  it("V26: a predicate that names another tag than the one the run was for", async () => {
    const honest = rebuildPredicate();
    const failures = (name: string): Promise<readonly string[]> => {
      const source = { ...honest.source, tag: { name, object: "a".repeat(40) } };
      return failuresOf({ payload: statement({ predicate: { ...honest, source } }) });
    };
    expect(await failures("refs/tags/v1.0.1")).toEqual(["predicate-agrees"]);
    expect(await failures("refs/tags/v1.0.0")).toEqual([]);
  });

  it("V27: an extension that stands twice", async () => {
    const extra = [extension("1.3.6.1.4.1.57264.1.12", utf8(`${SERVER}/octo/app`))];
    expect(await failuresOf({ extra })).toEqual(["certificate-key-usage", "certificate-claims"]);
  });

  it.each([
    ["a PrintableString", element(0x13, Buffer.from("dev"))],
    ["bare text", Buffer.from("dev")],
    ["bytes after the string", Buffer.concat([utf8("dev"), Buffer.from([0])])],
    [
      "a length that is not minimal",
      Buffer.concat([Buffer.from([0x0c, 0x81, 3]), Buffer.from("dev")]),
    ],
    ["no UTF-8", element(0x0c, Buffer.from([0xff]))],
  ])("V28: a claim that is %s", async (_, value) => {
    const extra = [extension("1.3.6.1.4.1.57264.1.23", value)];
    expect(await failuresOf({ extra })).toEqual(["certificate-claims"]);
  });

  it.each([
    [1, "https://issuer.example"],
    [2, "schedule"],
    [3, "f".repeat(40)],
    [5, "octo/other"],
    [6, "refs/heads/main"],
  ])("V29: extension .1.%d that contradicts its successor", async (number, value) => {
    expect(await failuresOf({ claims: { [number]: value } })).toEqual(["certificate-agrees"]);
  });

  it("V29: and says which one", async () => {
    const report = await judge([forge.bundle({ payload: statement(), claims: { 2: "schedule" } })]);
    const got = (id: string) => report.checks.find((check) => check.id === id)?.got;
    expect(got("certificate-agrees")).toBe("trigger");
    const lie = rebuildPredicate({ ...uploadOf(), size: 1 });
    const other = await judge([forge.bundle({ payload: statement({ predicate: lie }) })]);
    expect(other.checks.find(({ id }) => id === "predicate-agrees")?.got).toContain("upload.size");
  });

  it("V31: a self-hosted runner where a hosted one is demanded", async () => {
    expect(await failuresOf({ claims: { 11: "self-hosted" } })).toEqual(["runner-environment"]);
  });

  it.each(["pull_request_target", "workflow_run", "issue_comment", "pull_request"])(
    "a run that strangers trigger: %s",
    async (event) => {
      expect(await failuresOf({ claims: { 20: event, 2: event } })).toEqual(["build-trigger"]);
    },
  );

  it("another issuer, exactly", async () => {
    for (const issuer of [`${ISSUER}/evil`, "https://token.actions.githubusercontentXcom"]) {
      expect(await failuresOf({ claims: { 1: issuer, 8: issuer } })).toEqual(["issuer"]);
    }
  });

  it("X1: ten thousand log entries, without verifying them", async () => {
    const found = await failuresOfChanged(({ verificationMaterial }) => {
      const [entry] = verificationMaterial.tlogEntries!;
      verificationMaterial.tlogEntries = Array.from({ length: 10_000 }, () => entry!);
    });
    expect(found).toEqual(["witness-count"]);
  });

  it("X1: more timestamps or bundles than anybody has", async () => {
    const found = await failuresOfChanged(({ verificationMaterial }) => {
      const tokens = verificationMaterial.timestampVerificationData!.rfc3161Timestamps;
      for (let count = 0; count < 33; count += 1) tokens.push(tokens[0]!);
    });
    expect(found).toEqual(["witness-count"]);
    const bundle = JSON.stringify(forge.bundle({ payload: statement() }));
    const many = await judge(Array.from({ length: 1001 }, () => bundle));
    expect(failures(many)).toEqual(["bundle-present"]);
  });

  it("X3: anything that the verifier throws", async () => {
    const verifier: BundleVerifier = {
      verify() {
        throw new TypeError("a defect");
      },
    };
    const report = await judge([forge.bundle({ payload: statement() })], { verifier });
    expect(report.result).toBe("FAILED");
    expect(failures(report)).toEqual(["verifier"]);
  });

  it("X5: a trusted root that does not say since when", async () => {
    for (const part of ["tlogs", "ctlogs", "certificateAuthorities", "timestampAuthorities"]) {
      const root = JSON.parse(forge.root) as Record<string, Record<string, unknown>[]>;
      const [first] = root[part]!;
      const holder = (first!["publicKey"] ?? first) as Record<string, unknown>;
      holder["validFor"] = {};
      expect(await failuresOf({}, { root: JSON.stringify(root) })).toEqual(["trusted-root"]);
    }
  });

  it.each(["not JSON", "{}", '{"tlogs":3}', '{"a":1,"a":2}'])(
    "a trusted root that is none: %s",
    async (root) => {
      expect(await failuresOf({}, { root })).toEqual(["trusted-root"]);
    },
  );

  it.each([
    ["an empty digest", { sha256: "" }],
    ["no strong digest", { md5: "0" }],
    ["no digest", {}],
    ["two strong digests of which one is wrong", { sha512: "0".repeat(128) }],
  ])("X6: %s", async (_, digest) => {
    const { name, sha256 } = uploadOf();
    const whole = "sha512" in digest ? { sha256, ...digest } : digest;
    const payload = statement({ subject: [{ name, digest: whole }] });
    expect(await failuresOf({ payload })).toEqual(["subject-digest", "subject-name"]);
  });

  it("X7: a certificate that is not for code signing, or not for signatures", async () => {
    expect(await failuresOf({ purpose: "1.3.6.1.5.5.7.3.1" })).toEqual(["certificate-key-usage"]);
    const keyUsage = extension("2.5.29.15", element(0x03, Buffer.from([5, 0x20])), true);
    expect(await failuresOf({ keyUsage })).toEqual(["certificate-key-usage"]);
  });

  it("X7: a certificate that is an authority", async () => {
    const extra = [extension("2.5.29.19", sequence(element(0x01, Buffer.from([0xff]))), true)];
    expect(await failuresOf({ extra })).toContain("certificate-key-usage");
  });

  it("a rebuild predicate whose verdict is no pass, or does not follow from its digests", async () => {
    const honest = rebuildPredicate();
    const predicates = [
      { ...honest, verdict: "different", level: null },
      { ...honest, verdict: "inconclusive" },
      { ...honest, verdict: "equivalent", level: "L2" },
      { ...honest, rebuilt: { ...honest.rebuilt, sha256: "2".repeat(64) } },
      { ...honest, level: "L1" },
      { ...honest, findings: { ...honest.findings, total: 1 } },
      { ...honest, unknownKey: true },
    ];
    for (const predicate of predicates) {
      expect(await failuresOf({ payload: statement({ predicate }) })).toEqual(["predicate-agrees"]);
    }
  });

  it("a changed payload or signature", async () => {
    const payload = await failuresOfChanged(({ dsseEnvelope }) => {
      dsseEnvelope.payload = Buffer.from(statement({ extra: 1 })).toString("base64");
    });
    const signature = await failuresOfChanged(({ dsseEnvelope }) => {
      const raw = Buffer.from(dsseEnvelope.signatures[0]!.sig, "base64");
      raw.writeUInt8(raw.readUInt8(raw.length - 1) ^ 1, raw.length - 1);
      dsseEnvelope.signatures[0]!.sig = raw.toString("base64");
    });
    expect([payload, signature]).toEqual([["signature"], ["signature"]]);
  });

  it("a message signature, by name", async () => {
    const { mediaType, verificationMaterial } = forge.bundle({ payload: statement() });
    const digest = Buffer.alloc(32).toString("base64");
    const report = await judge([
      JSON.stringify({
        mediaType,
        verificationMaterial,
        messageSignature: {
          messageDigest: { algorithm: "SHA2_256", digest },
          signature: digest,
        },
      }),
    ]);
    expect(failures(report)).toContain("bundle-content");
    expect(report.checks.find(({ id }) => id === "bundle-content")?.got).toContain("out of scope");
  });

  it("too few witnesses, counting each once", () => {
    const strict = newForge({ ctlog: 1, tlog: 2, timestamp: 3 });
    const bundle = strict.bundle({ payload: statement() });
    const { timestampVerificationData, tlogEntries } = bundle.verificationMaterial;
    const signature = Buffer.from(bundle.dsseEnvelope.signatures[0]!.sig, "base64");
    // A second entry and a second timestamp, of the log and the authority that are there already.
    const certificate = Buffer.from(bundle.verificationMaterial.certificate!.rawBytes, "base64");
    tlogEntries!.push(
      strict.logEntry(
        { ...bundle.dsseEnvelope, payload: bundle.dsseEnvelope.payload },
        certificate,
      ),
    );
    timestampVerificationData!.rfc3161Timestamps.push({
      signedTimestamp: strict.timestamp(signature, new Date(Date.now() - 30_000)),
    });
    const proof = sigstoreVerifier().verify(
      { name: "b", text: JSON.stringify(bundle) },
      strict.instance,
      { text: strict.root, origin: "the test" },
    );
    const failed = proof.checks.filter(({ passed }) => !passed).map(({ id }) => id);
    expect(failed).toContain("log-entries");
    expect(failed).toContain("verified-times");
    expect(proof.verified).toBeNull();
  });

  it("a provenance that lies about any field the certificate knows", async () => {
    const honest = JSON.parse(Buffer.from(provenanceStatement()).toString()) as {
      predicate: Record<string, unknown>;
    };
    const text = JSON.stringify(honest.predicate);
    const lies: readonly (readonly [string, string])[] = [
      ['"event_name":"push"', '"event_name":"release"'],
      ['"repository_id":"1001"', '"repository_id":"1"'],
      ['"repository_owner_id":"2002"', '"repository_owner_id":"2"'],
      ['"runner_environment":"github-hosted"', '"runner_environment":"self-hosted"'],
      ['"path":".github/workflows/release.yml"', '"path":".github/workflows/other.yml"'],
      ['"ref":"refs/tags/v1.0.0"', '"ref":"refs/tags/v9"'],
      ['"repository":"https://github.com/octo/app"', '"repository":"https://github.com/a/b"'],
      [`"gitCommit":"${COMMIT}"`, `"gitCommit":"${"a".repeat(40)}"`],
      ["git+https://github.com/octo/app@", "git+https://github.com/octo/lib@"],
      [`"id":"${SAN}"`, `"id":"${SAN}x"`],
      ["runs/77/", "runs/78/"],
      ["actions.github.io/buildtypes/workflow/v1", "example.org/buildtype"],
      ['"resolvedDependencies":[', '"resolvedDependencies":[],"was":['],
    ];
    const types = [PROVENANCE_TYPE] as const;
    for (const [said, lie] of lies) {
      expect(text).toContain(said);
      const predicate: unknown = JSON.parse(text.replace(said, lie));
      const payload = statement({ predicateType: PROVENANCE_TYPE, predicate });
      expect(await failuresOf({ payload }, { types })).toEqual(["predicate-agrees"]);
    }
    expect(await failuresOf({ payload: provenanceStatement() }, { types })).toEqual([]);
  });
});
