import { resolve } from "node:path";
import { attest } from "../../app/attest.ts";
import type { Attestation } from "../../app/attest.ts";
import { workflowIdentity } from "../../adapters/identity-token.ts";
import { readReport } from "../../adapters/report-file.ts";
import { reportStore } from "../../adapters/report-store.ts";
import { sigstoreSigner } from "../../adapters/sigstore-sign.ts";
import { sigstoreVerifier } from "../../adapters/sigstore-verify.ts";
import { gitTags } from "../../adapters/tag-reader.ts";
import { uploadReader } from "../../adapters/upload-digests.ts";
import { readWholeFile } from "../../adapters/whole-file.ts";
import { safeJson, safeLine } from "../../core/safe-text.ts";
import { runEnvironment } from "../run-environment.ts";
import { openWorkshop } from "../wire.ts";
import type { AttestArguments } from "./attest.ts";
import type { Given, Shell } from "./command.ts";
import { mannerOf } from "./common-flags.ts";
import { repositoryOf } from "./source-flags.ts";
import { findInstance, findTrustedRoot } from "./instance.ts";

const LARGEST_TOKEN = 64 * 1024;

/** Signs what the command line names; resolves to the exit code. */
export async function runAttest(
  request: AttestArguments,
  given: Given,
  shell: Shell,
): Promise<number> {
  // Taken before the environment is cleaned: it drops SIGSTORE_*.
  const environment = { ...shell.environment };
  const manner = mannerOf(given, shell);
  const report = await readReport(resolve(shell.directory, request.report));
  const instance = await findInstance(request.instance, shell);
  const signingToken = await tokenOf(request, environment, shell);
  await using workshop = await openWorkshop(shell, manner);
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
        shell,
      ),
      output,
      jobIsolation: inWorkflow ? "same-job" : "local",
      allowPublicLog: request.allowPublicLog,
      environment: runEnvironment(environment),
    },
    {
      uploads: uploadReader(),
      tags: gitTags(environment, workshop.scratch),
      identity: workflowIdentity(
        {
          requestUrl: environment["ACTIONS_ID_TOKEN_REQUEST_URL"],
          requestToken: environment["ACTIONS_ID_TOKEN_REQUEST_TOKEN"],
          signingToken,
        },
        instance,
        workshop.clock,
      ),
      signer: sigstoreSigner(),
      verifier: sigstoreVerifier(),
      store: reportStore(),
      progress: workshop.progress,
    },
    workshop.signal,
  );
  await shell.stdout.write(
    manner.format === "json"
      ? `${safeJson(attestationJson(attestation, output))}\n`
      : attestationText(attestation, output),
  );
  return 0;
}

async function tokenOf(
  request: AttestArguments,
  environment: Readonly<Record<string, string | undefined>>,
  shell: Shell,
): Promise<string | undefined> {
  if (request.identityToken === undefined) return environment["SIGSTORE_ID_TOKEN"];
  const file = resolve(shell.directory, request.identityToken);
  const bytes = await readWholeFile(file, LARGEST_TOKEN, "a file with an identity token");
  return new TextDecoder().decode(bytes).trim();
}

function attestationJson({ bundles, bundleLines, claims }: Attestation, folder: string): unknown {
  return { folder, bundles, bundleLines, provenance: claims !== null };
}

function attestationText({ bundles, bundleLines, claims }: Attestation, folder: string): string {
  return [
    `Signed and verified: ${String(bundles.length)} statement${bundles.length === 1 ? "" : "s"}, in ${safeLine(folder)}`,
    ...bundles.map(({ file, predicateType }) => `  ${safeLine(file)}  ${safeLine(predicateType)}`),
    `  ${bundleLines}  all of them, one per line`,
    ...(claims === null
      ? ["No workflow run stands behind this: no provenance was signed, only the rebuild."]
      : []),
    "",
  ].join("\n");
}
