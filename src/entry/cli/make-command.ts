import { InputError } from "../../core/errors.ts";
import type { Command, CommandParts } from "./command.ts";
import { manualText } from "./manual-text.ts";
import { parseCommandLine } from "./parse.ts";

/** A command from its parts. `--help` wins over every problem of usage beside it. */
export function makeCommand<Request>({ manual, read, run }: CommandParts<Request>): Command {
  return {
    manual,
    async execute(argv, shell) {
      const problems: string[] = [];
      const complain = (problem: string) => {
        problems.push(problem);
      };
      const given = parseCommandLine(manual, argv, complain);
      if (given.has("help")) {
        await shell.stdout.write(manualText(manual));
        return 0;
      }
      const request = read(given, complain);
      if (problems.length > 0) throw usage(manual.name, problems);
      return run(request, given, shell);
    },
  };
}

function usage(name: string, problems: readonly string[]): InputError {
  const [first = ""] = problems;
  return new InputError("usage", {
    expected: `a command line that \`rebuild-gate ${name} --help\` describes`,
    found: problems.length === 1 ? first : `${String(problems.length)} problems`,
    next: `Run \`rebuild-gate ${name} --help\` for every flag and an example.`,
    ...(problems.length === 1
      ? {}
      : { cause: new AggregateError(problems.map((problem) => new Error(problem))) }),
  });
}
