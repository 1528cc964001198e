import { describe, expect, it } from "@jest/globals";
import type { Report } from "../../../src/core/report.ts";
import {
  claimContradictions,
  type CertificateClaims,
} from "../../../src/core/statement/certificate-claims.ts";
import { provenanceDisagreements } from "../../../src/core/statement/agreement.ts";
import { demandSubjects } from "../../../src/core/statement/attestation-rules.ts";
import { WORKFLOW_BUILD_TYPE } from "../../../src/core/statement/provenance.ts";
import { MOST_SUBJECTS } from "../../../src/core/statement/statement.ts";
import { printOf } from "../../support/models.ts";

const repository = "https://github.com/octo/app";
const signer = `${repository}/.github/workflows/r.yml@refs/tags/v1`;
const claims = {
  buildSignerUri: signer,
  sourceRepositoryUri: repository,
  sourceRepositoryDigest: "c".repeat(40),
  sourceRepositoryRef: "refs/tags/v1",
  sourceRepositoryId: "1",
  sourceRepositoryOwnerId: "2",
  buildConfigUri: signer,
  buildTrigger: "push",
  runInvocationUri: `${repository}/actions/runs/1/attempts/1`,
};

function disagreements(runner: string | undefined, certified: string | undefined) {
  return provenanceDisagreements(
    {
      buildDefinition: {
        buildType: WORKFLOW_BUILD_TYPE,
        externalParameters: {
          workflow: { ref: "refs/tags/v1", repository, path: ".github/workflows/r.yml" },
        },
        internalParameters: {
          github: {
            event_name: "push",
            repository_id: "1",
            repository_owner_id: "2",
            ...(runner === undefined ? {} : { runner_environment: runner }),
          },
        },
        resolvedDependencies: [
          { uri: `git+${repository}@refs/tags/v1`, digest: { gitCommit: "c".repeat(40) } },
        ],
      },
      runDetails: { builder: { id: signer }, metadata: { invocationId: claims.runInvocationUri } },
    },
    {
      subject: { kind: "uri", value: signer },
      claims: certified === undefined ? claims : { ...claims, runnerEnvironment: certified },
      deprecated: {},
    },
  );
}

describe("provenanceDisagreements", () => {
  it("are none where predicate and certificate say the same", () => {
    expect(disagreements("github-hosted", "github-hosted")).toEqual([]);
  });

  it("name what only one of them says, and what neither does", () => {
    expect(disagreements("github-hosted", undefined)).toEqual([
      "runner_environment: github-hosted, not nothing",
    ]);
    expect(disagreements(undefined, "github-hosted")).toEqual([
      "runner_environment: nothing, not github-hosted",
    ]);
    expect(disagreements(undefined, undefined)).toEqual([
      "runner_environment: nothing, not nothing",
    ]);
  });
});

describe("claimContradictions", () => {
  const subject = { kind: "uri", value: signer } as const;

  it("are between an old extension and its successor, where the old one is there", () => {
    const of = (deprecated: CertificateClaims["deprecated"]) =>
      claimContradictions({ subject, claims, deprecated }, "https://github.com");
    expect(of({})).toEqual([]);
    expect(of({ trigger: "push", repository: "octo/app" })).toEqual([]);
    expect(of({ trigger: "pull_request", repository: "octo/other" })).toEqual([
      "trigger",
      "repository",
    ]);
  });
});

describe("demandSubjects", () => {
  const uploads = Array.from({ length: MOST_SUBJECTS + 1 }, (_, at) => ({
    name: `${String(at)}.tgz`,
    sha512: "",
    ...printOf(String(at)),
  }));
  const report = { artifacts: uploads.map((upload) => ({ name: upload.name, upload })) };

  it("takes as many uploads as a statement has room for, and no more", () => {
    const of = (count: number) => () => {
      demandSubjects(report as unknown as Report, uploads.slice(0, count));
    };
    expect(of(MOST_SUBJECTS)).not.toThrow();
    expect(of(MOST_SUBJECTS + 1)).toThrow(expect.objectContaining({ code: "subject-missing" }));
    expect(of(0)).toThrow(expect.objectContaining({ code: "subject-missing" }));
  });

  it("takes no file of another digest or size", () => {
    const [upload] = uploads;
    for (const other of [{ size: 99 }, { sha256: printOf("other").sha256 }]) {
      expect(() => {
        demandSubjects(report as unknown as Report, [{ ...upload!, ...other }]);
      }).toThrow(expect.objectContaining({ code: "subject-mismatch" }));
    }
  });
});
