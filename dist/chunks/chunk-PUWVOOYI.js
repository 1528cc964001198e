import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/entry/cli/absent.ts
var ABSENT_FLAGS = {
  policy: "policy files are not read by this version; the exit code alone decides",
  waivers: "waivers are not read by this version; nothing but the listed normalisers is accepted",
  preset: "presets are not part of this version; say the command with --build",
  sandbox: "the isolation cannot be chosen in this version; the report says what was reached",
  network: "the network mode cannot be chosen in this version; the report says what was reached"
};
var ABSENT_FORMATS = ["sarif"];
var ABSENT_COMMANDS = [
  "policy",
  "lint",
  "timeline",
  "bisect",
  "reproduce",
  "init",
  "doctor",
  "audit"
];

// src/entry/cli/nearest.ts
function nearest(word, candidates) {
  let best = null;
  let least = Infinity;
  for (const candidate of candidates) {
    const away = distance(word, candidate);
    if (away < least) {
      least = away;
      best = candidate;
    }
  }
  return best !== null && least <= Math.max(1, Math.floor(best.length / 3)) ? best : null;
}
function distance(a, b) {
  let before = [];
  let above = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : Infinity;
      row.push(
        Math.min(
          (above[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + 1,
          (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
          swapped
        )
      );
    }
    before = above;
    above = row;
  }
  return above[b.length] ?? 0;
}

// src/entry/cli/parse.ts
import { parseArgs } from "node:util";
var LONGEST_SHOWN = 80;
function quoted(text) {
  return `"${text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}…`}"`;
}
function parseCommandLine(manual, argv, complain) {
  const flags = new Map(manual.flags.map((flag) => [flag.name, flag]));
  const values = /* @__PURE__ */ new Map();
  const operands = [];
  for (const token of tokensOf(manual, argv)) {
    if (token.kind === "positional") operands.push(token.value);
    if (token.kind !== "option") continue;
    const flag = flags.get(token.name);
    if (flag === void 0) {
      complain(unknownFlag(token.rawName, manual));
      continue;
    }
    const problem = valueProblem(flag, token.rawName, token.value, token.inlineValue === true);
    if (problem !== null) complain(problem);
    const before = values.get(flag.name) ?? [];
    if (before.length === 1 && flag.repeat !== true) complain(`${token.rawName} is given twice`);
    values.set(flag.name, [...before, token.value ?? ""]);
  }
  const count = operandProblem(manual, operands);
  if (count !== null && !values.has("help")) complain(count);
  return {
    operands,
    has: (name) => values.has(name),
    one: (name) => values.get(name)?.at(-1),
    many: (name) => values.get(name) ?? []
  };
}
function tokensOf(manual, argv) {
  return parseArgs({
    args: [...argv],
    // Strict parsing stops at the first problem; all of them are wanted, so the tokens are judged here.
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      manual.flags.map(({ name, short, value }) => [
        name,
        {
          type: value === null ? "boolean" : "string",
          ...short === void 0 ? {} : { short }
        }
      ])
    )
  }).tokens;
}
function unknownFlag(rawName, manual) {
  const name = rawName.replace(/^-+/, "");
  const absent = Object.hasOwn(ABSENT_FLAGS, name) ? ABSENT_FLAGS[name] : void 0;
  if (absent !== void 0) return `unknown flag ${quoted(rawName)}: ${absent}`;
  const meant = nearest(
    name,
    manual.flags.map((flag) => flag.name)
  );
  return `unknown flag ${quoted(rawName)}${meant === null ? "" : `; did you mean --${meant}?`}`;
}
function valueProblem(flag, rawName, value, inline) {
  if (flag.value === null) return value === void 0 ? null : `${rawName} takes no value`;
  if (value === void 0) return `${rawName} needs a value: ${rawName} ${flag.value}`;
  if (!inline && /^-./.test(value)) {
    return `${rawName} needs a value, found ${quoted(value)}; write ${rawName}=${value.slice(0, 20)} if that is it`;
  }
  if (value === "") return `${rawName} needs a value that is not empty`;
  if (flag.choices?.includes(value) !== false) return null;
  const later = flag.name === "format" && ABSENT_FORMATS.includes(value);
  return `${rawName} takes ${flag.choices.join(", ")}, found ${quoted(value)}${later ? " (not part of this version)" : ""}`;
}
function operandProblem({ operands: { name, least, most } }, given) {
  if (given.length < least) {
    return `expected ${least === most ? "" : "at least "}${String(least)} operand${least === 1 ? "" : "s"} (${name}), found ${given.length === 0 ? "none" : String(given.length)}`;
  }
  if (given.length <= most) return null;
  const extra = given.slice(most).map(quoted).join(", ");
  return most === 0 ? `expected no operand, found ${extra}` : `one operand too many: ${extra}`;
}

export {
  ABSENT_COMMANDS,
  nearest,
  quoted,
  parseCommandLine
};
