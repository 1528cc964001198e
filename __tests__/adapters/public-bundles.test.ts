import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "@jest/globals";
import { sigstoreVerifier } from "../../src/adapters/sigstore-verify.ts";
import { uploadReader } from "../../src/adapters/upload-digests.ts";
import { verify } from "../../src/app/verify.ts";
import { builtInInstance } from "../../src/core/instance.ts";
import { readBundleFile } from "../../src/core/statement/bundle-file.ts";
import type { BundleText } from "../../src/core/statement/bundle-file.ts";
import type { Expectations } from "../../src/core/statement/expectations.ts";
import { PROVENANCE_TYPE } from "../../src/core/statement/provenance.ts";
import { itWithData } from "../support/public-data.ts";

interface RealRelease {
  readonly what: string;
  readonly upload: string;
  readonly bundles: (data: string) => readonly BundleText[];
  readonly instance: "public-good" | "github";
  readonly repository: { readonly name: string; readonly id: string };
  readonly workflow: string;
  readonly commit: string;
  readonly ref: string;
  readonly subjectName: string | null;
}

const fromFile = (file: string) => (data: string) =>
  readBundleFile(file, readFileSync(join(data, "bundles", file)));

/** PEP 740 keeps the parts of a bundle under other names. */
const fromIndexAttestation = (file: string) => (data: string) => {
  const attestation = JSON.parse(readFileSync(join(data, "bundles", file), "utf8")) as {
    verification_material: { certificate: string; transparency_entries: unknown[] };
    envelope: { statement: string; signature: string };
  };
  const { certificate, transparency_entries: tlogEntries } = attestation.verification_material;
  const bundle = {
    mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json",
    verificationMaterial: { certificate: { rawBytes: certificate }, tlogEntries },
    dsseEnvelope: {
      payload: attestation.envelope.statement,
      payloadType: "application/vnd.in-toto+json",
      signatures: [{ sig: attestation.envelope.signature, keyid: "" }],
    },
  };
  return [{ name: file, text: JSON.stringify(bundle) }];
};

const RELEASES: readonly RealRelease[] = [
  {
    what: "an npm tarball",
    upload: "npm/sigstore-js-2.1.0.tgz",
    bundles: fromFile("npm/sigstore-js-2.1.0-bundle.json"),
    instance: "public-good",
    repository: { name: "sigstore/sigstore-js", id: "495574555" },
    workflow: "sigstore/sigstore-js/.github/workflows/release.yml",
    commit: "26d16513386ffaa790b1c32f927544f1322e4194",
    ref: "refs/heads/main",
    subjectName: "pkg:npm/sigstore@2.1.0",
  },
  {
    what: "an npm tarball with two bundles for its digest",
    upload: "npm/sigstore-js-2.1.0.tgz",
    bundles: fromFile("npm/sigstore-js-2.1.0_with_2_bundles.jsonl"),
    instance: "public-good",
    repository: { name: "sigstore/sigstore-js", id: "495574555" },
    workflow: "sigstore/sigstore-js/.github/workflows/release.yml",
    commit: "26d16513386ffaa790b1c32f927544f1322e4194",
    ref: "refs/heads/main",
    subjectName: "pkg:npm/sigstore@2.1.0",
  },
  {
    what: "a Python sdist",
    upload: "pypi/pypi_attestations-0.0.19.tar.gz",
    bundles: fromIndexAttestation("pypi/pypi_attestations-0.0.19.tar.gz.slsa.attestation"),
    instance: "public-good",
    repository: { name: "trailofbits/pypi-attestations", id: "772247423" },
    workflow: "trailofbits/pypi-attestations/.github/workflows/release.yml",
    commit: "08802efe1f8e5fec4ad842d6b8ce97656092ee72",
    ref: "refs/tags/v0.0.19",
    subjectName: null,
  },
  {
    what: "a wheel attested by GitHub's own instance",
    upload: "github-instance/github_provenance_demo-0.0.12-py3-none-any.whl",
    bundles: fromFile("github-instance/github_provenance_demo-0.0.12-py3-none-any-bundle.jsonl"),
    instance: "github",
    repository: { name: "actions/attest-demo", id: "763287532" },
    workflow: "actions/attest-demo/.github/workflows/build-python.yml",
    commit: "a6c23b9806c593664f68637c8f9d45dfcf98b2db",
    ref: "refs/heads/main",
    subjectName: null,
  },
];

interface Changes {
  readonly expectations?: Partial<Expectations>;
  readonly instance?: "public-good" | "github";
  readonly root?: "public-good" | "github" | "staging";
  readonly upload?: string;
  readonly bundles?: readonly BundleText[];
}

async function judge(data: string, release: RealRelease, changes: Changes = {}) {
  const instance = builtInInstance(changes.instance ?? release.instance)!;
  const root = `${changes.root ?? release.instance}.json`;
  return verify(
    {
      upload: join(data, "bundles", changes.upload ?? release.upload),
      bundles: changes.bundles ?? release.bundles(data),
      predicateTypes: [PROVENANCE_TYPE],
      expectations: {
        issuer: instance.issuer,
        server: instance.server,
        repository: release.repository,
        signerWorkflow: { path: release.workflow, ref: release.ref },
        signerDigest: null,
        commit: release.commit,
        ref: release.ref,
        runner: "github-hosted",
        subjectName: release.subjectName,
        ...changes.expectations,
      },
      instance,
      trustedRoot: {
        text: readFileSync(join(data, "bundles", "trusted-roots", root), "utf8"),
        origin: root,
      },
    },
    { uploads: uploadReader(), verifier: sigstoreVerifier() },
    new AbortController().signal,
  );
}

function failed(report: Awaited<ReturnType<typeof judge>>): readonly string[] {
  expect(report.result).toBe("FAILED");
  return report.checks.filter(({ passed }) => !passed).map(({ id }) => id);
}

describe.each(RELEASES)("$what", (release) => {
  itWithData("passes for its own repository, workflow, commit and ref", async (data) => {
    const report = await judge(data, release);
    expect(report.checks.filter(({ passed }) => !passed)).toEqual([]);
    expect(report.result).toBe("PASSED");
  });

  itWithData("fails for any other", async (data) => {
    const others: readonly (readonly [Partial<Expectations>, string])[] = [
      [{ repository: { ...release.repository, name: "octo/app" } }, "repository"],
      [{ repository: { ...release.repository, id: "1" } }, "repository-id"],
      [{ signerWorkflow: { path: `${release.workflow}x`, ref: null } }, "signer-workflow"],
      [{ signerWorkflow: { path: release.workflow, ref: "refs/tags/x" } }, "signer-ref"],
      [{ commit: "0".repeat(40) }, "commit"],
      [{ ref: "refs/tags/v9" }, "ref"],
      [{ issuer: "https://issuer.example" }, "issuer"],
      [{ subjectName: "other" }, "subject-name"],
    ];
    for (const [expectations, id] of others) {
      expect(failed(await judge(data, release, { expectations }))).toEqual(["predicate-type", id]);
    }
  });

  itWithData("fails for another file", async (data) => {
    const report = await judge(data, release, { upload: "trusted-roots/staging.json" });
    expect(failed(report)).toContain("subject-digest");
  });

  itWithData("fails under the trusted root of another instance", async (data) => {
    const root = release.instance === "github" ? "public-good" : "github";
    expect(failed(await judge(data, release, { root }))).toContain("signature");
    expect(failed(await judge(data, release, { root: "staging" }))).toContain("signature");
  });
});

describe("GitHub's statement over an immutable release", () => {
  itWithData("never counts as build provenance", async (data) => {
    const bundles = fromFile("immutable-release/github-release.sigstore.json")(data);
    const report = await judge(data, RELEASES[3]!, { bundles });
    expect(failed(report)).toEqual(
      expect.arrayContaining(["predicate-type", "issuer", "repository"]),
    );
  });
});

describe("a bundle of GitHub's own instance", () => {
  itWithData("fails under the thresholds of the public one", async (data) => {
    const report = await judge(data, RELEASES[3]!, { instance: "public-good", root: "github" });
    expect(failed(report)).toEqual(expect.arrayContaining(["signature", "log-entries"]));
  });
});
