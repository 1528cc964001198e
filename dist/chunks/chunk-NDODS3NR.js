import {
  readDuration,
  readVariables
} from "./chunk-JBFBF6ZH.js";
import {
  NETWORK_MODES,
  SANDBOX_REQUESTS
} from "./chunk-IVE75K52.js";
import {
  PRESET_NAMES
} from "./chunk-O7FZZVYQ.js";
import {
  EXITS,
  LIMIT_FLAG,
  REPORT_FLAGS,
  SOURCE_FLAGS,
  limitsOf,
  makeCommand,
  quoted,
  sourceTerms
} from "./chunk-COCQMI2L.js";

// src/entry/cli/check.ts
import { resolve } from "node:path";
var manual = {
  name: "check",
  summary: "rebuild from the commit and compare with the files about to be published",
  synopsis: [
    "rebuild-gate check UPLOAD... [--build COMMAND] [--preset NAME] [--explain-plan]",
    "                   [--source DIR|URL] [--commit REV]",
    "                   [--submodules] [--lfs] [--reachable-from REF]...",
    "                   [--fetch COMMAND] [--output GLOB]... [--env NAME=VALUE]...",
    "                   [--tools DIR]... [--sandbox auto|required|off]",
    "                   [--network none|fetch|open] [--timeout DURATION] [--no-recheck]",
    "                   [--limit NAME=VALUE]...",
    "rebuild-gate check UPLOAD... --no-build [--source DIR|URL] [--commit REV]"
  ],
  description: [
    "Takes the commit's tree out of the repository into a fresh object store, recomputes every object id in it, runs the build command on a fresh copy, and compares what it leaves with each upload. Every difference is explained down to the file, and the verdict is printed first.",
    "Your work tree and index are never read for the build: uncommitted changes are a notice, not an input. The build runs with an environment made from nothing (SOURCE_DATE_EPOCH from the commit, TZ=UTC, LC_ALL=C.UTF-8, a new HOME) and, where the machine allows it, in Linux namespaces of its own: it sees the system and its own folders, and no network. The report says how far it was shut in.",
    "Without --build, a preset says what to fetch and what to build: it is detected from the commit's files and the uploads, and the plan stands in the report, each item with its evidence. --explain-plan prints it and stops. A --build that a preset would run, too, gets its fetch phase.",
    "A build that needs packages gets them beforehand by --fetch, which has the network while the build has not; or --network open lets the whole build have it. The report says that, too.",
    "When an upload differs, the same plan is built once more. Where the two rebuilds disagree, the build is not stable; otherwise the upload is not what a stable build makes. The first line says which.",
    "With --no-build nothing runs: each file of the upload is looked up in the commit, as its blob or as the commit's own attributes (eol, ident, working-tree-encoding, export-subst) write it into an archive."
  ],
  operands: {
    name: "UPLOAD",
    least: 1,
    most: 1024,
    meaning: "a file that is about to be published, paired with the build output of the same name"
  },
  flags: [
    {
      name: "source",
      value: "DIR|URL",
      fallback: ". (the current folder)",
      meaning: "Repository to build from: a folder in it, or an https: or file: URL."
    },
    {
      name: "commit",
      value: "REV",
      fallback: "HEAD",
      meaning: "Commit to build: anything `git rev-parse` takes. Resolved once, at the start."
    },
    ...SOURCE_FLAGS,
    {
      name: "build",
      value: "COMMAND",
      fallback: "what the preset says",
      meaning: "One string, run as /bin/sh -ec in a fresh copy of the source tree."
    },
    {
      name: "preset",
      value: "NAME",
      choices: PRESET_NAMES,
      fallback: "detected from the commit and the uploads",
      meaning: "How projects of this kind are built (docs/presets.md)."
    },
    {
      name: "explain-plan",
      value: null,
      meaning: "Print what would be fetched and built, and why; build nothing."
    },
    {
      name: "fetch",
      value: "COMMAND",
      meaning: "Run before the build, in the same folder, with the network: to fetch what the build needs."
    },
    {
      name: "no-build",
      value: null,
      meaning: "Rebuild nothing; compare with the files of the commit."
    },
    {
      name: "output",
      value: "GLOB",
      repeat: true,
      fallback: "files of the same kind as the uploads (for pkg-1.0.tgz: **/*.tgz)",
      meaning: "Files that the build leaves, relative to the source tree; one that starts with ! takes files out."
    },
    {
      name: "env",
      value: "NAME=VALUE",
      repeat: true,
      meaning: "Variable for the build. Recorded in the report, so no place for secrets."
    },
    {
      name: "tools",
      value: "DIR",
      repeat: true,
      meaning: "Folder for the front of the build's PATH, such as the bin of a virtual environment."
    },
    {
      name: "sandbox",
      value: "LEVEL",
      choices: SANDBOX_REQUESTS,
      fallback: "auto",
      meaning: "auto: in namespaces where the machine allows them, otherwise as far as it goes, with a notice; required: in namespaces or not at all; off: own folders and a cleaned environment alone."
    },
    {
      name: "network",
      value: "MODE",
      choices: NETWORK_MODES,
      fallback: "fetch with --fetch, otherwise none; open where that cannot be enforced",
      meaning: "none: the build has no network; fetch: only --fetch has it; open: everything has it. If none or fetch is said and cannot be enforced, nothing is built."
    },
    {
      name: "timeout",
      value: "DURATION",
      fallback: "60m",
      meaning: "How long the build may take, such as 90s, 30m or 1h30m."
    },
    {
      name: "no-recheck",
      value: null,
      meaning: "On a difference, do not build once more to see whether the build is stable."
    },
    LIMIT_FLAG,
    ...REPORT_FLAGS
  ],
  exits: [
    { code: 0, when: "every upload is identical or equivalent; or the plan was printed" },
    { code: 1, when: "at least one upload is different" },
    EXITS.usage,
    EXITS.buildFailed,
    EXITS.infrastructure,
    EXITS.inconclusive,
    EXITS.interrupted
  ],
  examples: [
    {
      purpose: "A Python package, built as its commit says:",
      command: "rebuild-gate check dist/* --commit v1.0.0"
    },
    {
      purpose: "The same, with the build tools of a virtual environment:",
      command: 'rebuild-gate check dist/* --build "python -m build --no-isolation" --tools .venv/bin'
    },
    {
      purpose: "An npm package, built from a tag, with every report format in a folder:",
      command: 'rebuild-gate check pkg-1.0.0.tgz --commit v1.0.0 --fetch "npm ci --ignore-scripts" --build "npm pack" --report report'
    },
    {
      purpose: "A source archive that should hold nothing but the commit:",
      command: "rebuild-gate check project-1.0.tar.gz --commit v1.0 --no-build"
    }
  ]
};
var WITH_BUILD = [
  ...[
    "build",
    "preset",
    "explain-plan",
    "fetch",
    "output",
    "env",
    "tools",
    "sandbox",
    "network",
    "timeout"
  ],
  "no-recheck"
];
function checkBuildFlags(given, complain) {
  const none = given.has("no-build");
  for (const name of ["build", "fetch"]) {
    if (given.one(name)?.trim() === "") complain(`--${name} needs a command that is not blank`);
  }
  if (given.has("explain-plan") && !["text", "json"].includes(given.one("format") ?? "text")) {
    complain("--explain-plan prints text or json");
  }
  for (const flag of none ? WITH_BUILD : []) {
    if (given.has(flag)) complain(`--${flag} says nothing together with --no-build`);
  }
}
var check = makeCommand({
  manual,
  read(given, complain) {
    const command = given.one("build") ?? null;
    const fetch = given.one("fetch") ?? null;
    const none = given.has("no-build");
    checkBuildFlags(given, complain);
    readVariables("env", given.many("env"), complain);
    for (const folder of given.many("tools")) {
      if (folder.includes(":"))
        complain(`--tools takes a folder without a colon, found ${quoted(folder)}`);
    }
    const timeout = given.one("timeout");
    return {
      uploads: given.operands,
      repository: given.one("source") ?? ".",
      revision: given.one("commit") ?? "HEAD",
      terms: sourceTerms(given),
      rebuild: !none,
      command,
      preset: given.one("preset") ?? null,
      explainPlan: given.has("explain-plan"),
      fetch,
      sandbox: given.one("sandbox") ?? "auto",
      network: given.one("network") ?? null,
      outputs: given.many("output"),
      environment: given.many("env"),
      tools: given.many("tools"),
      timeoutMs: timeout === void 0 ? null : readDuration("timeout", timeout, complain),
      recheck: !given.has("no-recheck"),
      limits: limitsOf(given, complain)
    };
  },
  async run(request, given, shell) {
    const { runCheck } = await import("./run-check-3QJZDHWG.js");
    return runCheck(
      {
        ...request,
        uploads: request.uploads.map((upload) => resolve(shell.directory, upload)),
        tools: request.tools.map((folder) => resolve(shell.directory, folder))
      },
      given,
      shell
    );
  }
});

export {
  check
};
