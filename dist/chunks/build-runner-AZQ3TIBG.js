import {
  onDisk
} from "./chunk-65UZKD2H.js";
import {
  BUILD_ROOT,
  complainsOfNetwork
} from "./chunk-ZILKGS3M.js";
import {
  require_picomatch
} from "./chunk-AF6BMSKM.js";
import {
  shellWord
} from "./chunk-FQY5ZDSF.js";
import {
  displayPath,
  newHasher,
  pathFromBytes
} from "./chunk-XX7SVKQN.js";
import {
  BuildError,
  GateError
} from "./chunk-COCQMI2L.js";
import "./chunk-FPZJALNE.js";
import {
  __callDispose,
  __toESM,
  __using
} from "./chunk-QLIL6GH6.js";

// src/adapters/build-runner.ts
import { realpath } from "node:fs/promises";
import { availableParallelism, totalmem } from "node:os";
import path3 from "node:path";

// src/adapters/build-environment.ts
import { mkdir, stat } from "node:fs/promises";
import path from "node:path";
var SYSTEM_PATH = [
  "/usr/local/sbin",
  "/usr/local/bin",
  "/usr/sbin",
  "/usr/bin",
  "/sbin",
  "/bin",
  "/opt/homebrew/bin"
];
var HOME_FOLDERS = {
  HOME: "home",
  XDG_CONFIG_HOME: "home/.config",
  XDG_CACHE_HOME: "home/.cache",
  XDG_DATA_HOME: "home/.local/share",
  XDG_STATE_HOME: "home/.local/state",
  XDG_RUNTIME_DIR: "runtime"
};
var MATERIALS = "materials";
async function makeRunFolders(scratch) {
  const run = await scratch.directory("build");
  for (const place of [...Object.values(HOME_FOLDERS), "tmp", MATERIALS]) {
    await mkdir(path.join(run, place), { recursive: true, mode: 448 });
  }
  return { run, scratch };
}
async function buildEnvironment(plan, { root, temporary }) {
  const system = [];
  for (const folder of SYSTEM_PATH) if (await isFolder(folder)) system.push(folder);
  return {
    ...Object.fromEntries(plan.environment),
    ...Object.fromEntries(
      Object.entries(HOME_FOLDERS).map(([name, place]) => [name, path.join(root, place)])
    ),
    ...plan.materials === void 0 ? {} : { GATE_MATERIALS: path.join(root, MATERIALS) },
    TMPDIR: temporary,
    PATH: [...plan.tools, ...system].join(":")
  };
}
async function checkTools(plan) {
  for (const folder of plan.tools) {
    const isPath = path.isAbsolute(folder) && !folder.includes(":");
    const isOurs = folder === BUILD_ROOT || folder.startsWith(`${BUILD_ROOT}/`);
    if (isPath && !isOurs && await isFolder(folder)) continue;
    throw new BuildError("tools-unusable", {
      expected: `--tools with absolute folders that exist, lie outside of ${BUILD_ROOT} and have no colon in their name`,
      found: `"${folder}"`,
      next: "Pass the folder that holds the programs, such as the bin folder of a virtual environment."
    });
  }
}
var FILE_VARIABLES = [
  "SSL_CERT_FILE",
  "NODE_EXTRA_CA_CERTS",
  "PIP_CERT",
  "REQUESTS_CA_BUNDLE",
  "CURL_CA_BUNDLE",
  "CARGO_HTTP_CAINFO",
  "GIT_SSL_CAINFO"
];
function namedFiles(plan) {
  return FILE_VARIABLES.flatMap((name) => plan.environment.get(name) ?? []);
}
async function isFolder(folder) {
  try {
    return (await stat(folder)).isDirectory();
  } catch {
    return false;
  }
}

// src/adapters/build-log.ts
var MOST_LINES = 200;
var MOST_BYTES = 16 * 1024;
var BuildLog = class {
  #pieces = [];
  #kept = 0;
  #total = 0;
  get total() {
    return this.#total;
  }
  append(chunk) {
    this.#total += chunk.length;
    const piece = Buffer.from(chunk.subarray(-MOST_BYTES));
    this.#pieces.push(piece);
    this.#kept += piece.length;
    if (this.#kept > 4 * MOST_BYTES) {
      this.#pieces = [this.#bytes()];
      this.#kept = MOST_BYTES;
    }
  }
  /** The last 200 lines, at most 16 KiB of them; a line that was cut in front is left out if there are others. */
  tail() {
    const text = this.#bytes().toString("utf8");
    const cut = this.#total > MOST_BYTES && text.includes("\n");
    const whole = cut ? text.slice(text.indexOf("\n") + 1) : text;
    return whole.replace(/\n$/, "").split("\n").slice(-MOST_LINES).join("\n");
  }
  #bytes() {
    return Buffer.from(Buffer.concat(this.#pieces).subarray(-MOST_BYTES));
  }
};

// src/adapters/build-step.ts
import { constants } from "node:os";

// src/adapters/sandbox/disk-watch.ts
import { statfs } from "node:fs/promises";
function watchDisk(folder, limits, onFull) {
  let start = null;
  const look = async () => {
    const { bavail, bsize, ffree } = await statfs(folder);
    const now = { bytes: bavail * bsize, files: ffree };
    start ??= now;
    if (now.bytes < limits.reserveBytes && start.bytes >= limits.reserveBytes) {
      onFull(`less than ${String(limits.reserveBytes)} bytes free`);
    } else if (start.files - now.files > limits.files) {
      onFull(`more than ${String(limits.files)} new files`);
    }
  };
  const again = () => {
    look().catch(() => void 0);
  };
  again();
  const timer = setInterval(again, limits.everyMs);
  timer.unref();
  return {
    stop() {
      clearInterval(timer);
    }
  };
}

// src/adapters/build-step.ts
async function runStep(step, limits) {
  if (step.signal.aborted) return { kind: "ended", failure: INTERRUPTED, deadEnds: 0 };
  const running = await step.confinement.start(step.command);
  const stopped = stopper(running, step, limits);
  running.output?.on("data", (chunk) => {
    step.log.append(chunk);
    step.onOutput(chunk);
    if (step.log.total > limits.logBytes) stopped.because(logLimit(limits.logBytes));
  });
  try {
    const end = await running.ended;
    const before = stopped.reason();
    if (end.kind === "not-started") {
      return before === null ? end : { kind: "ended", failure: before, deadEnds: 0 };
    }
    return {
      kind: "ended",
      failure: stopped.reason() ?? running.hit() ?? failureOf(end),
      deadEnds: end.deadEnds
    };
  } finally {
    stopped.done();
    await running.finish();
  }
}
var INTERRUPTED = { reason: "interrupted", detail: "stopped on request" };
function logLimit(bytes) {
  return { reason: "log-limit", detail: `more than ${String(bytes)} bytes of output` };
}
var LIMITS = /* @__PURE__ */ new Map([
  [constants.signals.SIGXFSZ, "a file grew over the limit for one file"],
  [constants.signals.SIGXCPU, "a process used more processor time than the build has"]
]);
function failureOf({
  status,
  signal
}) {
  if (status === 0) return null;
  const number = status === null ? Object.entries(constants.signals).find(([name]) => name === signal)?.[1] ?? 0 : status - 128;
  const limit = LIMITS.get(number);
  const named = limit === void 0 ? "" : `: ${limit}`;
  if (status === null) return { reason: "signal", detail: `${String(signal)}${named}` };
  return { reason: "exit", detail: `exit status ${String(status)}${named}` };
}
function stopper(running, step, limits) {
  let reason = null;
  let last;
  const because = (given) => {
    if (reason !== null) return;
    reason = given;
    running.ask();
    last = setTimeout(() => {
      running.kill();
    }, limits.graceMs);
  };
  const deadline = setTimeout(
    () => {
      because({ reason: "timeout", detail: "the time for the build is over" });
    },
    Math.max(0, step.deadlineMs)
  );
  const disk = watchDisk(step.folder, limits.disk, (detail) => {
    because({ reason: "disk-limit", detail });
  });
  const limit = setInterval(() => {
    const hit = running.hit();
    if (hit !== null) because(hit);
  }, limits.disk.everyMs);
  const abort = () => {
    because(INTERRUPTED);
  };
  step.signal.addEventListener("abort", abort, { once: true });
  return {
    because,
    reason: () => reason,
    done() {
      clearTimeout(deadline);
      clearTimeout(last);
      clearInterval(limit);
      disk.stop();
      step.signal.removeEventListener("abort", abort);
    }
  };
}

// src/adapters/collect-outputs.ts
var import_picomatch = __toESM(require_picomatch(), 1);
import { constants as constants2, lstatSync, readdirSync } from "node:fs";
import { open } from "node:fs/promises";
import path2 from "node:path";
var OUTPUT_LIMITS = { files: 1e3, bytes: 16 * 2 ** 30, entries: 2e6 };
function stampFiles(root, paths) {
  const stamps = /* @__PURE__ */ new Map();
  for (const name of paths) {
    const facts = lstatSync(onDisk(root, name), { bigint: true, throwIfNoEntry: false });
    if (facts !== void 0) stamps.set(name, stampOf(facts));
  }
  return stamps;
}
function stampOf(facts) {
  return `${String(facts.ino)} ${String(facts.ctimeNs)}`;
}
async function collectOutputs(request, limits) {
  const prefix = path2.relative(request.root, request.directory);
  const isOutput = matcher(request.globs);
  const found = [];
  const untouched = [];
  for (const { name, facts } of walk(request.root, prefix, limits.entries)) {
    const inside = prefix === "" ? name : name.slice(Buffer.byteLength(prefix) + 1);
    if (facts.isDirectory() || !isOutput(Buffer.from(inside, "latin1").toString("utf8"))) continue;
    if (request.before.get(name) === stampOf(facts)) {
      untouched.push(displayPath(name));
      continue;
    }
    refuseUnsafe(name, facts);
    found.push(name);
    if (found.length > limits.files) throw overLimit(`at most ${String(limits.files)} outputs`);
  }
  found.sort((one, other) => one < other ? -1 : 1);
  const files = [];
  const copies = /* @__PURE__ */ new Map();
  let left = limits.bytes;
  for (const name of found) {
    const copy = path2.join(request.into, String(files.length));
    const print = await copyFile(onDisk(request.root, name), copy, left, name);
    left -= print.size;
    const shown = displayPath(name);
    files.push({ path: shown, name: shown.slice(shown.lastIndexOf("/") + 1), ...print });
    copies.set(shown, copy);
  }
  return { files, copies, untouched };
}
function matcher(globs) {
  const negated = globs.filter((glob) => glob.startsWith("!")).map((glob) => glob.slice(1));
  const wanted = globs.filter((glob) => !glob.startsWith("!")).map((glob) => glob.replace(/^\.\//, ""));
  return (0, import_picomatch.default)(wanted, { dot: true, ignore: negated, strictSlashes: true });
}
function* walk(root, prefix, most) {
  let entries = 0;
  const folders = [pathFromBytes(Buffer.from(prefix))];
  for (let folder = folders.pop(); folder !== void 0; folder = folders.pop()) {
    const place = folder === "" ? Buffer.from(root) : onDisk(root, folder);
    for (const entry of readdirSync(place, { encoding: "buffer" })) {
      const name = `${folder === "" ? "" : `${folder}/`}${pathFromBytes(entry)}`;
      if (name === ".git") continue;
      entries += 1;
      if (entries > most) throw overLimit(`at most ${String(most)} entries in the build folder`);
      const facts = lstatSync(onDisk(root, name), { bigint: true });
      if (facts.isDirectory()) folders.push(name);
      yield { name, facts };
    }
  }
}
function refuseUnsafe(name, facts) {
  const reason = facts.isSymbolicLink() ? "a symbolic link" : !facts.isFile() ? "no regular file" : facts.nlink !== 1n ? "a file with a second name (hard link)" : null;
  if (reason !== null) throw unsafe(name, reason);
}
async function copyFile(from, to, most, name) {
  var _stack = [];
  try {
    const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants2;
    const source = __using(_stack, await open(from, O_RDONLY | O_NOFOLLOW | O_NONBLOCK), true);
    refuseUnsafe(name, await source.stat({ bigint: true }));
    const target = __using(_stack, await open(to, "wx", 384), true);
    const hasher = newHasher();
    let size = 0;
    for await (const chunk of source.createReadStream({
      autoClose: false
    })) {
      size += chunk.length;
      if (size > most) throw overLimit(`at most ${String(OUTPUT_LIMITS.bytes)} bytes of outputs`);
      hasher.update(chunk);
      await target.writeFile(chunk);
    }
    return hasher.fingerprint();
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function unsafe(name, found) {
  return new BuildError("output-unsafe", {
    expected: `the output "${displayPath(name)}" to be a regular file with one name`,
    found,
    next: "Let the build copy it to a file of its own (`cp -L`), or narrow --output."
  });
}
function overLimit(expected) {
  return new BuildError("output-limit", {
    expected,
    found: "more",
    next: "Narrow --output to the files that are released."
  });
}

// src/adapters/materials.ts
var import_picomatch2 = __toESM(require_picomatch(), 1);
import { constants as constants3, lstatSync as lstatSync2, readdirSync as readdirSync2 } from "node:fs";
import { cp, open as open2 } from "node:fs/promises";
var MOST_FILES = 5e5;
async function keepMaterials(fetched, globs, folder) {
  await cp(fetched, folder, {
    recursive: true,
    verbatimSymlinks: true,
    mode: constants3.COPYFILE_FICLONE,
    filter: (source) => {
      const facts = lstatSync2(source);
      return facts.isFile() || facts.isDirectory() || facts.isSymbolicLink();
    }
  });
  const isRecorded = (0, import_picomatch2.default)([...globs], { dot: true });
  const files = [];
  for (const name of filesBelow(folder)) {
    const shown = displayPath(name);
    if (isRecorded(shown))
      files.push({ path: shown, ...await fingerprintOf(onDisk(folder, name)) });
  }
  files.sort((one, other) => one.path < other.path ? -1 : 1);
  return { folder, files };
}
async function layOutMaterials({ folder }, into) {
  await cp(folder, into, {
    recursive: true,
    verbatimSymlinks: true,
    mode: constants3.COPYFILE_FICLONE
  });
}
function* filesBelow(root) {
  let files = 0;
  const folders = [pathFromBytes(new Uint8Array())];
  for (let folder = folders.pop(); folder !== void 0; folder = folders.pop()) {
    const place = folder === "" ? Buffer.from(root) : onDisk(root, folder);
    for (const entry of readdirSync2(place, { encoding: "buffer", withFileTypes: true })) {
      const base = pathFromBytes(entry.name);
      const name = folder === "" ? base : `${folder}/${base}`;
      if (entry.isDirectory()) folders.push(name);
      if (!entry.isFile()) continue;
      files += 1;
      if (files > MOST_FILES) throw tooMany();
      yield name;
    }
  }
}
async function fingerprintOf(file) {
  var _stack = [];
  try {
    const handle = __using(_stack, await open2(file, constants3.O_RDONLY | constants3.O_NOFOLLOW), true);
    const hasher = newHasher();
    for await (const chunk of handle.createReadStream({
      autoClose: false
    })) {
      hasher.update(chunk);
    }
    return hasher.fingerprint();
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function tooMany() {
  return new BuildError("output-limit", {
    expected: `a fetch phase that brings at most ${String(MOST_FILES)} files`,
    found: "more",
    next: "Fetch less, or write to $GATE_MATERIALS only what the build needs."
  });
}

// src/adapters/missing-tool.ts
async function missingTool(tools, step) {
  if (tools.length === 0) return null;
  let said = "";
  const look = tools.map(({ program }, at) => {
    return `command -v ${shellWord(program)} > /dev/null || echo missing ${String(at)}`;
  });
  const end = await step(look.join("\n"), "none", {
    log: new BuildLog(),
    onOutput: (chunk) => {
      said += Buffer.from(chunk).toString("latin1");
    }
  });
  if (end.kind === "not-started") return null;
  const missing = tools.find((_, at) => said.split("\n").includes(`missing ${String(at)}`));
  return missing === void 0 ? end.failure : {
    reason: "tool-missing",
    detail: `${missing.program} is not on the PATH of the build; install ${missing.from}, or name its folder with --tools`
  };
}

// src/adapters/tool-versions.ts
var KNOWN_TOOLS = /* @__PURE__ */ new Map([
  ["node", ["--version"]],
  ["npm", ["--version"]],
  ["python3", ["--version"]],
  ["pip", ["--version"]],
  ["cargo", ["--version"]],
  ["go", ["version"]],
  ["java", ["-version"]],
  ["make", ["--version"]]
]);
var PATIENCE_MS = 5e3;
var LONGEST_LINE = 200;
async function toolVersions(question) {
  const { confinement, environment, tools, limits, signal } = question;
  let said = "";
  const end = await runStep(
    {
      confinement,
      command: {
        command: [...[...tools].map(([name, args]) => ask(name, args)), "wait"].join("\n"),
        directory: confinement.root,
        environment,
        network: "none"
      },
      folder: "/",
      deadlineMs: question.patienceMs ?? PATIENCE_MS,
      log: new BuildLog(),
      onOutput: (chunk) => {
        said += Buffer.from(chunk).toString("utf8");
      },
      signal
    },
    { ...limits, graceMs: 0 }
  );
  if (end.kind === "not-started") return end;
  if (end.failure?.reason === "exit") {
    return { kind: "not-started", complaint: said.trim() || end.failure.detail };
  }
  const versions = /* @__PURE__ */ new Map();
  for (const name of tools.keys()) {
    const line = said.split("\n").find((one) => one.startsWith(`${name}	`));
    const version = line?.slice(name.length + 1).trim().slice(0, LONGEST_LINE) ?? "";
    if (version !== "") versions.set(name, version);
  }
  return { kind: "asked", versions };
}
function ask(name, args) {
  const call = [name, ...args].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
  return `(said=$(${call} 2>&1 < /dev/null) && printf '%s\\t%.300s\\n' '${name}' "$(printf '%s\\n' "$said" | head -n 1)") 2> /dev/null &`;
}

// src/adapters/build-runner.ts
var STEP_LIMITS = {
  graceMs: 5e3,
  logBytes: 1024 ** 3,
  disk: { reserveBytes: 256 * 2 ** 20, files: 2e6, everyMs: 250 }
};
var BuildSandbox = class {
  #options;
  /** Two runs of one plan are shut in alike, and the machine is tried out once. */
  #chosen = /* @__PURE__ */ new WeakMap();
  constructor(options) {
    this.#options = options;
  }
  /** Throws `BuildError`, and what checking the source out throws; a build that fails is an outcome. */
  async run(plan, source, scratch, progress, signal, kept) {
    await checkTools(plan);
    const known = this.#chosen.get(plan);
    const chosen = known ?? await this.#choose(plan, scratch, signal);
    this.#chosen.set(plan, chosen);
    const { confiner, tools } = chosen;
    if (known === void 0) tellDegraded(plan, chosen, progress);
    const folders = await makeRunFolders(scratch);
    const checkout = await source.checkOut(folders.run);
    const directory = await workFolder(checkout, plan);
    const before = stampFiles(checkout, source.tree.files.keys());
    const ran = await this.#stages({ plan, confiner, folders, kept }, scratch, progress, signal);
    if (ran.failure === null && ran.deadEnds > 0) tellDeadEnds(ran.deadEnds, progress);
    const into = await scratch.directory("outputs");
    const collected = ran.failure === null ? await this.#collect({ root: checkout, directory, globs: plan.outputs, before, into }) : null;
    const { materials } = ran;
    const record = {
      plan,
      sandbox: { requested: plan.sandbox, reached: confiner.level, limits: ran.limits },
      network: { requested: plan.network.mode, reached: reachedNetwork(plan, confiner) },
      tools,
      ...materials === void 0 ? {} : { materials: materials.files },
      durationMs: ran.durationMs,
      outcome: outcomeOf(ran.failure, collected, plan, ran.log)
    };
    return {
      record,
      ...materials === void 0 ? {} : { materials },
      copies: collected?.copies ?? /* @__PURE__ */ new Map()
    };
  }
  /**
   * The phases in order. What was fetched is kept before anything else runs, in folders that are ours meanwhile: what
   * the build does with its own copy changes neither the record nor a repetition.
   */
  async #stages({ plan, confiner, folders, kept }, scratch, progress, signal) {
    const start = this.#options.clock.monotonic();
    const place = path3.join(folders.run, MATERIALS);
    if (kept !== void 0) await layOutMaterials(kept, place);
    const phases = kept === void 0 ? plan.phases : replayed(plan.phases);
    const last = kept === void 0 ? phases.findLastIndex(bringsMaterials) + 1 : 0;
    const log = new BuildLog();
    const run = async (part, isFirst) => {
      const confinement = await confiner.confine(this.#request(plan, folders));
      const request = { plan, phases: part, confinement, folders, log, start, isFirst };
      return this.#phases(request, progress, signal).finally(() => confinement.giveBack());
    };
    if (last === 0) {
      const ran = await run(phases, true);
      return kept === void 0 ? ran : { ...ran, materials: kept };
    }
    const fetched = await run(phases.slice(0, last), true);
    if (fetched.failure !== null) return fetched;
    const folder = await scratch.directory("materials");
    const materials = await keepMaterials(place, plan.materials ?? [], folder);
    const built = await run(phases.slice(last), false);
    return { ...built, deadEnds: fetched.deadEnds + built.deadEnds, materials };
  }
  /** The first confiner that can be used, tried out by asking the tools for their versions in it. */
  async #choose(plan, scratch, signal) {
    let complaint = null;
    for (const confiner of this.#candidates(plan)) {
      const folders = await makeRunFolders(scratch);
      const confinement = await confiner.confine(this.#request(plan, folders));
      const answer = await toolVersions({
        confinement,
        environment: await buildEnvironment(plan, confinement),
        tools: this.#options.tools ?? KNOWN_TOOLS,
        limits: this.#options.steps ?? STEP_LIMITS,
        signal
      }).catch(notStarted).finally(() => confinement.giveBack());
      if (answer.kind === "asked") return { confiner, tools: answer.versions, complaint };
      complaint ??= answer.complaint;
    }
    throw unavailable(plan, complaint);
  }
  #candidates(plan) {
    const { confiners } = this.#options;
    switch (plan.sandbox) {
      case "required":
        return confiners.filter(({ level }) => level === "namespaces");
      case "off":
        return confiners.filter(({ level }) => level === "process");
      case "auto":
        return plan.network.insisted && plan.network.mode !== "open" ? confiners.filter(({ holdsNetwork }) => holdsNetwork) : confiners;
    }
  }
  #request(plan, folders) {
    const limits = {
      memoryBytes: memoryForBuild(),
      processes: 4096,
      fileBytes: OUTPUT_LIMITS.bytes,
      cpuSeconds: Math.ceil(plan.timeoutMs / 1e3) * availableParallelism(),
      ...this.#options.processes
    };
    return { ...folders, tools: plan.tools, files: namedFiles(plan), limits };
  }
  async #phases({ plan, phases, confinement, folders, log, start, isFirst }, progress, signal) {
    const { clock, steps } = this.#options;
    const environment = await buildEnvironment(plan, confinement);
    const step = (command, network, into) => runStep(
      {
        confinement,
        command: {
          command,
          directory: path3.join(confinement.root, "source", plan.directory ?? ""),
          environment,
          network
        },
        folder: folders.run,
        deadlineMs: plan.timeoutMs - (clock.monotonic() - start),
        ...into,
        signal
      },
      steps ?? STEP_LIMITS
    ).catch(notStarted);
    const over = (failure, deadEnds2) => ({
      failure,
      deadEnds: deadEnds2,
      log,
      limits: confinement.limits,
      durationMs: Math.round(clock.monotonic() - start)
    });
    if (isFirst) {
      const lacking = await missingTool(plan.requires ?? [], step);
      if (lacking !== null) return over(lacking, 0);
    }
    let deadEnds = 0;
    for (const phase of phases) {
      progress.phase("rebuild", `${phase.name}: ${phase.command}`);
      const onOutput = progress.buildOutput.bind(progress);
      const end = await step(phase.command, phase.network, { log, onOutput });
      if (end.kind === "not-started") return notStarted(end.complaint);
      deadEnds += end.deadEnds;
      const failure = end.failure === null ? null : withNetworkNeed(end.failure, phase, deadEnds, log);
      if (failure !== null) return over(failure, deadEnds);
    }
    return over(null, deadEnds);
  }
  async #collect(request) {
    try {
      return await collectOutputs(request, this.#options.outputs ?? OUTPUT_LIMITS);
    } catch (cause) {
      if (cause instanceof GateError) throw cause;
      throw new BuildError("output-unsafe", {
        expected: "the build folder to be readable",
        found: cause instanceof Error ? cause.message : String(cause),
        next: "Check what the build does with permissions, and the free space of TMPDIR.",
        cause
      });
    }
  }
};
function bringsMaterials({ replay }) {
  return replay !== void 0;
}
function replayed(phases) {
  return phases.flatMap((phase) => {
    if (phase.replay === void 0) return [phase];
    if (phase.replay === null) return [];
    return [{ name: phase.name, command: phase.replay, network: "none" }];
  });
}
function memoryForBuild() {
  const constrained = process.constrainedMemory();
  const most = constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
  return Math.floor(most / 8 * 7);
}
function reachedNetwork(plan, { holdsNetwork }) {
  return holdsNetwork ? plan.network.mode : "open";
}
function withNetworkNeed(failure, { network }, deadEnds, log) {
  const wanted = deadEnds > 0 || complainsOfNetwork(log.tail());
  if (failure.reason !== "exit" || network === "open" || !wanted) return failure;
  return {
    reason: "network-needed",
    detail: `${failure.detail}; give it with --fetch COMMAND beforehand, or with --network open`
  };
}
function tellDegraded({ sandbox, network }, { confiner: { level, holdsNetwork }, complaint }, progress) {
  if (sandbox === "off" || level === "namespaces") return;
  const open3 = holdsNetwork || network.mode === "open" ? "" : ", and could reach the network all the same";
  progress.notice(
    "sandbox-degraded",
    `the build ran at isolation level ${level}, not in namespaces of its own${open3} (${complaint ?? "only Linux has them"})`
  );
}
function tellDeadEnds(deadEnds, progress) {
  progress.notice(
    "network-attempted",
    `the build tried ${String(deadEnds)} times to reach the network, which it did not have, and went on without it`
  );
}
function unavailable({ sandbox, network }, complaint) {
  const found = complaint ?? "a system without them";
  if (sandbox === "required") {
    return new BuildError("sandbox-unavailable", {
      expected: "Linux namespaces for --sandbox required",
      found,
      next: "Run as root, with passwordless sudo or with unprivileged user namespaces; or leave --sandbox at auto, and read in the report what was reached."
    });
  }
  return new BuildError("network-not-enforced", {
    expected: `a machine that can hold --network ${network.mode}`,
    found,
    next: "Run as root, with passwordless sudo or with unprivileged user namespaces; or leave --network out, and read in the report what was reached."
  });
}
function outcomeOf(failure, collected, plan, log) {
  if (failure !== null) return { kind: "failed", ...failure, logTail: log.tail() };
  if (collected !== null && collected.files.length > 0) {
    return { kind: "built", files: collected.files };
  }
  const untouched = collected?.untouched ?? [];
  const hint = untouched.length === 0 ? "" : `; ${untouched.slice(0, 3).join(", ")} is in the commit and was not made again`;
  return {
    kind: "failed",
    reason: "no-output",
    detail: `no new file matches ${plan.outputs.join(", ")}${hint}`,
    logTail: log.tail()
  };
}
async function workFolder(root, plan) {
  if (plan.directory === void 0) return root;
  const folder = path3.join(root, plan.directory);
  const isInside = folder.startsWith(`${root}/`);
  if (isInside && await isFolder(folder) && await realpath(folder) === folder) return folder;
  throw new BuildError("build-not-started", {
    expected: `a folder "${plan.directory}" in the commit`,
    found: "none",
    next: "Pass --source with a folder that the commit has."
  });
}
function notStarted(cause) {
  throw new BuildError("build-not-started", {
    expected: "/bin/sh to start",
    found: cause instanceof Error ? cause.message : String(cause),
    next: "Check that this machine has /bin/sh and room for another process.",
    cause
  });
}
export {
  BuildSandbox
};
