import {
  attest,
  sigstoreSigner,
  workflowIdentity
} from "./chunk-TDTRP7ZL.js";
import {
  sigstoreVerifier,
  uploadReader
} from "./chunk-RQONN52S.js";
import "./chunk-HWCROIX2.js";
import "./chunk-QSC5KBB2.js";
import "./chunk-KCIAQ45W.js";
import "./chunk-EANPBMFH.js";
import "./chunk-FP36P5M2.js";
import "./chunk-QEC3JCOC.js";
import "./chunk-EBKY2O5S.js";
import {
  findInstance,
  findTrustedRoot
} from "./chunk-IRQ76XMQ.js";
import "./chunk-EA3AGO37.js";
import "./chunk-4AH4GH2R.js";
import "./chunk-PPQGIQ55.js";
import "./chunk-OAI657ZE.js";
import "./chunk-S4X7ZEPV.js";
import "./chunk-QJHEDYDG.js";
import {
  gitTags
} from "./chunk-6QMRETSS.js";
import "./chunk-IVE75K52.js";
import {
  reportStore
} from "./chunk-ME4NGRWJ.js";
import "./chunk-XHVXZRAQ.js";
import "./chunk-XX7SVKQN.js";
import {
  StatementError,
  TrustError,
  repositoryOf
} from "./chunk-COCQMI2L.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";

// src/entry/action/sign.ts
import { join } from "node:path";
async function sign(signing, signal) {
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
function tellUnsigned(workflow, why) {
  const lines = [`Compared, not attested: ${why}.`];
  workflow.annotate({ level: "notice", title: "rebuild-gate: not-attested", lines });
}
function obstacleOf({ job, report }) {
  if (report.mode !== "rebuild") {
    return new StatementError("verdict-not-attestable", {
      expected: "a rebuild to attest",
      found: "nothing was rebuilt",
      next: "Give the build command, or set `attest: never`."
    });
  }
  if ((job.tokens.requestUrl ?? "") === "" || (job.tokens.requestToken ?? "") === "") {
    return new TrustError("identity-token-missing", {
      expected: "a job that may ask for an identity token",
      found: "this job has no permission `id-token: write` (a pull request from a fork never has)",
      next: "Give the job `permissions: id-token: write`, or set `attest: auto`."
    });
  }
  return null;
}
function isEventRefusal(error) {
  return error instanceof StatementError && error.code === "event-not-attestable";
}
async function signAll({ inputs, job, report, uploads, folder, scratch, clock, workflow }, signal) {
  const place = { directory: job.workspace };
  const instance = await findInstance(inputs.instance, place);
  const root = inputs.trustedRoot ?? void 0;
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
      environment: job.run
    },
    {
      uploads: uploadReader(),
      tags: gitTags(job.environment, scratch),
      identity: workflowIdentity(job.tokens, instance, clock),
      signer: sigstoreSigner(),
      verifier: sigstoreVerifier(),
      store: reportStore(),
      progress: workflow
    },
    signal
  );
  return join(folder, bundleLines);
}
export {
  sign
};
