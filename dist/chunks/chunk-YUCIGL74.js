import {
  RunLog,
  judgeByCommit,
  judgePair,
  judgeUnbuilt,
  judgeUnmatched,
  makeReport,
  selfCheck
} from "./chunk-VYORB7PX.js";
import {
  InputError
} from "./chunk-ZO3S4ZVQ.js";

// src/core/caller-environment.ts
var ADDRESSES = [
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "ALL_PROXY",
  "http_proxy",
  "https_proxy",
  "all_proxy",
  "npm_config_registry",
  "NPM_CONFIG_REGISTRY",
  "PIP_INDEX_URL",
  "UV_DEFAULT_INDEX",
  "GOPROXY"
];
var PLAIN = [
  "NO_PROXY",
  "no_proxy",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  "NODE_EXTRA_CA_CERTS",
  "PIP_CERT",
  "REQUESTS_CA_BUNDLE",
  "CURL_CA_BUNDLE",
  "CARGO_HTTP_CAINFO",
  "GIT_SSL_CAINFO"
];
function forwardedVariables(caller) {
  const forwarded = [];
  for (const name of ADDRESSES) {
    const given = caller[name];
    if (given === void 0 || given === "") continue;
    const parts = given.split(/([,|\s])/).map(withoutCredentials);
    if (parts.includes(null)) continue;
    const value = parts.join("");
    forwarded.push({ name, value, withoutCredentials: value !== given });
  }
  for (const name of PLAIN) {
    const value = caller[name];
    if (value !== void 0 && value !== "")
      forwarded.push({ name, value, withoutCredentials: false });
  }
  return forwarded;
}
function withoutCredentials(address) {
  const [, scheme = "", authority = "", rest = ""] = /^([a-z][a-z0-9+.-]*:\/\/)?([^/?#]*)([^?#]*)/i.exec(address) ?? [];
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  const [, port = ""] = /^(?:\[[^\]]*\]|[^:]*)(.*)$/s.exec(host) ?? [];
  if (!/^(:\d*)?$/.test(port) || port !== "" && rest.includes("@")) return null;
  return scheme + host + rest;
}

// src/core/plan.ts
var DEFAULT_TIMEOUT_MS = 60 * 60 * 1e3;
var FIXED = [
  ["TZ", "UTC"],
  ["LC_ALL", "C.UTF-8"],
  ["PYTHONHASHSEED", "0"],
  ["GIT_CONFIG_NOSYSTEM", "1"],
  ["GIT_TERMINAL_PROMPT", "0"]
];
var RESERVED_BY_JOB = /^(GITHUB_TOKEN|GH_TOKEN|ACTIONS_.*|GITHUB_(ENV|PATH|OUTPUT|STATE|STEP_SUMMARY))$/i;
var RESERVED_BY_RUNNER = /^(HOME|TMPDIR|PATH|XDG_[A-Z_]+)$/;
var PACKAGE_ENDING = /\.(tgz|tar(\.[a-z0-9]+)?|whl|zip|crate|gem|jar|nupkg|deb|rpm|apk|vsix)$/i;
function planBuild(inputs, source) {
  checkCommands(inputs);
  const network = chooseNetwork(inputs);
  const environment = /* @__PURE__ */ new Map();
  const set = (name, value, evidence) => {
    environment.set(name, { item: `env ${name}`, value, evidence });
  };
  set("SOURCE_DATE_EPOCH", String(source.committedAt), "commit");
  for (const [name, value] of FIXED) set(name, value, "default");
  for (const { name, value, withoutCredentials: withoutCredentials2 } of forwardedVariables(inputs.caller)) {
    set(name, value, withoutCredentials2 ? "caller, credentials removed" : "caller");
  }
  for (const assignment of inputs.environment) {
    const [name, value] = parseAssignment(assignment);
    set(name, value, "--env");
  }
  const outputs = inputs.outputs.length > 0 ? inputs.outputs.map(checkGlob) : defaultOutputs(inputs);
  const directory = source.subdirectory;
  const timeoutMs = inputs.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  return {
    phases: [
      ...inputs.fetchCommand === null ? [] : [{ name: "fetch", command: inputs.fetchCommand, network: "open" }],
      {
        name: "build",
        command: inputs.command,
        network: network.mode === "open" ? "open" : "none"
      }
    ],
    environment: new Map([...environment].map(([name, item]) => [name, item.value])),
    tools: inputs.tools,
    outputs,
    timeoutMs,
    sandbox: inputs.sandbox,
    network: { mode: network.mode, insisted: inputs.network !== null },
    ...directory === void 0 ? {} : { directory },
    items: [
      ...inputs.fetchCommand === null ? [] : [{ item: "fetch command", value: inputs.fetchCommand, evidence: "--fetch" }],
      { item: "command", value: inputs.command, evidence: "--build" },
      { item: "network", value: network.mode, evidence: network.evidence },
      ...directory === void 0 ? [] : [{ item: "directory", value: directory, evidence: "--source" }],
      ...inputs.tools.map((value) => ({ item: "tools", value, evidence: "--tools" })),
      ...outputs.map((value) => ({
        item: "output",
        value,
        evidence: inputs.outputs.length > 0 ? "--output" : "upload"
      })),
      ...environment.values(),
      { item: "umask", value: "022", evidence: "default" },
      {
        item: "timeout",
        value: `${String(timeoutMs)} ms`,
        evidence: inputs.timeoutMs === null ? "default" : "--timeout"
      }
    ]
  };
}
function checkCommands({ command, fetchCommand }) {
  if (command.trim() === "") {
    throw usage("a build command", "an empty --build", "Pass the command that makes the file.");
  }
  if (fetchCommand?.trim() === "") {
    throw usage("a fetch command", "an empty --fetch", "Pass the command that fetches, or none.");
  }
}
function chooseNetwork({ network, sandbox, fetchCommand }) {
  if (sandbox === "off" && network !== null && network !== "open") {
    throw usage(
      "a sandbox that can hold the network",
      `--network ${network} with --sandbox off`,
      "Leave one of them out."
    );
  }
  if (network === "fetch" && fetchCommand === null) {
    throw usage(
      "--fetch COMMAND together with --network fetch",
      "no fetch command",
      "Say what fetches with --fetch, or let the whole build have the network with --network open."
    );
  }
  if (network === "none" && fetchCommand !== null) {
    throw usage(
      "a network for the fetch command",
      "--network none with --fetch",
      "Leave one of them out."
    );
  }
  if (network !== null) return { mode: network, evidence: "--network" };
  if (sandbox === "off") return { mode: "open", evidence: "--sandbox off" };
  return fetchCommand === null ? { mode: "none", evidence: "default" } : { mode: "fetch", evidence: "--fetch" };
}
function parseAssignment(assignment) {
  const [, name, value] = /^([A-Za-z_][A-Za-z0-9_]*)=([^\0]*)$/s.exec(assignment) ?? [];
  if (name === void 0 || value === void 0) {
    const shown = assignment.split("=")[0] ?? "";
    throw usage("--env NAME=VALUE", `"${shown}"`, "A name has letters, digits and underscores.");
  }
  if (RESERVED_BY_JOB.test(name)) {
    throw usage(
      "a variable that a build may have",
      name,
      "It would let the build speak for the job."
    );
  }
  if (RESERVED_BY_RUNNER.test(name)) {
    throw usage(
      "a variable that is free",
      name,
      "Each run sets it; put programs on PATH with --tools."
    );
  }
  return [name, value];
}
function checkGlob(glob) {
  const pattern = glob.startsWith("!") ? glob.slice(1) : glob;
  if (pattern === "" || pattern.startsWith("/") || pattern.split("/").includes("..")) {
    throw usage("--output with a glob inside the source tree", `"${glob}"`, "Example: dist/*.tgz");
  }
  return glob;
}
function defaultOutputs(inputs) {
  const globs = inputs.uploads.map((name) => {
    const ending = PACKAGE_ENDING.exec(name)?.[0];
    return `**/${ending === void 0 ? escapeGlob(name) : `*${escapeGlob(ending)}`}`;
  });
  return [...new Set(globs), "!**/node_modules/**", "!**/.venv/**"];
}
function escapeGlob(name) {
  return name.replace(/[\\*?[\]{}()!+@|$^]/g, "\\$&");
}
function usage(expected, found, next) {
  return new InputError("usage", { expected, found, next });
}

// src/app/pairing.ts
function pairUploads(uploads, outputs) {
  const names = /* @__PURE__ */ new Set();
  for (const { name } of uploads) {
    if (names.has(name)) {
      throw ambiguous("uploads of different names", `"${name}" twice`, "Check them one by one.");
    }
    names.add(name);
  }
  const [onlyUpload] = uploads;
  const [onlyOutput] = outputs;
  if (uploads.length === 1 && outputs.length === 1 && onlyUpload && onlyOutput) {
    return [{ upload: onlyUpload, built: onlyOutput }];
  }
  return uploads.map((upload) => ({ upload, built: outputNamed(upload.name, outputs) }));
}
function outputNamed(name, outputs) {
  const candidates = outputs.filter((output) => output.name === name);
  const other = candidates.find((output) => output.sha256 !== candidates[0]?.sha256);
  if (candidates[0] !== void 0 && other !== void 0) {
    throw ambiguous(
      `one output called "${name}"`,
      `${candidates[0].path} and ${other.path}, with different bytes`,
      "Name the one that is released with --output."
    );
  }
  return candidates[0] ?? null;
}
function ambiguous(expected, found, next) {
  return new InputError("upload-ambiguous", { expected, found, next });
}

// src/app/check.ts
async function check(request, ports, signal) {
  const createdAt = ports.clock.now();
  const log = new RunLog(ports.clock, ports.progress);
  log.limits(request.limits);
  for (const { file } of request.uploads) await ports.files.fingerprint(file, signal);
  const source = await ports.prover.prove(request.source, ports.scratch, log, signal);
  const means = {
    files: ports.files,
    secondOpinion: ports.secondOpinion,
    diffLines: ports.diffLines,
    limits: request.limits,
    accepted: request.accepted,
    source,
    signal
  };
  const { build, artifacts } = request.build === null ? { build: null, artifacts: await lookUp(request, source, means, log) } : await rebuild(request, request.build, source, ports, means, log);
  await source.confirm();
  return makeReport({
    command: "check",
    mode: request.build === null ? "no-build" : "rebuild",
    toolVersion: request.toolVersion,
    createdAt,
    source: source.tree,
    build,
    artifacts,
    accepted: request.accepted,
    notices: log.notices(),
    timings: log.timings()
  });
}
async function lookUp({ uploads }, source, means, log) {
  log.phase("compare", "with the files of the commit");
  return each(uploads, (upload) => judgeByCommit(upload, source, means));
}
async function rebuild(request, inputs, source, ports, means, log) {
  const { uploads } = request;
  const plan = planBuild({ ...inputs, uploads: uploads.map(({ name }) => name) }, source.tree);
  const build = async () => ports.sandbox.run(plan, source, ports.scratch, log, means.signal);
  log.phase("rebuild", inputs.command);
  const first = await build();
  const { outcome } = first.record;
  if (outcome.kind === "failed") {
    const artifacts2 = await each(uploads, (upload) => judgeUnbuilt(upload, outcome, means));
    return { build: first.record, artifacts: artifacts2 };
  }
  const pairs = pairUploads(uploads, outcome.files);
  log.phase("compare", `${String(pairs.length)} of ${String(outcome.files.length)} outputs`);
  const artifacts = await each(
    pairs,
    ({ upload, built }) => built === null ? judgeUnmatched(upload, means) : judgePair(upload, { file: copyOf(first, built.path), name: built.name }, means)
  );
  const isWorthIt = artifacts.some(isDifferent) && request.recheck;
  if (!isWorthIt) return { build: first.record, artifacts };
  log.phase("recheck", "building once more, to see whether the build is stable");
  const second = await build();
  return {
    build: first.record,
    artifacts: await recheck(artifacts, pairs, { first, second }, means, log)
  };
}
async function recheck(artifacts, pairs, { first, second }, means, log) {
  const { outcome } = second.record;
  if (outcome.kind === "failed") {
    log.notice(
      "recheck-failed",
      `the second build of the same plan failed (${outcome.detail}), so nothing is known of its stability`
    );
    return artifacts;
  }
  return each(artifacts, async (artifact, at) => {
    const built = pairs[at]?.built ?? null;
    if (!isDifferent(artifact) || built === null) return artifact;
    const again = outcome.files.find(({ path }) => path === built.path);
    return selfCheck(
      artifact,
      { file: copyOf(first, built.path), name: built.name },
      again === void 0 ? null : { file: copyOf(second, again.path), name: again.name },
      means
    );
  });
}
function isDifferent({ decision }) {
  return decision.verdict.kind === "different";
}
function copyOf(run, path) {
  const copy = run.copies.get(path);
  if (copy === void 0) throw new Error(`no copy was kept of the output ${path}`);
  return copy;
}
async function each(items, judge) {
  const [first, ...others] = items;
  const done = [await judge(first, 0)];
  for (const [at, item] of others.entries()) done.push(await judge(item, at + 1));
  return done;
}

export {
  check
};
