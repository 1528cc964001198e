import { resolve } from "node:path";
import type { Limits } from "../../core/archive/limits.ts";
import type { Manual } from "./command.ts";
import { EXITS, LIMIT_FLAG, limitsOf, REPORT_FLAGS } from "./common-flags.ts";
import { makeCommand } from "./make-command.ts";
import { SOURCE_FLAGS, sourceTerms } from "./source-flags.ts";
import type { SourceTerms } from "./source-flags.ts";

/** What `compare` was asked for. */
export interface CompareArguments {
  readonly upload: string;
  readonly rebuilt: string;
  /** null: no commit to attribute files to. */
  readonly source:
    ({ readonly repository: string; readonly revision: string } & SourceTerms) | null;
  readonly limits: Limits;
}

const manual: Manual = {
  name: "compare",
  summary: "compare an upload with a file that was rebuilt elsewhere",
  synopsis: [
    "rebuild-gate compare UPLOAD REBUILT [--source DIR|URL --commit REV] [--limit NAME=VALUE]...",
  ],
  description: [
    "Compares two files: bytes first, and only where they differ by the strict readers. Every difference is a finding; accepted are only those that no consumer can observe. Nothing is built and nothing is run.",
    "With --source and --commit, files are attributed to the commit as well, and a finding names the ignore rule that covers its file.",
  ],
  operands: {
    name: "UPLOAD REBUILT",
    least: 2,
    most: 2,
    meaning: "the file that is (to be) published, and the file that somebody rebuilt",
  },
  flags: [
    {
      name: "source",
      value: "DIR|URL",
      meaning: "Repository of the commit: a folder in it, or an https: or file: URL.",
    },
    {
      name: "commit",
      value: "REV",
      fallback: "HEAD, with --source",
      meaning: "Commit that both files claim to come from. Needs --source.",
    },
    ...SOURCE_FLAGS,
    LIMIT_FLAG,
    ...REPORT_FLAGS,
  ],
  exits: [
    { code: 0, when: "the files are identical or equivalent" },
    { code: 1, when: "the files are different" },
    EXITS.usage,
    EXITS.infrastructure,
    EXITS.inconclusive,
    EXITS.interrupted,
  ],
  examples: [
    {
      purpose: "Two builds of one package:",
      command: "rebuild-gate compare downloads/pkg-1.0.tgz rebuilt/pkg-1.0.tgz",
    },
    {
      purpose: "The same, with every file attributed to the tag:",
      command: "rebuild-gate compare pkg-1.0.tar.gz out/pkg-1.0.tar.gz --source . --commit v1.0",
    },
  ],
};

/** `rebuild-gate compare`. */
export const compare = makeCommand<CompareArguments>({
  manual,
  read(given, complain) {
    const [upload = "", rebuilt = ""] = given.operands;
    const repository = given.one("source");
    for (const flag of ["commit", ...SOURCE_FLAGS.map(({ name }) => name)]) {
      if (repository === undefined && given.has(flag)) complain(`--${flag} needs --source`);
    }
    return {
      upload,
      rebuilt,
      source:
        repository === undefined
          ? null
          : { repository, revision: given.one("commit") ?? "HEAD", ...sourceTerms(given) },
      limits: limitsOf(given, complain),
    };
  },
  async run(request, given, shell) {
    const { runCompare } = await import("./run-compare.ts");
    return runCompare(
      {
        ...request,
        upload: resolve(shell.directory, request.upload),
        rebuilt: resolve(shell.directory, request.rebuilt),
      },
      given,
      shell,
    );
  },
});
