import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  parseCommandLine
} from "./chunk-PUWVOOYI.js";
import {
  InputError
} from "./chunk-LQXGX5TO.js";

// src/entry/cli/manual-text.ts
var WIDTH = 88;
function manualText(manual) {
  const { operands } = manual;
  return `${[
    section("NAME", [`rebuild-gate ${manual.name} - ${manual.summary}`]),
    section("SYNOPSIS", manual.synopsis, false),
    section(
      "DESCRIPTION",
      manual.description.flatMap((text, at) => at === 0 ? [text] : ["", text])
    ),
    operands.most === 0 ? "" : section("OPERANDS", [`${operands.name}: ${operands.meaning}`]),
    `FLAGS
${manual.flags.map(flagText).join("\n")}
`,
    `EXIT CODES
${manual.exits.map(({ code, when }) => entry(String(code), when, 8)).join("\n")}
`,
    `EXAMPLES
${manual.examples.map(({ purpose, command }) => `  ${purpose}
    ${command}`).join("\n\n")}`
  ].filter((text) => text !== "").join("\n")}
`;
}
function flagSpelling({ name, short, value }) {
  return `${short === void 0 ? "" : `-${short}, `}--${name}${value === null ? "" : ` ${value}`}`;
}
function flagMeaning({ meaning, repeat, fallback, choices }) {
  return [
    meaning,
    ...choices === void 0 ? [] : [`One of ${choices.join(", ")}.`],
    ...repeat === true ? ["May be repeated."] : [],
    ...fallback === void 0 ? [] : [`Default: ${fallback}.`]
  ].join(" ");
}
function flagText(flag) {
  return [
    `  ${flagSpelling(flag)}`,
    ...wrap(flagMeaning(flag), WIDTH - 8).map((line) => `        ${line}`)
  ].join("\n");
}
function section(title, texts, wrapping = true) {
  const lines = texts.flatMap((text) => wrapping ? wrap(text, WIDTH - 2) : [text]);
  return `${title}
${lines.map((line) => line === "" ? "" : `  ${line}`).join("\n")}
`;
}
function entry(label, text, column) {
  return wrap(text, WIDTH - column).map(
    (line, at) => at === 0 ? `  ${label.padEnd(column - 2)}${line}` : `${" ".repeat(column)}${line}`
  ).join("\n");
}
function wrap(text, width) {
  const lines = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

// src/entry/cli/make-command.ts
function makeCommand({ manual, read, run }) {
  return {
    manual,
    async execute(argv, shell) {
      const problems = [];
      const complain = (problem) => {
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
    }
  };
}
function usage(name, problems) {
  const [first = ""] = problems;
  return new InputError("usage", {
    expected: `a command line that \`rebuild-gate ${name} --help\` describes`,
    found: problems.length === 1 ? first : `${String(problems.length)} problems`,
    next: `Run \`rebuild-gate ${name} --help\` for every flag and an example.`,
    ...problems.length === 1 ? {} : { cause: new AggregateError(problems.map((problem) => new Error(problem))) }
  });
}

export {
  makeCommand
};
