import {
  attest,
  sigstoreSigner,
  workflowIdentity
} from "./chunk-TDTRP7ZL.js";
import {
  readReport
} from "./chunk-B36ACODZ.js";
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
import {
  readWholeFile
} from "./chunk-EA3AGO37.js";
import "./chunk-4AH4GH2R.js";
import "./chunk-PPQGIQ55.js";
import "./chunk-OAI657ZE.js";
import "./chunk-S4X7ZEPV.js";
import "./chunk-QJHEDYDG.js";
import {
  gitTags
} from "./chunk-6QMRETSS.js";
import {
  runEnvironment
} from "./chunk-DXDFTCBD.js";
import "./chunk-IVE75K52.js";
import {
  reportStore
} from "./chunk-ME4NGRWJ.js";
import "./chunk-XHVXZRAQ.js";
import {
  openWorkshop
} from "./chunk-XX7SVKQN.js";
import {
  mannerOf,
  repositoryOf,
  safeJson,
  safeLine
} from "./chunk-COCQMI2L.js";
import "./chunk-FPZJALNE.js";
import {
  __callDispose,
  __using
} from "./chunk-QLIL6GH6.js";

// src/entry/cli/run-attest.ts
import { resolve } from "node:path";
var LARGEST_TOKEN = 64 * 1024;
async function runAttest(request, given, shell) {
  var _stack = [];
  try {
    const environment = { ...shell.environment };
    const manner = mannerOf(given, shell);
    const report = await readReport(resolve(shell.directory, request.report));
    const instance = await findInstance(request.instance, shell);
    const signingToken = await tokenOf(request, environment, shell);
    const workshop = __using(_stack, await openWorkshop(shell, manner), true);
    const inWorkflow = (environment["ACTIONS_ID_TOKEN_REQUEST_URL"] ?? "") !== "";
    const output = resolve(shell.directory, request.output);
    const attestation = await attest(
      {
        report,
        repository: repositoryOf(request.source ?? report.source?.repository ?? "", shell),
        uploads: request.uploads.map((upload) => resolve(shell.directory, upload)),
        instance,
        trustedRoot: await findTrustedRoot(
          request.trustedRoot,
          instance,
          false,
          workshop.scratch,
          shell
        ),
        output,
        jobIsolation: inWorkflow ? "same-job" : "local",
        allowPublicLog: request.allowPublicLog,
        environment: runEnvironment(environment)
      },
      {
        uploads: uploadReader(),
        tags: gitTags(environment, workshop.scratch),
        identity: workflowIdentity(
          {
            requestUrl: environment["ACTIONS_ID_TOKEN_REQUEST_URL"],
            requestToken: environment["ACTIONS_ID_TOKEN_REQUEST_TOKEN"],
            signingToken
          },
          instance,
          workshop.clock
        ),
        signer: sigstoreSigner(),
        verifier: sigstoreVerifier(),
        store: reportStore(),
        progress: workshop.progress
      },
      workshop.signal
    );
    await shell.stdout.write(
      manner.format === "json" ? `${safeJson(attestationJson(attestation, output))}
` : attestationText(attestation, output)
    );
    return 0;
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function tokenOf(request, environment, shell) {
  if (request.identityToken === void 0) return environment["SIGSTORE_ID_TOKEN"];
  const file = resolve(shell.directory, request.identityToken);
  const bytes = await readWholeFile(file, LARGEST_TOKEN, "a file with an identity token");
  return new TextDecoder().decode(bytes).trim();
}
function attestationJson({ bundles, bundleLines, claims }, folder) {
  return { folder, bundles, bundleLines, provenance: claims !== null };
}
function attestationText({ bundles, bundleLines, claims }, folder) {
  return [
    `Signed and verified: ${String(bundles.length)} statement${bundles.length === 1 ? "" : "s"}, in ${safeLine(folder)}`,
    ...bundles.map(({ file, predicateType }) => `  ${safeLine(file)}  ${safeLine(predicateType)}`),
    `  ${bundleLines}  all of them, one per line`,
    ...claims === null ? ["No workflow run stands behind this: no provenance was signed, only the rebuild."] : [],
    ""
  ].join("\n");
}
export {
  runAttest
};
