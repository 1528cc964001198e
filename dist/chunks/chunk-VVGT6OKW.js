import {
  INSTANCE_FLAGS
} from "./chunk-IRQ76XMQ.js";
import {
  EXITS,
  PRINT_FLAGS,
  makeCommand
} from "./chunk-COCQMI2L.js";

// src/entry/cli/attest.ts
var manual = {
  name: "attest",
  summary: "sign what a report says of the uploads",
  synopsis: [
    "rebuild-gate attest UPLOAD... --from REPORT [--source DIR|URL] [-o DIR]",
    "                    [--instance NAME|FILE] [--trusted-root FILE] [--identity-token FILE]",
    "                    [--allow-public-log]"
  ],
  description: [
    "Hashes the uploads again, holds them against the report, and signs for each a rebuild statement: these bytes, rebuilt from this commit, with this verdict. In a workflow run that may ask for an identity token it also signs SLSA provenance; outside of one there are no claims, and none are made up.",
    "A tag by which the commit was named is read again, and must be the same object at the same commit as during the check. Nothing is written before our own verifier accepted every bundle. A verdict that is different or inconclusive is not signed."
  ],
  operands: {
    name: "UPLOAD",
    least: 1,
    most: 1024,
    meaning: "a file that the report speaks of, unchanged"
  },
  flags: [
    {
      name: "from",
      value: "REPORT",
      meaning: "The report.json of a `check` that passed. Needed."
    },
    {
      name: "source",
      value: "DIR|URL",
      fallback: "as in the report",
      meaning: "Where to read the tag again by which the commit was named."
    },
    {
      name: "output",
      short: "o",
      value: "DIR",
      fallback: ". (the current folder)",
      meaning: "Folder for the bundles: UPLOAD.rebuild.sigstore.json, UPLOAD.provenance.sigstore.json, and all of them in attestations.sigstore.jsonl."
    },
    {
      name: "identity-token",
      value: "FILE",
      fallback: "the workflow run's own, or SIGSTORE_ID_TOKEN",
      meaning: "OIDC token to sign with, from a file."
    },
    {
      name: "allow-public-log",
      value: null,
      meaning: "Consent to write the name of a repository that is not public into a public log."
    },
    ...INSTANCE_FLAGS,
    ...PRINT_FLAGS
  ],
  exits: [
    { code: 0, when: "every statement was signed, verified and written" },
    {
      code: 2,
      when: "wrong usage, or the report may not be attested (verdict, digest, tag, event, claims)"
    },
    EXITS.infrastructure,
    EXITS.interrupted
  ],
  examples: [
    {
      purpose: "In a workflow job with `id-token: write`, after `check --report report`:",
      command: "rebuild-gate attest dist/*.whl --from report/report.json -o attestations"
    }
  ]
};
var attest = makeCommand({
  manual,
  read(given, complain) {
    if (!given.has("from")) complain("--from REPORT is needed");
    return {
      uploads: given.operands,
      report: given.one("from") ?? "",
      source: given.one("source"),
      output: given.one("output") ?? ".",
      instance: given.one("instance") ?? "public-good",
      trustedRoot: given.one("trusted-root"),
      identityToken: given.one("identity-token"),
      allowPublicLog: given.has("allow-public-log")
    };
  },
  async run(request, given, shell) {
    const { runAttest } = await import("./run-attest-4VTBTUD5.js");
    return runAttest(request, given, shell);
  }
});

export {
  attest
};
