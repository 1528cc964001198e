import { resolve } from "node:path";
import { verify } from "../../app/verify.ts";
import { sigstoreVerifier } from "../../adapters/sigstore-verify.ts";
import { uploadReader } from "../../adapters/upload-digests.ts";
import { readWholeFile } from "../../adapters/whole-file.ts";
import { REBUILD_PREDICATE_TYPE } from "../../core/identifiers.ts";
import { LARGEST_BUNDLE_FILE, readBundleFile } from "../../core/statement/bundle-file.ts";
import type { BundleText } from "../../core/statement/bundle-file.ts";
import type { VerificationReport } from "../../core/statement/verification-report.ts";
import { openWorkshop } from "../wire.ts";
import type { Workshop } from "../wire.ts";
import type { Shell } from "./command.ts";
import type { Manner } from "./common-flags.ts";
import { findInstance, findTrustedRoot } from "./instance.ts";
import { repositoryOf } from "./source-flags.ts";
import type { VerifyArguments } from "./verify.ts";

/** The commit that the tag is at now, where that is to be read. */
async function commitOfTag(
  { ref, source }: VerifyArguments,
  { scratch, signal }: Workshop,
  shell: Shell,
): Promise<string | null> {
  if (ref === null || source === null) return null;
  const { gitTags } = await import("../../adapters/tag-reader.ts");
  return gitTags(shell.environment, scratch).commitOf(repositoryOf(source, shell), ref, signal);
}

/** Verifies what the command line names. */
export async function runVerify(
  request: VerifyArguments,
  manner: Manner,
  shell: Shell,
): Promise<VerificationReport> {
  const bundles: BundleText[] = [];
  for (const file of request.bundles) {
    const bytes = await readWholeFile(
      resolve(shell.directory, file),
      LARGEST_BUNDLE_FILE,
      "a file of Sigstore bundles",
    );
    bundles.push(...readBundleFile(file, bytes));
  }
  const instance = await findInstance(request.instance, shell);
  await using workshop = await openWorkshop(shell, manner);
  workshop.progress.phase("verify", request.upload);
  return await verify(
    {
      upload: resolve(shell.directory, request.upload),
      bundles,
      predicateTypes: [REBUILD_PREDICATE_TYPE],
      expectations: {
        issuer: request.issuer ?? instance.issuer,
        server: instance.server,
        repository: request.repository,
        signerWorkflow: request.signerWorkflow,
        signerDigest: null,
        commit: request.commit ?? (await commitOfTag(request, workshop, shell)),
        ref: request.ref,
        runner: null,
        subjectName: null,
      },
      instance,
      trustedRoot: await findTrustedRoot(
        request.trustedRoot,
        instance,
        request.offline,
        workshop.scratch,
        shell,
      ),
    },
    { uploads: uploadReader(), verifier: sigstoreVerifier() },
    workshop.signal,
  );
}
