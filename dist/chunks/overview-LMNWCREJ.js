import {
  VERSION
} from "./chunk-XHVXZRAQ.js";
import {
  ABSENT_COMMANDS,
  COMMANDS,
  InputError,
  nearest,
  quoted
} from "./chunk-COCQMI2L.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";

// src/entry/cli/overview.ts
function overview() {
  const names = Object.entries(COMMANDS).map(
    ([name, { summary }]) => `  ${name.padEnd(9)}${summary}`
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
function unknownCommand(word) {
  const names = Object.keys(COMMANDS);
  const meant = nearest(word, names);
  return new InputError("usage", {
    expected: `a command: ${names.join(", ")}`,
    found: word.startsWith("-") ? `the flag ${quoted(word)} before a command` : quoted(word),
    next: ABSENT_COMMANDS.includes(word) ? `\`${word}\` is not part of this version; run \`rebuild-gate --help\`.` : meant === null ? "Run `rebuild-gate --help`." : `Did you mean \`rebuild-gate ${meant}\`?`
  });
}
export {
  overview,
  unknownCommand
};
