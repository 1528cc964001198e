import {
  PRESETS,
  Project,
  belowTop,
  uploadTraits
} from "./chunk-O7FZZVYQ.js";
import {
  RunLog,
  goBuildOf,
  judgeByCommit,
  judgeNotApplicable,
  judgePair,
  judgeUnbuilt,
  judgeUnmatched,
  makeReport,
  selfCheck,
  utf8Text
} from "./chunk-ME4NGRWJ.js";
import {
  displayPath,
  isUtf8,
  pathFromText
} from "./chunk-XX7SVKQN.js";
import {
  InputError
} from "./chunk-COCQMI2L.js";

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
var RESERVED_BY_RUNNER = /^(HOME|TMPDIR|PATH|GATE_MATERIALS|XDG_[A-Z_]+)$/;
var PACKAGE_ENDING = /\.(tgz|tar(\.[a-z0-9]+)?|whl|zip|crate|gem|jar|nupkg|deb|rpm|apk|vsix)$/i;
function planBuild(inputs, source, chosen = null) {
  checkCommands(inputs, chosen);
  const fetching = chooseFetch(inputs, chosen);
  const network = chooseNetwork(inputs, fetching);
  const decided = {
    fetching,
    network,
    build: chooseBuild(inputs, chosen),
    outputs: chooseOutputs(inputs, chosen),
    environment: planEnvironment(inputs, source, chosen),
    umask: chosen?.recipe.umask ?? { value: "022", evidence: "default" }
  };
  const { subdirectory: directory } = source;
  return {
    phases: phasesOf(decided, chosen),
    environment: new Map(
      [...decided.environment].flatMap(
        ([name, { value }]) => value === null ? [] : [[name, value]]
      )
    ),
    tools: inputs.tools,
    outputs: decided.outputs.map(({ value }) => value),
    timeoutMs: inputs.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    sandbox: inputs.sandbox,
    network: { mode: network.mode, insisted: inputs.network !== null },
    ...directory === void 0 ? {} : { directory },
    ...chosen === null ? {} : { requires: chosen.recipe.requires },
    ...fetching?.replay === void 0 ? {} : { materials: chosen?.recipe.materials ?? [] },
    items: itemsOf(decided, inputs, source, chosen)
  };
}
function phasesOf({ fetching, network, build, umask }, chosen) {
  const prepare = chosen?.recipe.prepare ?? null;
  return [
    ...fetching === null ? [] : [fetchPhase(fetching)],
    ...prepare === null ? [] : [{ name: "prepare", command: prepare.command, network: "none" }],
    {
      name: "build",
      command: umask.value === "022" ? build.command : `umask ${umask.value}
${build.command}`,
      network: network.mode === "open" ? "open" : "none"
    }
  ];
}
function itemsOf({ fetching, network, build, outputs, environment, umask }, inputs, { subdirectory: directory }, chosen) {
  const command = (item, it) => it === null || it === void 0 ? [] : [{ item, value: it.command, evidence: it.evidence }];
  const timeoutMs = inputs.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  return [
    ...chosen === null ? [] : [{ item: "preset", value: chosen.preset, evidence: chosen.evidence }],
    ...chosen?.recipe.decisions ?? [],
    ...command("fetch command", fetching),
    ...command("prepare command", chosen?.recipe.prepare),
    ...command("command", build),
    { item: "network", value: network.mode, evidence: network.evidence },
    ...directory === void 0 ? [] : [{ item: "directory", value: directory, evidence: "--source" }],
    ...inputs.tools.map((value) => ({ item: "tools", value, evidence: "--tools" })),
    ...outputs,
    ...[...environment].map(([name, { value, evidence }]) => ({
      item: `env ${name}`,
      value: value ?? "not set",
      evidence
    })),
    { item: "umask", ...umask },
    {
      item: "timeout",
      value: `${String(timeoutMs)} ms`,
      evidence: inputs.timeoutMs === null ? "default" : "--timeout"
    }
  ];
}
function planEnvironment(inputs, { committedAt }, chosen) {
  const environment = /* @__PURE__ */ new Map();
  const set = (name, value, evidence) => {
    environment.set(name, { value, evidence });
  };
  set("SOURCE_DATE_EPOCH", String(committedAt), "commit");
  for (const [name, value] of FIXED) set(name, value, "default");
  for (const { name, value, evidence } of chosen?.recipe.environment ?? []) {
    set(name, value, evidence);
  }
  for (const { name, value, withoutCredentials: withoutCredentials2 } of forwardedVariables(inputs.caller)) {
    set(name, value, withoutCredentials2 ? "caller, credentials removed" : "caller");
  }
  for (const assignment of inputs.environment) {
    const [name, value] = parseAssignment(assignment);
    set(name, value, "--env");
  }
  return environment;
}
function checkCommands({ command, fetchCommand }, chosen) {
  if (command === null ? chosen === null : command.trim() === "") {
    throw usage("a build command", "none", "Pass the command that makes the file with --build.");
  }
  if (fetchCommand?.trim() === "") {
    throw usage("a fetch command", "an empty --fetch", "Pass the command that fetches, or none.");
  }
}
function chooseBuild({ command }, chosen) {
  if (command !== null) return { command, evidence: "--build" };
  return chosen?.recipe.build ?? { command: "false", evidence: "default" };
}
function chooseFetch({ fetchCommand, network }, chosen) {
  if (fetchCommand !== null) return { command: fetchCommand, evidence: "--fetch" };
  return network === "none" ? null : chosen?.recipe.fetch ?? null;
}
function fetchPhase({ command, replay }) {
  return {
    name: "fetch",
    command,
    network: "open",
    ...replay === void 0 ? {} : { replay }
  };
}
function chooseOutputs(inputs, chosen) {
  const item = (evidence) => (value) => ({ item: "output", value, evidence });
  if (inputs.outputs.length > 0) return inputs.outputs.map(checkGlob).map(item("--output"));
  if (chosen !== null && inputs.command === null) {
    return chosen.recipe.outputs.map(item(`preset ${chosen.preset}`));
  }
  return defaultOutputs(inputs).map(item("upload"));
}
function chooseNetwork({ network, sandbox, fetchCommand }, fetching) {
  if (sandbox === "off" && network !== null && network !== "open") {
    throw usage(
      "a sandbox that can hold the network",
      `--network ${network} with --sandbox off`,
      "Leave one of them out."
    );
  }
  if (network === "fetch" && fetching === null) {
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
  return fetching === null ? { mode: "none", evidence: "default" } : { mode: "fetch", evidence: fetching.evidence };
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

// src/core/presets/not-applicable.ts
var KINDS = [
  [
    /\.(?:asc|sig|minisig|sigstore(?:\.json)?|intoto\.jsonl|att)$/i,
    "a signature or an attestation"
  ],
  [
    /(?:^|[._-])(?:sha\d+|md5|b2)(?:sums?)?(?:\.txt)?$|^checksums(?:\.txt)?$/i,
    "a list of checksums"
  ],
  [/\.(?:spdx|cdx|sbom)(?:\.(?:json|xml))?$/i, "a bill of materials"],
  [/\.(?:deb|udeb|rpm|apk|snap|flatpak|appimage)$/i, "a package of an operating system"],
  [/\.(?:dmg|pkg|msi|msix|appx|iso|img|qcow2|vmdk|ova)$/i, "an installer or a disk image"]
];
function notApplicable(upload) {
  if (isContainerImage(upload)) return "a container image";
  return KINDS.find(([pattern]) => pattern.test(upload.name))?.[1] ?? null;
}
function isContainerImage(upload) {
  if (upload.isImage || /\.(?:oci|sif)$/i.test(upload.name)) return true;
  if (upload.archive?.format !== "tar") return false;
  const paths = upload.archive.entries.map(({ path }) => belowTop(upload, path));
  return paths.includes("manifest.json") && paths.some((path) => /^(?:[0-9a-f]{64}\/layer\.tar|[0-9a-f]{64}\.json)$/.test(path));
}

// src/core/presets/choose.ts
function choosePreset(project, uploads, presets, named) {
  const apart = /* @__PURE__ */ new Map();
  const makeable = [];
  for (const upload of uploads) {
    const kind = notApplicable(upload);
    if (kind === null) makeable.push(upload);
    else apart.set(upload.name, kind);
  }
  if (makeable.length === 0) return { chosen: null, notApplicable: apart };
  const { preset, evidence } = named === null ? detectAll(project, makeable, presets) : byName(presets, named);
  const recipe = preset.plan(project, makeable, null);
  return { chosen: { preset: preset.name, evidence, recipe }, notApplicable: apart };
}
function inheritedRecipe(project, uploads, presets, { command, named }) {
  if (named !== null) {
    const { preset, evidence } = byName(presets, named);
    return { preset: named, evidence, recipe: preset.plan(project, uploads, command) };
  }
  for (const preset of presets.filter(({ runs }) => runs(command))) {
    const [found] = uploads.flatMap((upload) => detection(project, upload, [preset]) ?? []);
    if (found === void 0) continue;
    const evidence = `${found.evidence}; --build runs what it runs`;
    return { preset: preset.name, evidence, recipe: preset.plan(project, uploads, command) };
  }
  return null;
}
function byName(presets, named) {
  const preset = presets.find(({ name }) => name === named);
  if (preset !== void 0) return { preset, evidence: "--preset" };
  throw new InputError("usage", {
    expected: `--preset with one of ${presets.map(({ name }) => name).join(", ")}`,
    found: `"${named}"`,
    next: "Name one of them, or say how the release is built with --build COMMAND."
  });
}
function detection(project, upload, presets) {
  for (const preset of presets) {
    const evidence = preset.detect(project, upload);
    if (evidence !== null) return { preset, evidence };
  }
  return null;
}
function detectAll(project, uploads, presets) {
  const found = uploads.map((upload) => ({ upload, it: detection(project, upload, presets) }));
  const unknown = found.filter(({ it }) => it === null).map(({ upload }) => upload.name);
  const [first, ...others] = found.flatMap(({ it }) => it ?? []);
  if (first === void 0 || unknown.length > 0) {
    throw new InputError("preset-undetected", {
      expected: `files that one of the presets makes (${presets.map(({ name }) => name).join(", ")})`,
      found: unknown.join(", "),
      next: "Say how they are built with --build COMMAND, or name the preset with --preset NAME (in a workflow: the inputs build and preset)."
    });
  }
  const names = new Set([first, ...others].map(({ preset }) => preset.name));
  if (names.size > 1) {
    throw new InputError("preset-ambiguous", {
      expected: "uploads that one preset makes",
      found: found.map(({ upload, it }) => `${upload.name} by ${it?.preset.name ?? "none"}`).join(", "),
      next: "Check them apart, each with its own run, or say how all are built with --build COMMAND."
    });
  }
  return first;
}

// src/app/make-plan.ts
var LARGEST_MANIFEST = 2 * 1024 * 1024;
var LARGEST_PROGRAM = 256 * 1024 * 1024;
var MOST_MANIFESTS = 200;
async function makePlan({ uploads, inputs, preset, limits }, means) {
  const { command } = inputs;
  const { tree } = means.source;
  const planned = (chosen2, names) => planBuild({ ...inputs, uploads: names.map(({ name }) => name) }, tree, chosen2);
  if (command !== null && preset === null && !mayInherit(inputs, command)) {
    return { plan: planned(null, uploads), notApplicable: /* @__PURE__ */ new Map() };
  }
  const project = await readProject(PRESETS, means);
  const traits = [];
  for (const upload of uploads) traits.push(await readTraits(upload, project, limits, means));
  if (command !== null) {
    const inherited = inheritedRecipe(project, traits, PRESETS, { command, named: preset });
    return { plan: planned(inherited, uploads), notApplicable: /* @__PURE__ */ new Map() };
  }
  const { chosen, notApplicable: notApplicable2 } = choosePreset(project, traits, PRESETS, preset);
  const built = uploads.filter(({ name }) => !notApplicable2.has(name));
  return { plan: chosen === null ? null : planned(chosen, built), notApplicable: notApplicable2 };
}
function mayInherit({ fetchCommand, network }, command) {
  const isOpen = fetchCommand === null && (network === null || network === "fetch");
  return isOpen && PRESETS.some(({ runs }) => runs(command));
}
async function readProject(presets, { source, parsers }) {
  const { tree } = source;
  const folder = tree.subdirectory === void 0 ? "" : `${pathFromText(tree.subdirectory)}/`;
  const places = /* @__PURE__ */ new Map();
  for (const [path, { mode }] of tree.files) {
    const isFile = mode === "100644" || mode === "100755";
    if (!isFile || !path.startsWith(folder) || !isUtf8(path)) continue;
    places.set(displayPath(path.slice(folder.length)), path);
  }
  const texts = /* @__PURE__ */ new Map();
  for (const [path, place] of places) {
    if (!presets.some(({ wants }) => wants(path)) || texts.size >= MOST_MANIFESTS) continue;
    const text = utf8Text(await source.readBlob(place, LARGEST_MANIFEST) ?? NO_BYTES);
    if (text !== null) texts.set(path, text);
  }
  const { commit, committedAt } = tree;
  return new Project(
    { paths: new Set(places.keys()), texts, commit, committedAt },
    await parsers()
  );
}
var NO_BYTES = new Uint8Array();
var WHOLE = pathFromText("");
async function readTraits({ file, name }, project, limits, { files, signal }) {
  const mayBeProgram = [...project.paths].some((path) => /(?:^|\/)go\.mod$/.test(path));
  const reading = await files.read(file, [], limits, signal);
  if (reading.kind !== "archive") {
    const isSmall = reading.kind === "opaque" && reading.content.size <= LARGEST_PROGRAM;
    if (!isSmall || !mayBeProgram) return uploadTraits(name, reading, /* @__PURE__ */ new Map());
    const [program] = (await files.bodies(file, [], [WHOLE], LARGEST_PROGRAM, limits, signal)).values();
    return uploadTraits(name, reading, /* @__PURE__ */ new Map(), goBuildOf(program ?? NO_BYTES));
  }
  const wanted = reading.archive.entries.filter(({ path, type }) => {
    const shown = displayPath(path);
    return type === "file" && PRESETS.some(({ asks }) => asks(shown));
  }).map(({ path }) => path).slice(0, MOST_MANIFESTS);
  const metadata = /* @__PURE__ */ new Map();
  if (wanted.length > 0) {
    const bodies = await files.bodies(file, [], wanted, LARGEST_MANIFEST, limits, signal);
    for (const [path, body] of bodies) {
      const text = utf8Text(body);
      if (text !== null) metadata.set(displayPath(path), text);
    }
  }
  return uploadTraits(name, reading, metadata);
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
async function previewPlan(terms, ports, signal) {
  const log = new RunLog(ports.clock, ports.progress);
  for (const { file } of terms.uploads) await ports.files.fingerprint(file, signal);
  const source = await ports.prover.prove(terms.source, ports.scratch, log, signal);
  return planOf(terms, source, ports, signal);
}
function planOf({ uploads, build, preset = null, limits }, source, { files, parsers }, signal) {
  return makePlan({ uploads, inputs: build, preset, limits }, { files, parsers, source, signal });
}
async function lookUp({ uploads }, source, means, log) {
  log.phase("compare", "with the files of the commit");
  return each(uploads, (upload) => judgeByCommit(upload, source, means));
}
async function rebuild(request, inputs, source, ports, means, log) {
  const made = await planOf({ ...request, build: inputs }, source, ports, means.signal);
  const { plan } = made;
  const uploads = request.uploads.filter(({ name }) => !made.notApplicable.has(name));
  if (plan === null || !isNonEmpty(uploads)) {
    return { build: null, artifacts: await withOthers(request.uploads, [], made, means) };
  }
  const rebuilt = await rebuildPlanned({ ...request, uploads }, plan, source, ports, means, log);
  const artifacts = await withOthers(request.uploads, rebuilt.artifacts, made, means);
  return { build: rebuilt.build, artifacts };
}
async function withOthers(uploads, built, { notApplicable: notApplicable2 }, means) {
  const left = [...built];
  return each(uploads, async (upload) => {
    const kind = notApplicable2.get(upload.name);
    if (kind !== void 0) return judgeNotApplicable(upload, kind, means);
    const next = left.shift();
    if (next === void 0) throw new Error(`nothing was decided of ${upload.name}`);
    return next;
  });
}
function isNonEmpty(items) {
  return items.length > 0;
}
async function rebuildPlanned(request, plan, source, ports, means, log) {
  const { uploads } = request;
  log.phase("rebuild", plan.phases.at(-1)?.command ?? "");
  const first = await ports.sandbox.run(plan, source, ports.scratch, log, means.signal);
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
  const { materials } = first;
  const second = await ports.sandbox.run(
    plan,
    source,
    ports.scratch,
    log,
    means.signal,
    // Of the same materials: what a registry answers meanwhile is no property of the build.
    materials
  );
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
  check,
  previewPlan
};
