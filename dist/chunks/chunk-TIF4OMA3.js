import {
  parseRepository,
  parseSignerWorkflow,
  tagRef
} from "./chunk-HWCROIX2.js";
import {
  INSTANCE_FLAGS
} from "./chunk-IRQ76XMQ.js";
import {
  EXITS,
  InputError,
  PRINT_FLAGS,
  makeCommand,
  mannerOf,
  quoted
} from "./chunk-COCQMI2L.js";

// src/entry/cli/verify.ts
import { basename, resolve } from "node:path";
var manual = {
  name: "verify",
  summary: "verify an upload against its signed statements",
  synopsis: [
    "rebuild-gate verify UPLOAD --bundle FILE... --repository OWNER/NAME[#ID]",
    "                    [--signer-workflow PATH[@REF]] [--commit SHA | --tag TAG [--source DIR|URL]]",
    "                    [--issuer URL] [--instance NAME|FILE] [--trusted-root FILE] [--offline]"
  ],
  description: [
    "Hashes the upload, verifies each bundle (certificate, signature, log or timestamp), and demands that one of them holds a rebuild statement about exactly these bytes, signed by a workflow of the repository. Every check is evaluated and listed, also after the first failure; no evidence fails.",
    "What is not demanded is listed as unpinned: without #ID a re-registered repository name passes, without --commit or --tag any release of it does."
  ],
  operands: { name: "UPLOAD", least: 1, most: 1, meaning: "the file that was downloaded" },
  flags: [
    {
      name: "bundle",
      value: "FILE",
      repeat: true,
      meaning: "A Sigstore bundle (JSON), or several, one per line. At least one is needed."
    },
    {
      name: "repository",
      value: "OWNER/NAME[#ID]",
      meaning: "Repository that the upload must come from; #ID pins its number too. Needed."
    },
    {
      name: "signer-workflow",
      value: "PATH[@REF]",
      fallback: "any workflow of the repository",
      meaning: "The workflow that must have signed: .github/workflows/FILE of the repository, or OWNER/NAME/.github/workflows/FILE of another one; with @REF also at that ref."
    },
    { name: "commit", value: "SHA", meaning: "The commit, 40 or 64 hex digits. Not with --tag." },
    { name: "tag", value: "TAG", meaning: "The tag, without refs/tags/. Not with --commit." },
    {
      name: "source",
      value: "DIR|URL",
      fallback: "nowhere: what was signed as the tag's commit may have been moved since",
      meaning: "Read the tag in this repository, and demand the commit that it is at now. With --tag."
    },
    {
      name: "issuer",
      value: "URL",
      fallback: "the instance's",
      meaning: "OIDC issuer of the signer, compared exactly."
    },
    ...INSTANCE_FLAGS,
    {
      name: "offline",
      value: null,
      meaning: "Use no network. Needs --trusted-root."
    },
    ...PRINT_FLAGS
  ],
  exits: [
    { code: 0, when: "PASSED: every check holds" },
    { code: 1, when: "FAILED: at least one check does not, or there is no evidence" },
    EXITS.usage,
    EXITS.infrastructure,
    EXITS.interrupted
  ],
  examples: [
    {
      purpose: "A release, pinned to repository number and tag:",
      command: "rebuild-gate verify pkg-1.0.tgz --bundle attestations.sigstore.jsonl --repository acme/pkg#1234 --tag v1.0"
    },
    {
      purpose: "Without network:",
      command: "rebuild-gate verify pkg-1.0.tgz --bundle pkg.sigstore.json --repository acme/pkg --trusted-root trusted_root.json --offline"
    }
  ]
};
function readWith(flag, read, otherwise, complain) {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    complain(`--${flag} takes ${error.expected}, found ${quoted(error.found)}`);
    return otherwise;
  }
}
var NO_REPOSITORY = { name: "", id: null };
function readRepository(text, complain) {
  if (text === void 0) {
    complain("--repository OWNER/NAME[#ID] is needed");
    return NO_REPOSITORY;
  }
  return readWith("repository", () => parseRepository(text), NO_REPOSITORY, complain);
}
function readPins(given, complain) {
  const commit = given.one("commit") ?? null;
  const tag = given.one("tag");
  if (commit !== null && tag !== void 0) complain("--commit and --tag exclude each other");
  if (commit !== null && !/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(commit)) {
    complain(`--commit takes a whole commit id in lower-case hex, found ${quoted(commit)}`);
  }
  const source = given.one("source") ?? null;
  if (source !== null && tag === void 0) complain("--source needs --tag TAG");
  if (source !== null && /^[a-z]+:/i.test(source) && given.has("offline")) {
    complain("--offline needs --source with a folder");
  }
  const ref = tag === void 0 ? null : readWith("tag", () => tagRef(tag), null, complain);
  return { commit, ref, source };
}
var verify = makeCommand({
  manual,
  read(given, complain) {
    const [upload = ""] = given.operands;
    const repository = readRepository(given.one("repository"), complain);
    const workflow = given.one("signer-workflow");
    if (!given.has("bundle")) complain("--bundle FILE is needed, at least one");
    if (given.has("offline") && !given.has("trusted-root")) {
      complain("--offline needs --trusted-root FILE");
    }
    return {
      upload,
      bundles: given.many("bundle"),
      repository,
      signerWorkflow: workflow === void 0 ? null : readWith(
        "signer-workflow",
        () => parseSignerWorkflow(workflow, repository),
        null,
        complain
      ),
      ...readPins(given, complain),
      issuer: given.one("issuer") ?? null,
      instance: given.one("instance") ?? "public-good",
      trustedRoot: given.one("trusted-root"),
      offline: given.has("offline")
    };
  },
  async run(request, given, shell) {
    const { runVerify } = await import("./run-verify-XPFA2WAS.js");
    const report = await runVerify(request, mannerOf(given, shell), shell);
    const { renderVerification, verificationJson } = await import("./verification-BR3UGOXX.js");
    const { COLOURED, PLAIN } = await import("./ink-C6RJMPZB.js");
    const { safeJson } = await import("./safe-text-6QNPXFDQ.js");
    const { format, stdoutColour } = mannerOf(given, shell);
    const name = basename(resolve(shell.directory, request.upload));
    await shell.stdout.write(
      format === "json" ? `${safeJson(verificationJson(name, report))}
` : renderVerification(name, report, stdoutColour ? COLOURED : PLAIN)
    );
    return report.result === "PASSED" ? 0 : 1;
  }
});

export {
  verify
};
