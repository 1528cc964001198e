import {
  documentation
} from "./chunk-FPZJALNE.js";
import {
  __callDispose,
  __using
} from "./chunk-QLIL6GH6.js";

// src/entry/cli/compare.ts
import { resolve as resolve3 } from "node:path";

// src/entry/cli/common-flags.ts
import { resolve } from "node:path";

// src/core/archive/limits.ts
var MiB = 1024 * 1024;
var GiB = 1024 * MiB;
var DEFAULT_LIMITS = {
  input: 2 * GiB,
  output: 16 * GiB,
  entry: 4 * GiB,
  ratio: 200,
  ratioFloor: 64 * MiB,
  entries: 5e5,
  meta: 64 * 1024,
  depth: 2,
  time: 12e4
};

// src/core/archive/limit-settings.ts
var BYTES = {
  "": 1,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40
};
var COUNT = { "": 1 };
var TIME = { s: 1e3, m: 6e4, h: 36e5 };
var LARGEST = Number.MAX_SAFE_INTEGER;
var SETTINGS = /* @__PURE__ */ new Map([
  ["input", { key: "input", units: BYTES, least: 1, most: LARGEST }],
  ["output", { key: "output", units: BYTES, least: 1, most: LARGEST }],
  ["entry", { key: "entry", units: BYTES, least: 1, most: LARGEST }],
  ["ratio", { key: "ratio", units: COUNT, least: 1, most: LARGEST }],
  ["ratio-floor", { key: "ratioFloor", units: BYTES, least: 1, most: LARGEST }],
  ["entries", { key: "entries", units: COUNT, least: 1, most: LARGEST }],
  ["meta", { key: "meta", units: BYTES, least: 1, most: 64 * 2 ** 20 }],
  ["depth", { key: "depth", units: COUNT, least: 0, most: 64 }],
  ["time", { key: "time", units: TIME, least: 1e3, most: 24 * 36e5 }]
]);
var LIMIT_NAMES = [...SETTINGS.keys()];
function readLimits(settings, problem) {
  const set = /* @__PURE__ */ new Map();
  for (const text of settings) {
    const equals = text.indexOf("=");
    const name = equals === -1 ? text : text.slice(0, equals);
    const setting = SETTINGS.get(name);
    if (setting === void 0 || equals === -1) {
      problem(`NAME=VALUE with a name of ${LIMIT_NAMES.join(", ")}`, text);
    } else if (set.has(setting.key)) {
      problem(`${name} once`, text);
    } else {
      const value = valueOf(text.slice(equals + 1), setting);
      if (value === null) problem(`${name}=${rangeOf(setting)}`, text);
      set.set(setting.key, value ?? DEFAULT_LIMITS[setting.key]);
    }
  }
  return { ...DEFAULT_LIMITS, ...Object.fromEntries(set) };
}
function valueOf(text, { units, least, most }) {
  const [, digits = "", unit = ""] = /^(\d{1,16})([A-Za-z]*)$/.exec(text) ?? [];
  const value = Object.hasOwn(units, unit) ? Number(digits) * (units[unit] ?? NaN) : NaN;
  return digits !== "" && value >= least && value <= most ? value : null;
}
function rangeOf({ units, least, most }) {
  if (units === TIME) return "a whole number of s, m or h, up to 24h";
  const words = units === BYTES ? "bytes, KiB, MiB, GiB or TiB" : "things";
  const upTo = most === LARGEST ? "" : `, up to ${String(most)}`;
  return `a whole number of ${words} from ${String(least)} on${upTo}`;
}
function changedLimits(limits) {
  return [...SETTINGS].flatMap(([name, { key }]) => {
    const value = limits[key];
    if (value === DEFAULT_LIMITS[key]) return [];
    return [`${name}=${key === "time" ? `${String(value / 1e3)}s` : String(value)}`];
  });
}

// src/entry/cli/parse.ts
import { parseArgs } from "node:util";

// src/entry/cli/absent.ts
var ABSENT_FLAGS = {
  policy: "policy files are not read by this version; the exit code alone decides",
  waivers: "waivers are not read by this version; nothing but the listed normalisers is accepted",
  preset: "presets are not part of this version; say the command with --build"
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
var LONGEST_SHOWN = 80;
function quoted(text) {
  return `"${text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}…`}"`;
}
function parseCommandLine(manual2, argv, complain) {
  const flags = new Map(manual2.flags.map((flag) => [flag.name, flag]));
  const values = /* @__PURE__ */ new Map();
  const operands = [];
  for (const token of tokensOf(manual2, argv)) {
    if (token.kind === "positional") operands.push(token.value);
    if (token.kind !== "option") continue;
    const flag = flags.get(token.name);
    if (flag === void 0) {
      complain(unknownFlag(token.rawName, manual2));
      continue;
    }
    const problem = valueProblem(flag, token.rawName, token.value, token.inlineValue === true);
    if (problem !== null) complain(problem);
    const before = values.get(flag.name) ?? [];
    if (before.length === 1 && flag.repeat !== true) complain(`${token.rawName} is given twice`);
    values.set(flag.name, [...before, token.value ?? ""]);
  }
  const count = operandProblem(manual2, operands);
  if (count !== null && !values.has("help")) complain(count);
  return {
    operands,
    has: (name) => values.has(name),
    one: (name) => values.get(name)?.at(-1),
    many: (name) => values.get(name) ?? []
  };
}
function tokensOf(manual2, argv) {
  return parseArgs({
    args: [...argv],
    // Strict parsing stops at the first problem; all of them are wanted, so the tokens are judged here.
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      manual2.flags.map(({ name, short, value }) => [
        name,
        {
          type: value === null ? "boolean" : "string",
          ...short === void 0 ? {} : { short }
        }
      ])
    )
  }).tokens;
}
function unknownFlag(rawName, manual2) {
  const name = rawName.replace(/^-+/, "");
  const absent = Object.hasOwn(ABSENT_FLAGS, name) ? ABSENT_FLAGS[name] : void 0;
  if (absent !== void 0) return `unknown flag ${quoted(rawName)}: ${absent}`;
  const meant = nearest(
    name,
    manual2.flags.map((flag) => flag.name)
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

// src/entry/cli/common-flags.ts
var REPORT_FORMATS = ["text", "json", "markdown", "html"];
var COMMON_FLAGS = [
  {
    name: "quiet",
    value: null,
    meaning: "No progress and no notices on stderr; errors and the result are still printed."
  },
  {
    name: "verbose",
    value: null,
    meaning: "Progress and build output on stderr even when it is no terminal, and stack traces of errors."
  },
  {
    name: "color",
    value: "WHEN",
    choices: ["auto", "always", "never"],
    fallback: "auto (a terminal, and NO_COLOR is not set)",
    meaning: "Colours in text."
  },
  { name: "help", short: "h", value: null, meaning: "Print this manual and exit." }
];
var LIMIT_FLAG = {
  name: "limit",
  value: "NAME=VALUE",
  repeat: true,
  fallback: "the caps of docs/archives.md#limits",
  meaning: `Another cap, higher or lower, on what is read of an archive: ${LIMIT_NAMES.join(", ")}. Such as entries=1000000, output=20GiB or time=10m.`
};
function limitsOf(given, complain) {
  return readLimits(given.many("limit"), (expected, found2) => {
    complain(`--limit takes ${expected}; found ${quoted(found2)}`);
  });
}
var REPORT_FLAGS = [
  {
    name: "format",
    value: "FORMAT",
    choices: REPORT_FORMATS,
    fallback: "text",
    meaning: "What is printed on stdout. JSON is exactly one document."
  },
  {
    name: "report",
    value: "DIR",
    meaning: "Write report.json, report.md, report.html and report.txt to DIR, all or none. Without it nothing is written."
  },
  ...COMMON_FLAGS
];
var PRINT_FLAGS = [
  {
    name: "format",
    value: "FORMAT",
    choices: ["text", "json"],
    fallback: "text",
    meaning: "What is printed on stdout. JSON is exactly one document."
  },
  ...COMMON_FLAGS
];
var EXITS = {
  usage: {
    code: 2,
    when: "wrong usage, or an input that is missing or unusable; nothing was decided"
  },
  buildFailed: { code: 4, when: "the build failed, or left nothing to compare" },
  infrastructure: { code: 5, when: "the network, a service or the disk did not do its part" },
  inconclusive: {
    code: 6,
    when: "could not tell: a strict reader refused where bytes differ, a limit, a missing tool"
  },
  interrupted: {
    code: 130,
    when: "interrupted (SIGINT; 143 for SIGTERM, 129 for SIGHUP); nothing was decided"
  }
};
function mannerOf(given, shell) {
  const format = given.one("format");
  const folder = given.one("report");
  const when = given.one("color") ?? "auto";
  const noColour = (shell.environment["NO_COLOR"] ?? "") !== "";
  const colour = (isTerminal) => when === "always" || when !== "never" && isTerminal && !noColour;
  return {
    format: REPORT_FORMATS.find((known) => known === format) ?? "text",
    reportFolder: folder === void 0 ? null : resolve(shell.directory, folder),
    quiet: given.has("quiet"),
    verbose: given.has("verbose"),
    stdoutColour: colour(shell.stdout.isTerminal),
    stderrColour: colour(shell.stderr.isTerminal)
  };
}

// src/core/errors.ts
var LONGEST_VALUE = 400;
function clip(text) {
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE)}… (${String(text.length - LONGEST_VALUE)} more)`;
}
var GateError = class extends Error {
  code;
  expected;
  found;
  next;
  constructor(code, complaint) {
    const found2 = clip(complaint.found);
    super(
      `expected ${complaint.expected}, found ${found2}. ${complaint.next}`,
      complaint.cause === void 0 ? void 0 : { cause: complaint.cause }
    );
    this.code = code;
    this.expected = complaint.expected;
    this.found = found2;
    this.next = complaint.next;
  }
};
var InputError = class extends GateError {
  name = "InputError";
};
var SourceError = class extends GateError {
  name = "SourceError";
};
var BuildError = class extends GateError {
  name = "BuildError";
};
var ArchiveError = class extends GateError {
  name = "ArchiveError";
};
var StatementError = class extends GateError {
  name = "StatementError";
};
var TrustError = class extends GateError {
  name = "TrustError";
};
var RemoteError = class extends GateError {
  name = "RemoteError";
};
var InterruptedError = class extends GateError {
  name = "InterruptedError";
};

// src/entry/cli/manual-text.ts
var WIDTH = 88;
function manualText(manual2) {
  const { operands } = manual2;
  return `${[
    section("NAME", [`rebuild-gate ${manual2.name} - ${manual2.summary}`]),
    section("SYNOPSIS", manual2.synopsis, false),
    section(
      "DESCRIPTION",
      manual2.description.flatMap((text, at) => at === 0 ? [text] : ["", text])
    ),
    operands.most === 0 ? "" : section("OPERANDS", [`${operands.name}: ${operands.meaning}`]),
    `FLAGS
${manual2.flags.map(flagText).join("\n")}
`,
    `EXIT CODES
${manual2.exits.map(({ code, when }) => entry(String(code), when, 8)).join("\n")}
`,
    `EXAMPLES
${manual2.examples.map(({ purpose, command }) => `  ${purpose}
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
function makeCommand({ manual: manual2, read, run: run2 }) {
  return {
    manual: manual2,
    async execute(argv, shell) {
      const problems2 = [];
      const complain = (problem) => {
        problems2.push(problem);
      };
      const given = parseCommandLine(manual2, argv, complain);
      if (given.has("help")) {
        await shell.stdout.write(manualText(manual2));
        return 0;
      }
      const request = read(given, complain);
      if (problems2.length > 0) throw usage(manual2.name, problems2);
      return run2(request, given, shell);
    }
  };
}
function usage(name, problems2) {
  const [first = ""] = problems2;
  return new InputError("usage", {
    expected: `a command line that \`rebuild-gate ${name} --help\` describes`,
    found: problems2.length === 1 ? first : `${String(problems2.length)} problems`,
    next: `Run \`rebuild-gate ${name} --help\` for every flag and an example.`,
    ...problems2.length === 1 ? {} : { cause: new AggregateError(problems2.map((problem) => new Error(problem))) }
  });
}

// src/entry/cli/source-flags.ts
import { resolve as resolve2 } from "node:path";
var SOURCE_FLAGS = [
  {
    name: "submodules",
    value: null,
    meaning: "Bring in submodules, each at the commit of its gitlink and proven like the commit itself. Without it their folders are empty."
  },
  {
    name: "lfs",
    value: null,
    meaning: "Bring in the files that Git LFS pointers stand for, each proven by the digest in its pointer. Without it the build sees the pointers."
  },
  {
    name: "reachable-from",
    value: "REF",
    repeat: true,
    fallback: "any commit of the repository",
    meaning: "Refuse a commit that is not in the history of this branch or tag (or one of these); * stands for anything, as in release/*."
  }
];
function sourceTerms(given) {
  return {
    submodules: given.has("submodules"),
    lfs: given.has("lfs"),
    reachableFrom: given.many("reachable-from")
  };
}
function repositoryOf(source, shell) {
  return /^[a-z][a-z0-9+.-]*:/i.test(source) ? source : resolve2(shell.directory, source);
}

// src/entry/run.ts
import { constants } from "node:os";

// src/adapters/engine-flags.ts
import { setFlagsFromString } from "node:v8";
var MEASURED = /^13\./;
function setEngineFlags(...flags) {
  if (!MEASURED.test(process.versions.v8)) return;
  for (const flag of flags) setFlagsFromString(flag);
}

// src/adapters/scratch.ts
import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, readdirSync as readdirSync2, rmSync } from "node:fs";
import { mkdir, mkdtemp, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

// src/adapters/process-group.ts
import { spawn } from "node:child_process";
var live = /* @__PURE__ */ new Set();
function spawnGroup(command, args, options) {
  const child = spawn(command, args, { ...options, detached: true });
  const id = child.pid;
  if (id !== void 0) live.add(id);
  const signal = (name) => {
    if (id !== void 0 && live.has(id)) signalGroup(id, name);
  };
  return {
    child,
    signal,
    release() {
      signal("SIGKILL");
      if (id !== void 0) live.delete(id);
    }
  };
}
function killLiveGroups() {
  for (const id of live) signalGroup(id, "SIGKILL");
  live.clear();
}
function signalGroup(id, name) {
  try {
    process.kill(-id, name);
  } catch {
  }
}

// src/adapters/run-name.ts
import { readlinkSync } from "node:fs";
var PREFIX = "rebuild-gate";
function runName() {
  return `${PREFIX}-${String(process.pid)}-${processSpace()}`;
}
function isOfDeadRun(name) {
  const [, id] = new RegExp(`^${PREFIX}-(\\d+)-${processSpace()}-`).exec(name) ?? [];
  return id !== void 0 && !isRunning(Number(id));
}
function processSpace() {
  try {
    return readlinkSync("/proc/self/ns/pid").replace(/\D/g, "");
  } catch {
    return "0";
  }
}
function isRunning(id) {
  try {
    process.kill(id, 0);
    return true;
  } catch (cause) {
    const { code } = cause;
    return code !== "ESRCH";
  }
}

// src/adapters/survivors.ts
import { readdirSync, readFileSync, readlinkSync as readlinkSync2 } from "node:fs";
var MOST_ROUNDS = 10;
function killSurvivors(folder) {
  let killed = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const found2 = processesOf(folder);
    for (const id of found2) killOne(id);
    killed += found2.length;
    if (found2.length === 0) break;
  }
  return killed;
}
function processesOf(folder) {
  return readProcesses().filter(
    (id) => id !== process.pid && (worksIn(id, folder) || carries(id, folder))
  );
}
function readProcesses() {
  try {
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map(Number);
  } catch {
    return [];
  }
}
function worksIn(id, folder) {
  try {
    const place = readlinkSync2(`/proc/${String(id)}/cwd`);
    return place === folder || place.startsWith(`${folder}/`);
  } catch {
    return false;
  }
}
function carries(id, folder) {
  try {
    const variables = readFileSync(`/proc/${String(id)}/environ`).toString("latin1");
    return `${variables}\0`.replaceAll("\0", "/").includes(`${folder}/`);
  } catch {
    return false;
  }
}
function killOne(id) {
  try {
    process.kill(id, "SIGKILL");
  } catch {
  }
}

// src/adapters/scratch.ts
var live2 = /* @__PURE__ */ new Set();
var watching = false;
async function openScratch(parent = tmpdir()) {
  let root;
  try {
    const place = await realpath(parent);
    sweepStale(place);
    root = await mkdtemp(path.join(place, `${runName()}-`));
  } catch (cause) {
    throw diskFailed("a temporary folder", cause);
  }
  live2.add(root);
  if (!watching) {
    watching = true;
    process.on("exit", removeLive);
  }
  return new RunScratch(root);
}
var RunScratch = class {
  #root;
  #count = 0;
  constructor(root) {
    this.#root = root;
  }
  async directory(label) {
    this.#count += 1;
    const folder = path.join(this.#root, `${label}-${String(this.#count)}`);
    try {
      await mkdir(folder, { mode: 448 });
    } catch (cause) {
      throw diskFailed(`the temporary folder ${folder}`, cause);
    }
    return folder;
  }
  [Symbol.asyncDispose]() {
    removeTree(this.#root);
    live2.delete(this.#root);
    return existsSync(this.#root) ? Promise.reject(diskFailed(`the temporary folder ${this.#root} to go`, "it is still there")) : Promise.resolve();
  }
};
function removeLive() {
  killLiveGroups();
  for (const root of live2) removeTree(root);
  live2.clear();
}
function sweepStale(place) {
  for (const name of readdirSync2(place)) {
    const folder = path.join(place, name);
    if (!isOfDeadRun(name) || !isOwnFolder(folder)) continue;
    killSurvivors(folder);
    removeTree(folder);
  }
}
function isOwnFolder(folder) {
  try {
    const facts = lstatSync(folder);
    return facts.isDirectory() && facts.uid === process.getuid?.();
  } catch {
    return false;
  }
}
function removeTree(folder) {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    spawnSync("/bin/chmod", ["-R", "u+rwx", folder], { stdio: "ignore" });
    spawnSync("/bin/rm", ["-rf", folder], { stdio: "ignore" });
  }
}
function diskFailed(expected, cause) {
  return new RemoteError("disk-failed", {
    expected,
    found: cause instanceof Error ? cause.message : String(cause),
    next: "Check free space and permissions of the temporary folder (TMPDIR).",
    cause
  });
}

// src/adapters/interruption.ts
function interrupted(work, cause) {
  return new InterruptedError("interrupted", {
    expected: `${work} to come to its end`,
    found: "a request to stop",
    next: "Run the command again; nothing was decided.",
    cause
  });
}
var SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];
function listenForInterruption() {
  const controller = new AbortController();
  let first = null;
  const listen = (name) => {
    if (first === null) {
      first = name;
      controller.abort(interrupted("the run"));
      return;
    }
    stop();
    removeLive();
    process.kill(process.pid, name);
  };
  const stop = () => {
    for (const name of SIGNALS) process.off(name, listen);
  };
  for (const name of SIGNALS) process.on(name, listen);
  return { signal: controller.signal, received: () => first, [Symbol.dispose]: stop };
}

// src/core/exit-code.ts
var WORST_FIRST = [2, 1, 4, 5, 6, 3, 0];
function exitCodeFor(outcomes) {
  const codes = outcomes.map(codeOf);
  return WORST_FIRST.find((code) => codes.includes(code)) ?? 6;
}
var WORST_VERDICT_FIRST = [
  "different",
  "inconclusive",
  "equivalent",
  "identical"
];
var WEAKEST_LEVEL_FIRST = [null, "L4", "L2", "L1", "L0"];
function overallVerdict(verdicts) {
  const rank = ({ kind, level }) => WORST_VERDICT_FIRST.indexOf(kind) * WEAKEST_LEVEL_FIRST.length + WEAKEST_LEVEL_FIRST.indexOf(level);
  return verdicts.reduce((worst, verdict) => rank(verdict) < rank(worst) ? verdict : worst);
}
function codeOf(outcome) {
  switch (outcome.kind) {
    case "verdict":
      return { identical: 0, equivalent: 0, different: 1, inconclusive: 6 }[outcome.verdict];
    case "build-failed":
      return 4;
    case "policy":
      return outcome.passed ? 0 : 3;
    case "verification":
      return outcome.passed ? 0 : 1;
    case "error":
      return codeOfError(outcome.error);
  }
}
function codeOfError(error) {
  if (error instanceof InputError || error instanceof StatementError) return 2;
  if (error instanceof SourceError) {
    return error.code === "git-missing" || error.code === "git-failed" ? 5 : 2;
  }
  if (error instanceof BuildError) return 4;
  if (error instanceof ArchiveError || error instanceof InterruptedError) return 6;
  return 5;
}

// src/core/safe/visible.ts
var UNSEEN = new RegExp("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}\\p{Noncharacter_Code_Point}\\u2800]|(?! )\\p{Zs}", "gu");
var STRAY_MARK = new RegExp("^\\p{M}|(?<=\\p{M}{4})\\p{M}", "gu");
var LONGEST_SHOWN2 = 2e3;
function escaped(character) {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
function visible(text, limit = LONGEST_SHOWN2) {
  const whole = text.length <= limit;
  const shown = (whole ? text : text.slice(0, cutBefore(text, limit))).replace(UNSEEN, escaped).replace(STRAY_MARK, escaped);
  return whole ? shown : `${shown}… (${String(text.length - cutBefore(text, limit))} more)`;
}
function cutBefore(text, limit) {
  return limit > 0 && (text.codePointAt(limit - 1) ?? 0) > 65535 ? limit - 1 : limit;
}

// src/core/safe/html.ts
function reference(character) {
  return `&#${String(character.codePointAt(0))};`;
}
function safeHtml(text, limit) {
  return visible(text, limit).replace(/[&<>"'`[]|(?<=^ *):/g, reference);
}

// src/core/safe/json.ts
function spelled(text) {
  let units = "";
  for (let at = 0; at < text.length; at++) {
    units += `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`;
  }
  return units;
}
function safeJson(value, indentation = 2) {
  return JSON.stringify(value, null, indentation).replace(UNSEEN, (character) => character === "\n" ? character : spelled(character)).replace(/(?<=##)\[|<(?=[!/])/g, spelled);
}

// src/core/safe/line.ts
function safeLine(text, limit) {
  return visible(text, limit).replace(/(?<=^ *):/, escaped).replace(/(?<=^|#)#(?=\[|$)/g, escaped);
}
var COLOUR = /\u001b\[[0-9;:]*m/g;
function safeLines(log, limit) {
  const lines = log.split(/\r\n|[\r\n]/);
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line) => safeLine(line.replace(COLOUR, "").replaceAll("	", "  "), limit));
}

// src/core/safe/markdown.ts
function entity(character) {
  return `&#${String(character.codePointAt(0))};`;
}
function apart(character) {
  return `<span>${entity(character)}</span>`;
}
function safeMarkdown(text, limit) {
  return visible(text, limit).replace(
    /[&<>"'`|*_~[\]\\!^{}]|[@#$]|:(?! )|(?<=www)\.|^[-+](?= |$)|^[-=](?=[-= ]*$)|(?<=^\d+)[.)](?= |$)|^ | $/gi,
    (character) => /[@#$:.]/.test(character) ? apart(character) : entity(character)
  );
}
function safeMarkdownCode(text, limit) {
  const shown = safeLine(text, limit).replace(/[`|]/g, escaped);
  return shown === "" ? "` `" : `\` ${shown} \``;
}

// src/entry/cli/commands.ts
var COMMANDS = {
  check: {
    summary: "rebuild from the commit and compare with the files about to be published",
    load: async () => (await import("./check-7VLEZVCA.js")).check
  },
  compare: {
    summary: "compare an upload with a file that was rebuilt elsewhere",
    load: async () => (await import("./compare-GTEYS6ED.js")).compare
  },
  inspect: {
    summary: "show what the strict reader sees in an archive, or why it refuses",
    load: async () => (await import("./inspect-SVZ2D2LC.js")).inspect
  },
  repack: {
    summary: "write the same content as a reproducible archive",
    load: async () => (await import("./repack-T6Y3QE52.js")).repack
  },
  attest: {
    summary: "sign what a report says of the uploads",
    load: async () => (await import("./attest-56MS2V7C.js")).attest
  },
  verify: {
    summary: "verify an upload against its signed statements",
    load: async () => (await import("./verify-E72DQDH4.js")).verify
  },
  explain: {
    summary: "explain the findings of a report in depth",
    load: async () => (await import("./explain-4LKGHRMP.js")).explain
  },
  demo: {
    summary: "gate this package itself, then a tampered twin of it",
    load: async () => (await import("./demo-MIZZU5OA.js")).demo
  }
};
function isCommandName(word) {
  return Object.hasOwn(COMMANDS, word);
}

// src/entry/cli/main.ts
async function main(argv, shell) {
  const [first, ...rest] = argv;
  if (first === "--help" || first === "-h" || first === "help") {
    const [name] = rest;
    const { overview } = await import("./overview-LMNWCREJ.js");
    if (name === void 0) await shell.stdout.write(overview());
    else return (await load(name)).execute(["--help"], shell);
    return 0;
  }
  if (first === void 0) {
    const { overview } = await import("./overview-LMNWCREJ.js");
    await shell.stderr.write(overview());
    return 2;
  }
  return (await load(first)).execute(rest, shell);
}
async function load(name) {
  if (isCommandName(name)) return COMMANDS[name].load();
  const { unknownCommand } = await import("./overview-LMNWCREJ.js");
  throw unknownCommand(name);
}

// src/entry/report-error.ts
async function reportError(error, argv, shell) {
  const verbose = argv.includes("--verbose");
  const exitCode = exitCodeFor([{ kind: "error", error }]);
  await shell.stderr.write(errorText(error, verbose));
  if (wantsJson(argv)) await shell.stdout.write(`${safeJson(errorJson(error, exitCode))}
`);
  return exitCode;
}
function errorText(error, verbose) {
  const known = gateError(error);
  const lines = known !== null ? [
    `rebuild-gate: ${known.code}`,
    field("expected", known.expected),
    ...found(known.found),
    ...problems(known.cause),
    field("next", known.next),
    ...causes(known.cause),
    field("docs", docsOf(error))
  ] : [
    "rebuild-gate: internal",
    field("expected", "no fault in this program or in the machine under it"),
    field("found", messageOf(error)),
    field("next", "Run again with --verbose, and report it with what that prints."),
    ...causes(error instanceof Error ? error.cause : void 0),
    field("docs", docsOf(error))
  ];
  return `${[...lines, ...verbose ? stack(error) : []].join("\n")}
`;
}
function errorJson(error, exitCode) {
  const known = gateError(error);
  const code = known?.code ?? "internal";
  return {
    error: {
      code,
      expected: known?.expected ?? null,
      found: known?.found ?? messageOf(error),
      next: known?.next ?? null,
      problems: known?.cause instanceof AggregateError ? parts(known.cause).map(messageOf) : [],
      docs: docsOf(error),
      exitCode
    }
  };
}
function gateError(error) {
  return error instanceof GateError ? error : null;
}
function docsOf(error) {
  const code = gateError(error)?.code ?? "internal";
  return documentation(error instanceof ArchiveError ? "archives" : "errors", code);
}
function wantsJson(argv) {
  const words = argv.includes("--") ? argv.slice(0, argv.indexOf("--")) : argv;
  return words.some(
    (word, at) => word === "--format=json" || word === "json" && words[at - 1] === "--format"
  );
}
function field(name, text) {
  return `  ${name.padEnd(10)}${safeLine(text)}`;
}
function found(text) {
  return text.split("\n").map((line, at) => field(at === 0 ? "found" : "", line));
}
function problems(cause) {
  if (!(cause instanceof AggregateError)) return [];
  return parts(cause).map((problem) => field("", `- ${messageOf(problem)}`));
}
function parts(cause) {
  return cause.errors;
}
var DEEPEST_CAUSE = 8;
function causes(cause) {
  const lines = [];
  let current = cause;
  while (current !== void 0 && !(current instanceof AggregateError) && lines.length < DEEPEST_CAUSE) {
    lines.push(field("cause", messageOf(current).split("\n")[0] ?? ""));
    current = current instanceof Error ? current.cause : void 0;
  }
  return lines;
}
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
function stack(error) {
  const text = error instanceof Error ? error.stack ?? "" : "";
  return text.split("\n").map((line) => `  ${safeLine(line.trim())}`);
}

// src/entry/run.ts
setEngineFlags("--invocation-count-for-maglev=1000", "--invocation-count-for-turbofan=20000");
async function run(main2) {
  var _stack = [];
  try {
    const argv = process.argv.slice(2);
    const interruption = __using(_stack, listenForInterruption());
    const shell = {
      stdout: output(process.stdout),
      stderr: output(process.stderr),
      environment: process.env,
      directory: process.cwd(),
      signal: interruption.signal
    };
    try {
      process.exitCode = await main2(argv, shell);
    } catch (error) {
      process.exitCode = await reportError(error, argv, shell);
    }
    const signal = interruption.received();
    if (signal !== null) process.exitCode = 128 + constants.signals[signal];
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    __callDispose(_stack, _error, _hasError);
  }
}
function output(stream) {
  let broken = null;
  stream.on("error", (error) => {
    broken ??= error;
  });
  return {
    isTerminal: stream.isTTY,
    write: (text) => new Promise((resolve4, reject) => {
      const settle = () => {
        if (broken === null || broken.code === "EPIPE") resolve4();
        else reject(unwritten(broken));
      };
      if (broken !== null) settle();
      else {
        stream.write(text, (error) => {
          broken ??= error ?? null;
          settle();
        });
      }
    })
  };
}
function unwritten(cause) {
  return new RemoteError("disk-failed", {
    expected: "an output that takes what is written",
    found: cause.message,
    next: "Check the file or device that the output goes to; the result was not delivered.",
    cause
  });
}

// src/entry/cli/compare.ts
var manual = {
  name: "compare",
  summary: "compare an upload with a file that was rebuilt elsewhere",
  synopsis: [
    "rebuild-gate compare UPLOAD REBUILT [--source DIR|URL --commit REV] [--limit NAME=VALUE]..."
  ],
  description: [
    "Compares two files: bytes first, and only where they differ by the strict readers. Every difference is a finding; accepted are only those that no consumer can observe. Nothing is built and nothing is run.",
    "With --source and --commit, files are attributed to the commit as well, and a finding names the ignore rule that covers its file."
  ],
  operands: {
    name: "UPLOAD REBUILT",
    least: 2,
    most: 2,
    meaning: "the file that is (to be) published, and the file that somebody rebuilt"
  },
  flags: [
    {
      name: "source",
      value: "DIR|URL",
      meaning: "Repository of the commit: a folder in it, or an https: or file: URL."
    },
    {
      name: "commit",
      value: "REV",
      fallback: "HEAD, with --source",
      meaning: "Commit that both files claim to come from. Needs --source."
    },
    ...SOURCE_FLAGS,
    LIMIT_FLAG,
    ...REPORT_FLAGS
  ],
  exits: [
    { code: 0, when: "the files are identical or equivalent" },
    { code: 1, when: "the files are different" },
    EXITS.usage,
    EXITS.infrastructure,
    EXITS.inconclusive,
    EXITS.interrupted
  ],
  examples: [
    {
      purpose: "Two builds of one package:",
      command: "rebuild-gate compare downloads/pkg-1.0.tgz rebuilt/pkg-1.0.tgz"
    },
    {
      purpose: "The same, with every file attributed to the tag:",
      command: "rebuild-gate compare pkg-1.0.tar.gz out/pkg-1.0.tar.gz --source . --commit v1.0"
    }
  ]
};
var compare = makeCommand({
  manual,
  read(given, complain) {
    const [upload = "", rebuilt = ""] = given.operands;
    const repository = given.one("source");
    for (const flag of ["commit", ...SOURCE_FLAGS.map(({ name }) => name)]) {
      if (repository === void 0 && given.has(flag)) complain(`--${flag} needs --source`);
    }
    return {
      upload,
      rebuilt,
      source: repository === void 0 ? null : { repository, revision: given.one("commit") ?? "HEAD", ...sourceTerms(given) },
      limits: limitsOf(given, complain)
    };
  },
  async run(request, given, shell) {
    const { runCompare } = await import("./run-compare-YKVH3RFK.js");
    return runCompare(
      {
        ...request,
        upload: resolve3(shell.directory, request.upload),
        rebuilt: resolve3(shell.directory, request.rebuilt)
      },
      given,
      shell
    );
  }
});

export {
  setEngineFlags,
  GateError,
  InputError,
  SourceError,
  BuildError,
  ArchiveError,
  StatementError,
  TrustError,
  RemoteError,
  InterruptedError,
  spawnGroup,
  runName,
  isOfDeadRun,
  killSurvivors,
  openScratch,
  interrupted,
  exitCodeFor,
  overallVerdict,
  safeHtml,
  safeJson,
  safeLine,
  safeLines,
  safeMarkdown,
  safeMarkdownCode,
  DEFAULT_LIMITS,
  readLimits,
  changedLimits,
  ABSENT_COMMANDS,
  nearest,
  quoted,
  COMMON_FLAGS,
  LIMIT_FLAG,
  limitsOf,
  REPORT_FLAGS,
  PRINT_FLAGS,
  EXITS,
  mannerOf,
  makeCommand,
  SOURCE_FLAGS,
  sourceTerms,
  repositoryOf,
  compare,
  COMMANDS,
  main,
  errorText,
  run
};
