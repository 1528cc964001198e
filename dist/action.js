import {
  runEnvironment
} from "./chunks/chunk-DXDFTCBD.js";
import {
  check
} from "./chunks/chunk-KHZTWM2J.js";
import {
  NETWORK_MODES,
  SANDBOX_REQUESTS
} from "./chunks/chunk-IVE75K52.js";
import {
  PRESET_NAMES
} from "./chunks/chunk-O7FZZVYQ.js";
import {
  require_picomatch
} from "./chunks/chunk-AF6BMSKM.js";
import "./chunks/chunk-FQY5ZDSF.js";
import {
  ACCEPTED_FOR_REBUILD,
  ACCEPTED_WITHOUT_BUILD,
  FINDING_CODES,
  assertUntracked,
  cause,
  fix,
  gatePorts,
  headline,
  renderMarkdown,
  renderText,
  reportFiles,
  reportStore,
  statement
} from "./chunks/chunk-ME4NGRWJ.js";
import {
  VERSION
} from "./chunks/chunk-XHVXZRAQ.js";
import {
  counted,
  innerPath,
  pathText,
  scrubEnvironment,
  sha256Hex,
  systemClock
} from "./chunks/chunk-XX7SVKQN.js";
import {
  BuildError,
  InputError,
  errorText,
  exitCodeFor,
  openScratch,
  readLimits,
  safeJson,
  safeLine,
  safeLines,
  safeMarkdown
} from "./chunks/chunk-COCQMI2L.js";
import "./chunks/chunk-FPZJALNE.js";
import {
  __callDispose,
  __toESM,
  __using
} from "./chunks/chunk-QLIL6GH6.js";

// src/adapters/command-files.ts
import { constants } from "node:fs";
import { open, rm, writeFile } from "node:fs/promises";
var VARIABLES = [
  "GITHUB_ENV",
  "GITHUB_PATH",
  "GITHUB_OUTPUT",
  "GITHUB_STATE",
  "GITHUB_STEP_SUMMARY"
];
var LARGEST = 4 * 1024 * 1024;
async function rememberCommandFiles(environment) {
  const kept = [];
  for (const variable of VARIABLES) {
    const path = environment[variable] ?? "";
    const bytes = await contents(path);
    if (bytes !== null) kept.push({ variable, path, bytes, sha256: sha256Hex(bytes) });
  }
  return {
    async restoreChanged() {
      const changed = [];
      for (const file of kept) {
        const now = await contents(file.path);
        if (now !== null && sha256Hex(now) === file.sha256) continue;
        changed.push({ variable: file.variable, restored: await restore(file) });
      }
      return changed;
    }
  };
}
async function contents(path) {
  try {
    var _stack = [];
    try {
      const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
      const file = __using(_stack, await open(path, flags), true);
      const facts = await file.stat();
      return facts.isFile() && facts.size <= LARGEST ? await file.readFile() : null;
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch {
    return null;
  }
}
async function restore({ path, bytes, sha256 }) {
  try {
    if (await contents(path) === null) {
      await rm(path, { recursive: true, force: true });
      await writeFile(path, bytes, { flag: "wx", mode: 420 });
    } else {
      var _stack = [];
      try {
        const flags = constants.O_WRONLY | constants.O_TRUNC | constants.O_NOFOLLOW;
        const file = __using(_stack, await open(path, flags), true);
        await file.writeFile(bytes);
      } catch (_) {
        var _error = _, _hasError = true;
      } finally {
        var _promise = __callDispose(_stack, _error, _hasError);
        _promise && await _promise;
      }
    }
  } catch {
    return false;
  }
  const now = await contents(path);
  return now !== null && sha256Hex(now) === sha256;
}

// src/adapters/upload-globs.ts
var import_picomatch = __toESM(require_picomatch(), 1);
import { lstat, readdir } from "node:fs/promises";
import { isAbsolute, join, posix, relative, resolve } from "node:path";
var MOST_UPLOADS = 1e3;
var MOST_ENTRIES = 5e5;
async function findUploads(globs, folder) {
  const excluded = globs.filter((glob) => glob.startsWith("!"));
  const matchers = excluded.map((glob) => matcher(placed(glob.slice(1), folder)));
  const found = /* @__PURE__ */ new Set();
  for (const glob of globs.filter((candidate) => !excluded.includes(candidate))) {
    const files = await filesOf(placed(glob, folder));
    if (files.length === 0) throw nothing(glob, "no file of that name");
    for (const file of files) {
      if (!matchers.some((matches) => matches(file))) found.add(file);
    }
  }
  if (found.size === 0) throw nothing(globs.join(" "), "every file excluded again");
  if (found.size > MOST_UPLOADS) {
    throw nothing(
      globs.join(" "),
      `${String(found.size)} files, more than ${String(MOST_UPLOADS)}`
    );
  }
  return [...found].sort((a, b) => a < b ? -1 : 1);
}
function placed(glob, folder) {
  const home = resolve(folder);
  const normal = posix.normalize(glob);
  if (!isAbsolute(normal)) return { folder: home, glob: normal };
  return normal.startsWith(`${home}/`) ? { folder: home, glob: normal.slice(home.length + 1) } : { folder: "/", glob: normal.slice(1) };
}
function matcher({ folder, glob }) {
  const matches = (0, import_picomatch.default)(glob, { dot: true });
  return (file) => matches(relative(folder, file));
}
async function filesOf(at) {
  const literal = join(at.folder, at.glob);
  const facts = await lstat(literal).catch(() => null);
  if (facts !== null) return facts.isDirectory() ? [] : [literal];
  const matches = matcher(at);
  const found = [];
  const start = join(at.folder, import_picomatch.default.scan(at.glob).base);
  for await (const file of walk(start, { left: MOST_ENTRIES })) {
    if (matches(file)) found.push(file);
  }
  return found;
}
async function* walk(folder, budget) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    budget.left -= 1;
    if (budget.left < 0) throw nothing(folder, `more than ${String(MOST_ENTRIES)} files`);
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path, budget);
    else yield path;
  }
}
function nothing(glob, found) {
  return new InputError("no-upload", {
    expected: `files about to be published under "${glob}"`,
    found,
    next: "Give the path of the files that the release job made, relative to the workspace."
  });
}

// src/adapters/workflow.ts
import { randomBytes } from "node:crypto";

// node_modules/@actions/core/lib/command.js
import * as os from "os";

// node_modules/@actions/core/lib/utils.js
function toCommandValue(input) {
  if (input === null || input === void 0) {
    return "";
  } else if (typeof input === "string" || input instanceof String) {
    return input;
  }
  return JSON.stringify(input);
}
function toCommandProperties(annotationProperties) {
  if (!Object.keys(annotationProperties).length) {
    return {};
  }
  return {
    title: annotationProperties.title,
    file: annotationProperties.file,
    line: annotationProperties.startLine,
    endLine: annotationProperties.endLine,
    col: annotationProperties.startColumn,
    endColumn: annotationProperties.endColumn
  };
}

// node_modules/@actions/core/lib/command.js
function issueCommand(command, properties, message) {
  const cmd = new Command(command, properties, message);
  process.stdout.write(cmd.toString() + os.EOL);
}
function issue(name, message = "") {
  issueCommand(name, {}, message);
}
var CMD_STRING = "::";
var Command = class {
  constructor(command, properties, message) {
    if (!command) {
      command = "missing.command";
    }
    this.command = command;
    this.properties = properties;
    this.message = message;
  }
  toString() {
    let cmdStr = CMD_STRING + this.command;
    if (this.properties && Object.keys(this.properties).length > 0) {
      cmdStr += " ";
      let first = true;
      for (const key in this.properties) {
        if (this.properties.hasOwnProperty(key)) {
          const val = this.properties[key];
          if (val) {
            if (first) {
              first = false;
            } else {
              cmdStr += ",";
            }
            cmdStr += `${key}=${escapeProperty(val)}`;
          }
        }
      }
    }
    cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
    return cmdStr;
  }
};
function escapeData(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}

// node_modules/@actions/core/lib/file-command.js
import * as crypto from "crypto";
import * as fs from "fs";
import * as os2 from "os";
function issueFileCommand(command, message) {
  const filePath = process.env[`GITHUB_${command}`];
  if (!filePath) {
    throw new Error(`Unable to find environment variable for file command ${command}`);
  }
  if (!fs.existsSync(filePath)) {
    throw new Error(`Missing file at path: ${filePath}`);
  }
  fs.appendFileSync(filePath, `${toCommandValue(message)}${os2.EOL}`, {
    encoding: "utf8"
  });
}
function prepareKeyValueMessage(key, value) {
  const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
  const convertedValue = toCommandValue(value);
  if (key.includes(delimiter)) {
    throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
  }
  if (convertedValue.includes(delimiter)) {
    throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
  }
  return `${key}<<${delimiter}${os2.EOL}${convertedValue}${os2.EOL}${delimiter}`;
}

// node_modules/@actions/core/lib/core.js
import * as os4 from "os";

// node_modules/@actions/core/lib/summary.js
import { EOL as EOL3 } from "os";
import { constants as constants2, promises } from "fs";
var __awaiter = function(thisArg, _arguments, P, generator) {
  function adopt(value) {
    return value instanceof P ? value : new P(function(resolve4) {
      resolve4(value);
    });
  }
  return new (P || (P = Promise))(function(resolve4, reject) {
    function fulfilled(value) {
      try {
        step(generator.next(value));
      } catch (e) {
        reject(e);
      }
    }
    function rejected(value) {
      try {
        step(generator["throw"](value));
      } catch (e) {
        reject(e);
      }
    }
    function step(result) {
      result.done ? resolve4(result.value) : adopt(result.value).then(fulfilled, rejected);
    }
    step((generator = generator.apply(thisArg, _arguments || [])).next());
  });
};
var { access, appendFile, writeFile: writeFile2 } = promises;
var SUMMARY_ENV_VAR = "GITHUB_STEP_SUMMARY";
var Summary = class {
  constructor() {
    this._buffer = "";
  }
  /**
   * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
   * Also checks r/w permissions.
   *
   * @returns step summary file path
   */
  filePath() {
    return __awaiter(this, void 0, void 0, function* () {
      if (this._filePath) {
        return this._filePath;
      }
      const pathFromEnv = process.env[SUMMARY_ENV_VAR];
      if (!pathFromEnv) {
        throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
      }
      try {
        yield access(pathFromEnv, constants2.R_OK | constants2.W_OK);
      } catch (_a) {
        throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
      }
      this._filePath = pathFromEnv;
      return this._filePath;
    });
  }
  /**
   * Wraps content in an HTML tag, adding any HTML attributes
   *
   * @param {string} tag HTML tag to wrap
   * @param {string | null} content content within the tag
   * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
   *
   * @returns {string} content wrapped in HTML element
   */
  wrap(tag, content, attrs = {}) {
    const htmlAttrs = Object.entries(attrs).map(([key, value]) => ` ${key}="${value}"`).join("");
    if (!content) {
      return `<${tag}${htmlAttrs}>`;
    }
    return `<${tag}${htmlAttrs}>${content}</${tag}>`;
  }
  /**
   * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
   *
   * @param {SummaryWriteOptions} [options] (optional) options for write operation
   *
   * @returns {Promise<Summary>} summary instance
   */
  write(options) {
    return __awaiter(this, void 0, void 0, function* () {
      const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
      const filePath = yield this.filePath();
      const writeFunc = overwrite ? writeFile2 : appendFile;
      yield writeFunc(filePath, this._buffer, { encoding: "utf8" });
      return this.emptyBuffer();
    });
  }
  /**
   * Clears the summary buffer and wipes the summary file
   *
   * @returns {Summary} summary instance
   */
  clear() {
    return __awaiter(this, void 0, void 0, function* () {
      return this.emptyBuffer().write({ overwrite: true });
    });
  }
  /**
   * Returns the current summary buffer as a string
   *
   * @returns {string} string of summary buffer
   */
  stringify() {
    return this._buffer;
  }
  /**
   * If the summary buffer is empty
   *
   * @returns {boolen} true if the buffer is empty
   */
  isEmptyBuffer() {
    return this._buffer.length === 0;
  }
  /**
   * Resets the summary buffer without writing to summary file
   *
   * @returns {Summary} summary instance
   */
  emptyBuffer() {
    this._buffer = "";
    return this;
  }
  /**
   * Adds raw text to the summary buffer
   *
   * @param {string} text content to add
   * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
   *
   * @returns {Summary} summary instance
   */
  addRaw(text, addEOL = false) {
    this._buffer += text;
    return addEOL ? this.addEOL() : this;
  }
  /**
   * Adds the operating system-specific end-of-line marker to the buffer
   *
   * @returns {Summary} summary instance
   */
  addEOL() {
    return this.addRaw(EOL3);
  }
  /**
   * Adds an HTML codeblock to the summary buffer
   *
   * @param {string} code content to render within fenced code block
   * @param {string} lang (optional) language to syntax highlight code
   *
   * @returns {Summary} summary instance
   */
  addCodeBlock(code, lang) {
    const attrs = Object.assign({}, lang && { lang });
    const element = this.wrap("pre", this.wrap("code", code), attrs);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML list to the summary buffer
   *
   * @param {string[]} items list of items to render
   * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
   *
   * @returns {Summary} summary instance
   */
  addList(items, ordered = false) {
    const tag = ordered ? "ol" : "ul";
    const listItems = items.map((item) => this.wrap("li", item)).join("");
    const element = this.wrap(tag, listItems);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML table to the summary buffer
   *
   * @param {SummaryTableCell[]} rows table rows
   *
   * @returns {Summary} summary instance
   */
  addTable(rows) {
    const tableBody = rows.map((row) => {
      const cells = row.map((cell) => {
        if (typeof cell === "string") {
          return this.wrap("td", cell);
        }
        const { header, data, colspan, rowspan } = cell;
        const tag = header ? "th" : "td";
        const attrs = Object.assign(Object.assign({}, colspan && { colspan }), rowspan && { rowspan });
        return this.wrap(tag, data, attrs);
      }).join("");
      return this.wrap("tr", cells);
    }).join("");
    const element = this.wrap("table", tableBody);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds a collapsable HTML details element to the summary buffer
   *
   * @param {string} label text for the closed state
   * @param {string} content collapsable content
   *
   * @returns {Summary} summary instance
   */
  addDetails(label, content) {
    const element = this.wrap("details", this.wrap("summary", label) + content);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML image tag to the summary buffer
   *
   * @param {string} src path to the image you to embed
   * @param {string} alt text description of the image
   * @param {SummaryImageOptions} options (optional) addition image attributes
   *
   * @returns {Summary} summary instance
   */
  addImage(src, alt, options) {
    const { width, height } = options || {};
    const attrs = Object.assign(Object.assign({}, width && { width }), height && { height });
    const element = this.wrap("img", null, Object.assign({ src, alt }, attrs));
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML section heading element
   *
   * @param {string} text heading text
   * @param {number | string} [level=1] (optional) the heading level, default: 1
   *
   * @returns {Summary} summary instance
   */
  addHeading(text, level) {
    const tag = `h${level}`;
    const allowedTag = ["h1", "h2", "h3", "h4", "h5", "h6"].includes(tag) ? tag : "h1";
    const element = this.wrap(allowedTag, text);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML thematic break (<hr>) to the summary buffer
   *
   * @returns {Summary} summary instance
   */
  addSeparator() {
    const element = this.wrap("hr", null);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML line break (<br>) to the summary buffer
   *
   * @returns {Summary} summary instance
   */
  addBreak() {
    const element = this.wrap("br", null);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML blockquote to the summary buffer
   *
   * @param {string} text quote text
   * @param {string} cite (optional) citation url
   *
   * @returns {Summary} summary instance
   */
  addQuote(text, cite) {
    const attrs = Object.assign({}, cite && { cite });
    const element = this.wrap("blockquote", text, attrs);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML anchor tag to the summary buffer
   *
   * @param {string} text link text/content
   * @param {string} href hyperlink
   *
   * @returns {Summary} summary instance
   */
  addLink(text, href) {
    const element = this.wrap("a", text, { href });
    return this.addRaw(element).addEOL();
  }
};
var _summary = new Summary();
var summary = _summary;

// node_modules/@actions/core/lib/platform.js
import os3 from "os";

// node_modules/@actions/io/lib/io-util.js
import * as fs2 from "fs";
var { chmod, copyFile, lstat: lstat2, mkdir, open: open2, readdir: readdir2, rename, rm: rm2, rmdir, stat, symlink, unlink } = fs2.promises;
var IS_WINDOWS = process.platform === "win32";
var READONLY = fs2.constants.O_RDONLY;

// node_modules/@actions/exec/lib/toolrunner.js
var IS_WINDOWS2 = process.platform === "win32";

// node_modules/@actions/core/lib/platform.js
var platform = os3.platform();
var arch = os3.arch();

// node_modules/@actions/core/lib/core.js
var ExitCode;
(function(ExitCode2) {
  ExitCode2[ExitCode2["Success"] = 0] = "Success";
  ExitCode2[ExitCode2["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
function setOutput(name, value) {
  const filePath = process.env["GITHUB_OUTPUT"] || "";
  if (filePath) {
    return issueFileCommand("OUTPUT", prepareKeyValueMessage(name, value));
  }
  process.stdout.write(os4.EOL);
  issueCommand("set-output", { name }, toCommandValue(value));
}
function setFailed(message) {
  process.exitCode = ExitCode.Failure;
  error(message);
}
function error(message, properties = {}) {
  issueCommand("error", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function warning(message, properties = {}) {
  issueCommand("warning", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function notice(message, properties = {}) {
  issueCommand("notice", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function info(message) {
  process.stdout.write(message + os4.EOL);
}
function startGroup(name) {
  issue("group", name);
}
function endGroup() {
  issue("endgroup");
}

// src/adapters/workflow.ts
var TITLES = {
  source: "Prove the source tree",
  rebuild: "Rebuild",
  compare: "Compare",
  explain: "Explain",
  recheck: "Rebuild once more, to see whether the build is stable",
  sign: "Sign",
  verify: "Verify"
};
var SHOW = { error, warning, notice };
var LONGEST_PENDING = 8192;
var UNCUT = Infinity;
function openWorkflow() {
  let open4 = false;
  let phase = null;
  const log = buildLog();
  const endGroup2 = () => {
    log.end();
    if (open4) endGroup();
    open4 = false;
    phase = null;
  };
  const group = (title) => {
    endGroup2();
    startGroup(safeLine(title));
    open4 = true;
  };
  return {
    group,
    phase(name, detail) {
      if (phase === name) {
        info(safeLine(detail));
        return;
      }
      group(detail === "" ? TITLES[name] : `${TITLES[name]}: ${detail}`);
      phase = name;
    },
    notice(code, message) {
      log.end();
      info(safeLine(`Notice: ${message} (${code})`));
    },
    buildOutput(chunk) {
      if (!log.running()) {
        group("Build output");
        log.start();
      }
      log.add(chunk);
    },
    say(text) {
      log.end();
      for (const line of safeLines(text, UNCUT)) info(line);
    },
    annotate({ level, title, lines }) {
      log.end();
      SHOW[level](paragraphs(lines), { title: safeLine(title) });
    },
    async summary(markdown) {
      log.end();
      try {
        await summary.addRaw(markdown, true).write();
      } catch {
        info("This runner has no job summary; the report has it as Markdown.");
      }
    },
    fail(lines) {
      endGroup2();
      setFailed(paragraphs(lines));
    },
    outputs(values) {
      endGroup2();
      if ((process.env["GITHUB_OUTPUT"] ?? "") === "") {
        throw new InputError("usage", {
          expected: "a step of a workflow",
          found: "no GITHUB_OUTPUT in the environment",
          next: "Outside of a workflow, use the command line tool."
        });
      }
      for (const [name, value] of values) setOutput(name, value);
    },
    close: endGroup2
  };
}
function paragraphs(lines) {
  return lines.map((line) => safeLine(line)).join("\n");
}
function buildLog() {
  let token = null;
  let pending = "";
  let decoder = new TextDecoder();
  const show = (text) => {
    for (const line of safeLines(text)) info(line);
  };
  return {
    running: () => token !== null,
    start() {
      token = randomBytes(16).toString("hex");
      decoder = new TextDecoder();
      process.stdout.write(`::stop-commands::${token}
`);
    },
    add(chunk) {
      pending += decoder.decode(chunk, { stream: true });
      const end = pending.length > LONGEST_PENDING ? pending.length : pending.lastIndexOf("\n") + 1;
      show(pending.slice(0, end));
      pending = pending.slice(end);
    },
    end() {
      if (token === null) return;
      show(pending + decoder.decode());
      process.stdout.write(`::${token}::
`);
      pending = "";
      token = null;
    }
  };
}

// src/entry/action/inputs.ts
var INPUT_DEFAULTS = {
  "subject-path": "",
  build: "",
  preset: "",
  "no-build": "false",
  fetch: "",
  sandbox: "auto",
  network: "",
  source: "",
  commit: "",
  submodules: "false",
  lfs: "false",
  "reachable-from": "",
  output: "",
  env: "",
  tools: "",
  "timeout-minutes": "60",
  limits: "",
  "allow-proxy": "false",
  recheck: "true",
  attest: "auto",
  instance: "public-good",
  "trusted-root": "",
  "allow-public-log": "false",
  report: "",
  annotations: "true",
  "show-summary": "true",
  "on-mismatch": "error"
};
var LONGEST_MINUTES = 360;
function readInputs(environment) {
  const problems = unknownInputs(environment);
  const reader = inputReader(environment, problems);
  const inputs = {
    subjectPath: reader.subjects(),
    rebuild: !reader.flag("no-build"),
    build: reader.build(),
    preset: reader.preset(),
    fetch: reader.optional("fetch"),
    sandbox: reader.choice("sandbox", SANDBOX_REQUESTS),
    network: reader.optional("network") === null ? null : reader.choice("network", NETWORK_MODES),
    source: reader.required("source", "a folder or URL of a Git repository"),
    commit: reader.required("commit", "a commit, tag or branch of the source"),
    submodules: reader.flag("submodules"),
    lfs: reader.flag("lfs"),
    reachableFrom: reader.lines("reachable-from"),
    output: reader.lines("output"),
    env: reader.variables("env"),
    tools: reader.folders("tools"),
    timeoutMs: reader.minutes("timeout-minutes") * 6e4,
    limits: reader.limits("limits"),
    allowProxy: reader.flag("allow-proxy"),
    recheck: reader.flag("recheck"),
    attest: reader.choice("attest", ["auto", "always", "never"]),
    instance: reader.required("instance", "the name or file of a Sigstore instance"),
    trustedRoot: reader.optional("trusted-root"),
    allowPublicLog: reader.flag("allow-public-log"),
    report: reader.optional("report"),
    annotations: reader.flag("annotations"),
    showSummary: reader.flag("show-summary"),
    onMismatch: reader.choice("on-mismatch", ["error", "warn"])
  };
  return problems.length === 0 ? { ok: true, inputs } : { ok: false, problems };
}
function unknownInputs(environment) {
  const known = Object.keys(INPUT_DEFAULTS).map((name) => `INPUT_${name.toUpperCase()}`);
  return Object.keys(environment).filter((name) => name.startsWith("INPUT_") && !known.includes(name)).sort((a, b) => a < b ? -1 : 1).map((name) => ({
    input: name.slice("INPUT_".length).toLowerCase(),
    expected: `one of ${Object.keys(INPUT_DEFAULTS).join(", ")}`,
    found: "an input of another name"
  }));
}
function inputReader(environment, problems) {
  const problem = (input, expected, found) => {
    problems.push({ input, expected, found });
  };
  const text = (name) => {
    const given = (environment[`INPUT_${name.toUpperCase()}`] ?? "").trim();
    return given === "" ? INPUT_DEFAULTS[name] : given;
  };
  const lines = (name) => text(name).split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "");
  const flag = (name) => {
    const given = text(name);
    if (given !== "true" && given !== "false") problem(name, "true or false", given);
    return given === "true";
  };
  return {
    lines,
    flag,
    optional: (name) => text(name) === "" ? null : text(name),
    required(name, expected) {
      if (text(name) === "") problem(name, expected, "nothing");
      return text(name);
    },
    limits: (name) => readLimits(lines(name), (expected, found) => {
      problem(name, expected, found);
    }),
    subjects() {
      const globs = lines("subject-path");
      if (!globs.some((glob) => !glob.startsWith("!"))) {
        problem(
          "subject-path",
          "the files about to be published, one glob a line",
          globs.join(" ") || "nothing"
        );
      }
      return globs;
    },
    build() {
      const command = text("build");
      if (command !== "" && text("no-build") === "true") {
        problem("build", "a command, or no-build: true in its place", "both");
      }
      return command === "" ? null : command;
    },
    preset() {
      const name = text("preset");
      if (name !== "" && text("no-build") === "true") {
        problem("preset", "a preset, or no-build: true in its place", "both");
      }
      if (name !== "" && !PRESET_NAMES.includes(name)) {
        problem("preset", `one of ${PRESET_NAMES.join(", ")}`, name);
      }
      return name === "" ? null : name;
    },
    choice(name, choices) {
      const chosen = choices.find((choice) => choice === text(name));
      if (chosen === void 0) problem(name, `one of ${choices.join(", ")}`, text(name));
      return chosen ?? choices[0];
    },
    minutes(name) {
      const given = text(name);
      const minutes = /^[1-9]\d{0,2}$/.test(given) ? Number(given) : NaN;
      if (!(minutes <= LONGEST_MINUTES)) {
        problem(name, `whole minutes from 1 to ${String(LONGEST_MINUTES)}`, given);
      }
      return minutes;
    },
    folders(name) {
      const folders = lines(name);
      for (const folder of folders) {
        if (!folder.startsWith("/") || folder.includes(":")) {
          problem(name, "absolute folders without a colon, one a line", folder);
        }
      }
      return folders;
    },
    variables(name) {
      const given = lines(name);
      const names = /* @__PURE__ */ new Set();
      for (const line of given) {
        const [, variable] = /^([A-Za-z_][A-Za-z0-9_]*)=/.exec(line) ?? [];
        if (variable === void 0 || names.has(variable)) {
          problem(name, "NAME=VALUE, one a line, each name once", line);
        } else {
          names.add(variable);
        }
      }
      return given;
    }
  };
}

// src/core/hostile-environment.ts
var LINKED = /^(?:LD_PRELOAD|LD_AUDIT|DYLD_INSERT_LIBRARIES)$/;
var HARMLESS_NODE_OPTION = /^(?:--max-old-space-size=\d+|--max-semi-space-size=\d+|--no-warnings|--no-deprecation|--disable-warning=\w+|--enable-source-maps|--unhandled-rejections=\w+)$/;
var NETWORK = /^(?:(?:HTTPS?|ALL|FTP|NO)_PROXY|SSL_CERT_(?:FILE|DIR)|NODE_EXTRA_CA_CERTS|GIT_SSL_CAINFO|PIP_CERT|(?:REQUESTS|CURL)_CA_BUNDLE|CARGO_HTTP_CAINFO)$/i;
function variablesThatActed(environment) {
  return namesWhere(environment, (name, value) => {
    if (LINKED.test(name)) return value !== "";
    if (name !== "NODE_OPTIONS" || value === "") return false;
    return !value.split(/\s+/).every((option) => HARMLESS_NODE_OPTION.test(option));
  });
}
function networkVariables(environment) {
  return namesWhere(environment, (name) => NETWORK.test(name));
}
function namesWhere(environment, holds) {
  return Object.entries(environment).filter(([name, value]) => value !== void 0 && holds(name, value.trim())).map(([name]) => name).sort((a, b) => a < b ? -1 : 1);
}

// src/entry/action/job.ts
var CREDENTIALS = /^(?:ACTIONS_.*|GITHUB_TOKEN|GH_TOKEN|RUNNER_TRACKING_ID)$/;
function takeOverJob(environment, inputs) {
  const acted = variablesThatActed(environment);
  if (acted.length > 0) {
    throw new InputError("environment-unsafe", {
      expected: "a process that nobody loaded code into",
      found: `${acted.join(", ")} in the environment`,
      next: "Find the earlier step that sets it for the whole job, and set it for that step alone."
    });
  }
  const tokens = {
    requestUrl: environment["ACTIONS_ID_TOKEN_REQUEST_URL"],
    requestToken: environment["ACTIONS_ID_TOKEN_REQUEST_TOKEN"]
  };
  const steering = scrubEnvironment(environment);
  const network = inputs.allowProxy ? [] : networkVariables(environment);
  const credentials = Object.keys(environment).filter((name) => CREDENTIALS.test(name));
  for (const name of [...network, ...credentials]) Reflect.deleteProperty(environment, name);
  return {
    workspace: environment["GITHUB_WORKSPACE"] ?? process.cwd(),
    temporary: environment["RUNNER_TEMP"] ?? null,
    tokens,
    run: runEnvironment(environment),
    environment: { ...environment },
    dropped: [...steering, ...network].sort((a, b) => a < b ? -1 : 1)
  };
}

// src/entry/action/judge.ts
import { basename, resolve as resolve2 } from "node:path";

// src/adapters/stored-credentials.ts
import { open as open3 } from "node:fs/promises";
import { join as join2 } from "node:path";
var LARGEST2 = 256 * 1024;
async function storedCredentials(checkout) {
  const text = await configuration(join2(checkout, ".git", "config"));
  if (/^\s*extraheader\s*=/im.test(text)) return "http.extraheader";
  if (/^\s*\[\s*include(?:If\b[^\n]*)?\s*\]/im.test(text)) return "include.path";
  if (/^\s*\[\s*credential\b/im.test(text)) return "credential.helper";
  if (/^\s*url\s*=\s*\w+:\/\/[^/\s]*:[^/\s]*@/im.test(text)) return "remote.url";
  return null;
}
async function configuration(path) {
  try {
    var _stack = [];
    try {
      const file = __using(_stack, await open3(path), true);
      const buffer = Buffer.alloc(LARGEST2);
      const { bytesRead } = await file.read(buffer);
      return buffer.toString("utf8", 0, bytesRead);
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch {
    return "";
  }
}

// src/entry/action/judge.ts
async function judge({ inputs, job, uploads, commandFiles }, { scratch, clock, workflow }, signal) {
  const source = inputs.source.includes("://") ? inputs.source : resolve2(job.workspace, inputs.source);
  await tellCredentials(source, workflow);
  try {
    return await check(
      {
        uploads: uploads.map((file) => ({
          file,
          name: basename(file)
        })),
        source: {
          repository: source,
          revision: inputs.commit,
          submodules: inputs.submodules,
          lfs: inputs.lfs,
          reachableFrom: inputs.reachableFrom
        },
        build: !inputs.rebuild ? null : {
          command: inputs.build,
          fetchCommand: inputs.fetch,
          sandbox: inputs.sandbox,
          network: inputs.network,
          outputs: inputs.output,
          environment: inputs.env,
          tools: inputs.tools,
          timeoutMs: inputs.timeoutMs,
          caller: job.environment
        },
        preset: inputs.preset,
        recheck: inputs.recheck,
        accepted: inputs.rebuild ? ACCEPTED_FOR_REBUILD : ACCEPTED_WITHOUT_BUILD,
        limits: inputs.limits,
        toolVersion: VERSION
      },
      gatePorts({ scratch, clock, progress: workflow, environment: job.environment }),
      signal
    );
  } finally {
    await demandUntouched(commandFiles);
  }
}
async function tellCredentials(source, workflow) {
  const key = await storedCredentials(source);
  if (key === null) return;
  workflow.annotate({
    level: "notice",
    title: "rebuild-gate: credentials-in-checkout",
    lines: [
      `${key} in the checkout's .git/config gives credentials to every build of this job.`,
      "Fix: set persist-credentials: false on actions/checkout."
    ]
  });
}
async function demandUntouched(commandFiles) {
  const changed = await commandFiles.restoreChanged();
  if (changed.length === 0) return;
  const lost = changed.filter(({ restored }) => !restored);
  throw new BuildError("runner-files-changed", {
    expected: "a build that leaves the runner's own files alone",
    found: `other contents in ${changed.map(({ variable }) => variable).join(", ")}`,
    next: lost.length === 0 ? "They were put back. Find out what in the build writes to them; it would have steered every later step." : "They could NOT all be put back: do not trust any later step of this job."
  });
}

// src/entry/action/outputs.ts
function outputsOf({
  report,
  exitCode,
  reportPath,
  bundlePath
}) {
  const artifacts = report?.artifacts ?? [];
  const mismatches = artifacts.flatMap(
    ({ findings }) => findings.filter(({ accepted }) => accepted === null)
  );
  return /* @__PURE__ */ new Map([
    [
      "result",
      exitCode === 0 ? "passed" : report?.verdict === "different" ? "failed" : "inconclusive"
    ],
    ["verdict", report?.verdict ?? ""],
    ["level", report?.level ?? ""],
    ["exit-code", String(exitCode)],
    [
      "subject-digests",
      safeJson(
        artifacts.map(({ name, upload }) => ({ name, digest: `sha256:${upload.sha256}` })),
        0
      )
    ],
    ["mismatches", report === null ? "" : String(mismatches.length)],
    ["attested", String(bundlePath !== null)],
    ["report-path", reportPath ?? ""],
    ["bundle-path", bundlePath ?? ""]
  ]);
}

// src/entry/action/report-folder.ts
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as join3, resolve as resolve3 } from "node:path";
var REPORT_FILES = ["report.json", "report.md", "report.html", "report.txt"];
async function newReportFolder(asked, job, scratch, signal) {
  if (asked === null) return mkdtemp(join3(job.temporary ?? tmpdir(), "gate-report-"));
  const folder = resolve3(job.workspace, asked);
  await assertUntracked(folder, REPORT_FILES, await scratch.directory("report-home"), signal);
  return folder;
}
async function writeReport(report, folder) {
  const files = [...reportFiles(report)].map(
    ([name, text]) => [name, new TextEncoder().encode(text)]
  );
  await reportStore().write(folder, new Map(files));
}

// src/core/render/annotations.ts
var MOST_ANNOTATIONS = 9;
var MOST_FILES = 8;
function reportAnnotations(report) {
  const failing = report.artifacts.filter(
    ({ verdict }) => ["different", "inconclusive"].includes(verdict)
  );
  const artifacts = failing.map((artifact) => ({
    title: `rebuild-gate: ${artifact.name}`,
    lines: [statement(report, artifact)]
  }));
  const files = failing.flatMap((artifact) => fileAnnotations(report, artifact)).slice(0, MOST_FILES);
  if (artifacts.length < MOST_ANNOTATIONS) {
    return [...artifacts, ...files].slice(0, MOST_ANNOTATIONS);
  }
  const left = artifacts.length - MOST_ANNOTATIONS + 1;
  return [
    ...artifacts.slice(0, MOST_ANNOTATIONS - 1),
    { title: "rebuild-gate", lines: [`${counted(left, "more upload")} in the report.`] }
  ];
}
function fileAnnotations(report, artifact) {
  return artifact.findings.filter(({ accepted }) => accepted === null).map((finding) => ({
    title: `${artifact.name}: ${finding.code}`,
    lines: [
      `${pathText(innerPath(finding.path))}: ${FINDING_CODES[finding.code].title}`,
      `Cause: ${cause(finding)}`,
      `Fix: ${fix(finding, report)}`
    ]
  }));
}

// src/entry/action/tell.ts
async function tellReport(report, inputs, reportPath, workflow) {
  workflow.group("Result");
  workflow.say(renderText(report));
  workflow.close();
  if (inputs.showSummary) await workflow.summary(renderMarkdown(report));
  const warns = inputs.onMismatch === "warn";
  if (inputs.annotations) {
    for (const { title, lines: lines2 } of reportAnnotations(report)) {
      workflow.annotate({ level: warns ? "warning" : "error", title, lines: lines2 });
    }
  }
  const { sentence, first } = headline(report);
  const lines = [
    sentence,
    ...first === null ? [] : [`First file: ${first.path}`, `Cause: ${first.cause}`, `Fix: ${first.fix}`],
    `Report: ${reportPath}`
  ];
  if (report.exitCode === 0) workflow.say(sentence);
  else if (warns) workflow.annotate({ level: "warning", title: "rebuild-gate", lines });
  else workflow.fail(lines);
}
async function tellError(error2, showSummary, debugging, workflow) {
  const lines = errorText(error2, debugging).trimEnd().split("\n");
  workflow.fail(lines);
  if (!showSummary) return;
  await workflow.summary(
    `## ⚠️ Could not tell

${lines.map((line) => `- ${safeMarkdown(line.trim())}
`).join("")}`
  );
}

// src/entry/action/run.ts
async function runAction(environment, signal) {
  const workflow = openWorkflow();
  const debugging = environment["RUNNER_DEBUG"] === "1";
  const end = { report: null, exitCode: 5, reportPath: null, bundlePath: null };
  const read = readInputs(environment);
  try {
    if (!read.ok) throw unusable(read.problems);
    await gate(read.inputs, environment, workflow, end, signal);
  } catch (error2) {
    end.exitCode = exitCodeFor([{ kind: "error", error: error2 }]);
    await tellError(error2, !read.ok || read.inputs.showSummary, debugging, workflow);
  }
  try {
    workflow.outputs(outputsOf(end));
  } catch (error2) {
    workflow.fail(errorText(error2, debugging).trimEnd().split("\n"));
  }
}
async function gate(inputs, environment, workflow, end, signal) {
  var _stack = [];
  try {
    const job = takeOverJob(environment, inputs);
    if (job.dropped.length > 0) {
      workflow.say(`Dropped from the environment: ${job.dropped.join(", ")}`);
    }
    const uploads = await findUploads(inputs.subjectPath, job.workspace);
    const scratch = __using(_stack, await openScratch(), true);
    const folder = await newReportFolder(inputs.report, job, scratch, signal);
    const commandFiles = await rememberCommandFiles(environment);
    const means = { scratch, clock: systemClock, workflow };
    const report = await judge({ inputs, job, uploads, commandFiles }, means, signal);
    await writeReport(report, folder);
    end.report = report;
    end.exitCode = report.exitCode;
    end.reportPath = folder;
    try {
      if (inputs.attest !== "never" && report.exitCode === 0) {
        const { sign } = await import("./chunks/sign-GKDIPXPE.js");
        end.bundlePath = await sign({ inputs, job, report, uploads, folder, ...means }, signal);
      }
    } finally {
      await tellReport(report, inputs, folder, workflow);
    }
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function unusable(problems) {
  return new InputError("usage", {
    expected: "inputs as docs/action.md lists them",
    found: problems.length === 1 ? "one that is not" : `${String(problems.length)} that are not`,
    next: "Mend the `with:` block of this step.",
    cause: new AggregateError(
      problems.map(
        ({ input, expected, found }) => new Error(`${input}: expected ${expected}, found ${found}`)
      )
    )
  });
}

// src/entry/action.ts
var cancelled = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    cancelled.abort(signal);
  });
}
await runAction(process.env, cancelled.signal);
