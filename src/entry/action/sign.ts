import { join } from "node:path";
import { workflowIdentity } from "../../adapters/identity-token.ts";
import { reportStore } from "../../adapters/report-store.ts";
import { sigstoreSigner } from "../../adapters/sigstore-sign.ts";
import { sigstoreVerifier } from "../../adapters/sigstore-verify.ts";
import { gitTags } from "../../adapters/tag-reader.ts";
import { uploadReader } from "../../adapters/upload-digests.ts";
import { attest } from "../../app/attest.ts";
import type { Workflow } from "../../adapters/workflow.ts";
import type { Clock, Scratch } from "../../app/ports.ts";
import { StatementError, TrustError } from "../../core/errors.ts";
import type { Report } from "../../core/report.ts";
import { findInstance, findTrustedRoot } from "../cli/instance.ts";
import { repositoryOf } from "../cli/source-flags.ts";
import type { ActionInputs } from "./inputs.ts";
import type { Job } from "./job.ts";

/** What signing needs to know and to have. */
export interface Signing {
  readonly inputs: ActionInputs;
  readonly job: Job;
  readonly report: Report;
  /** Absolute paths of the uploads. */
  readonly uploads: readonly string[];
  /** Folder for the bundles. */
  readonly folder: string;
  readonly scratch: Scratch;
  readonly clock: Clock;
  readonly workflow: Workflow;
}

/**
 * Signs what passed and resolves to the file with all bundles, or to null where `attest: auto` finds that it may not
 * sign, which a notice says. Throws what `attest` throws: a signature that fails is a gate that fails.
 */
export async function sign(signing: Signing, signal: AbortSignal): Promise<string | null> {
  const { inputs, workflow } = signing;
  const obstacle = obstacleOf(signing);
  if (obstacle !== null && inputs.attest === "auto") {
    tellUnsigned(workflow, obstacle.found);
    return null;
  }
  if (obstacle !== null) throw obstacle;
  try {
    return await signAll(signing, signal);
  } catch (error) {
    if (inputs.attest === "auto" && isEventRefusal(error)) {
      tellUnsigned(workflow, error.found);
      return null;
    }
    throw error;
  }
}

function tellUnsigned(workflow: Workflow, why: string): void {
  const lines = [`Compared, not attested: ${why}.`];
  workflow.annotate({ level: "notice", title: "rebuild-gate: not-attested", lines });
}

/** What can be seen from here to stand in the way of a signature. */
function obstacleOf({ job, report }: Signing): StatementError | TrustError | null {
  if (report.mode !== "rebuild") {
    return new StatementError("verdict-not-attestable", {
      expected: "a rebuild to attest",
      found: "nothing was rebuilt",
      next: "Give the build command, or set `attest: never`.",
    });
  }
  if ((job.tokens.requestUrl ?? "") === "" || (job.tokens.requestToken ?? "") === "") {
    return new TrustError("identity-token-missing", {
      expected: "a job that may ask for an identity token",
      found: "this job has no permission `id-token: write` (a pull request from a fork never has)",
      next: "Give the job `permissions: id-token: write`, or set `attest: auto`.",
    });
  }
  return null;
}

function isEventRefusal(error: unknown): error is StatementError {
  return error instanceof StatementError && error.code === "event-not-attestable";
}

async function signAll(
  { inputs, job, report, uploads, folder, scratch, clock, workflow }: Signing,
  signal: AbortSignal,
): Promise<string> {
  const place = { directory: job.workspace };
  const instance = await findInstance(inputs.instance, place);
  const root = inputs.trustedRoot ?? undefined;
  const { bundleLines } = await attest(
    {
      report,
      repository: repositoryOf(inputs.source, place),
      uploads,
      instance,
      trustedRoot: await findTrustedRoot(root, instance, false, scratch, place),
      output: folder,
      // Build and signature share this process's job; a consumer can demand better.
      jobIsolation: "same-job",
      allowPublicLog: inputs.allowPublicLog,
      environment: job.run,
    },
    {
      uploads: uploadReader(),
      tags: gitTags(job.environment, scratch),
      identity: workflowIdentity(job.tokens, instance, clock),
      signer: sigstoreSigner(),
      verifier: sigstoreVerifier(),
      store: reportStore(),
      progress: workflow,
    },
    signal,
  );
  return join(folder, bundleLines);
}
