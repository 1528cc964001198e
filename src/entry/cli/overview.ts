import { InputError } from "../../core/errors.ts";
import { VERSION } from "../version.ts";
import { ABSENT_COMMANDS } from "./absent.ts";
import { COMMANDS } from "./commands.ts";
import { nearest } from "./nearest.ts";
import { quoted } from "./parse.ts";

/** What `rebuild-gate --help` prints. */
export function overview(): string {
  const names = Object.entries(COMMANDS).map(
    ([name, { summary }]) => `  ${name.padEnd(9)}${summary}`,
  );
  return `rebuild-gate ${VERSION} - publish only what your commit builds

USAGE
  rebuild-gate COMMAND [FLAGS] [OPERANDS]
  rebuild-gate COMMAND --help
  rebuild-gate --version

COMMANDS
${names.join("\n")}

EXIT CODES
  0  passed: identical, equivalent, verified, or the question was answered
  1  different, or the verification failed
  2  wrong usage, or an input that is missing or unusable
  4  the build failed
  5  the network, a service or the disk did not do its part
  6  could not tell

EXAMPLE
  rebuild-gate check dist/*.whl --build "python -m build" --output "dist/*"
`;
}

/** The refusal of a word that names no command, with the command that was meant if one is near. */
export function unknownCommand(word: string): InputError {
  const names = Object.keys(COMMANDS);
  const meant = nearest(word, names);
  return new InputError("usage", {
    expected: `a command: ${names.join(", ")}`,
    found: word.startsWith("-") ? `the flag ${quoted(word)} before a command` : quoted(word),
    next: ABSENT_COMMANDS.includes(word)
      ? `\`${word}\` is not part of this version; run \`rebuild-gate --help\`.`
      : meant === null
        ? "Run `rebuild-gate --help`."
        : `Did you mean \`rebuild-gate ${meant}\`?`,
  });
}
