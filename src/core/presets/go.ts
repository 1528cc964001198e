import type { GoBuild } from "../inference/go-build.ts";
import type { UploadTraits } from "../inference/upload-traits.ts";
import { shellWord } from "../shell-word.ts";
import type { PlanItem } from "../build-plan.ts";
import { homeLink } from "./home-link.ts";
import type { Preset, RecipeVariable } from "./preset.ts";
import { unusable, type Project } from "./project.ts";

/** Where the programs are made: a folder that no project has, and that git does not count as a change. */
const OUTPUT = ".rebuild-gate";
const MODULES = 'export GOMODCACHE="$GATE_MATERIALS/go"';

/** Variables that say for which machine a program is; they are taken over as they stand. */
const TARGET =
  /^(?:GOOS|GOARCH|GOAMD64|GOARM|GOARM64|GO386|GOMIPS|GOMIPS64|GOPPC64|GORISCV64|CGO_ENABLED)$/;

/** Programs that `go build` made, which say themselves of which package and for which machine. */
export const goPreset: Preset = {
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
            programs.map(({ directory }) => `(cd ${shellWord(directory)} && go mod download)`),
          ),
        ].join(" && "),
        evidence: project.has("go.sum") ? "go.sum" : "go.mod",
        replay: null,
      },
      prepare: homeLink("go", "go/pkg/mod", "preset go"),
      build: {
        command: [
          `mkdir -p ${OUTPUT}`,
          `echo '*' > ${OUTPUT}/.gitignore`,
          ...programs.map(({ command }) => command),
        ].join(" && "),
        evidence: "preset go",
      },
      environment: [
        // Folders without the right to write could not be taken away again.
        { name: "GOFLAGS", value: "-modcacherw", evidence: "preset go" },
        { name: "GOTELEMETRY", value: "off", evidence: "preset go" },
        toolchain(programs),
      ],
      umask: null,
      outputs: uploads.map(
        ({ name }) => `${OUTPUT}/${name.replaceAll(/[\\*?[\]{}()!+@|$^]/g, "\\$&")}`,
      ),
      materials: ["go/cache/download/**/*.zip", "go/cache/download/**/*.mod"],
      requires: [
        { program: "go", from: "Go (the package golang-go)" },
        ...(usesGit ? [{ program: "git", from: "the package git" }] : []),
      ],
      decisions: programs.flatMap(({ decisions }) => decisions),
    };
  },
};

interface Main {
  readonly module: string;
  /** Of go.mod, from the folder that is built. */
  readonly directory: string;
  /** Of the main package, from the folder that is built. */
  readonly folder: string;
  /** What go.mod asks for: the lowest version of the language, without `go`. */
  readonly lowest: string;
}

/** The main package that a program says it is of, where the commit has it. */
function mainOf(project: Project, { goBuild }: UploadTraits): Main | null {
  if (goBuild === null) return null;
  for (const file of project.paths) {
    if (!/(?:^|\/)go\.mod$/.test(file)) continue;
    const text = project.text(file) ?? "";
    const module = /^module\s+"?([^\s"]+)"?/m.exec(text)?.[1];
    if (module === undefined) continue;
    if (goBuild.path !== module && !goBuild.path.startsWith(`${module}/`)) continue;
    const directory = file === "go.mod" ? "." : file.slice(0, -"/go.mod".length);
    const below = goBuild.path.slice(module.length + 1);
    const folder = [directory, below].filter((part) => part !== "" && part !== ".").join("/");
    const hasCode = [...project.paths].some((path) => {
      const [, place = "", name] = /^(?:(.*)\/)?([^/]+)$/.exec(path) ?? [];
      return place === folder && name?.endsWith(".go") === true;
    });
    const lowest = /^go\s+([\d.]+)/m.exec(text)?.[1] ?? "1.0";
    if (hasCode) return { module, directory, folder: folder === "" ? "." : folder, lowest };
  }
  return null;
}

interface Program {
  readonly name: string;
  readonly main: Main;
  readonly build: GoBuild;
  readonly directory: string;
  readonly stampsVcs: boolean;
  readonly command: string;
  readonly decisions: readonly PlanItem[];
}

function programOf(project: Project, upload: UploadTraits): Program {
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
    ...(settings.get("-trimpath") === "true" ? ["-trimpath"] : []),
    `-buildvcs=${String(stampsVcs)}`,
    ...["-tags", "-buildmode"].flatMap((flag) => {
      const value = settings.get(flag);
      return value === undefined || !/^[\w.,-]+$/.test(value) ? [] : [`${flag}=${value}`];
    }),
    ...(linker.taken.length === 0 ? [] : [`-ldflags=${linker.taken.join(" ")}`]),
  ];
  const evidence = `the build information in ${name}`;
  const place = main.folder === main.directory ? "." : `./${below(main)}`;
  const words = [
    ...target.map(([setting, value]) => `${setting}=${shellWord(value)}`),
    "GOPROXY=off go build",
    ...flags.map(shellWord),
    `-o "$OLDPWD"/${shellWord(`${OUTPUT}/${name}`)}`,
    shellWord(place),
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
        evidence,
      },
      { item: `flags of ${name}`, value: flags.join(" "), evidence },
      ...linker.left.map((value) => ({
        item: "flag not taken",
        value,
        evidence: `only ${name} names it`,
      })),
    ],
  };
}

function below({ directory, folder }: Main): string {
  return directory === "." ? folder : folder.slice(directory.length + 1);
}

/**
 * Flags for the linker. What takes symbols away is seen in the program. One that puts text into it, or names a program
 * to run, would let the upload say what the commit does not.
 */
function linkerFlags({ settings, hasBuildId, stripped }: GoBuild): {
  readonly taken: readonly string[];
  readonly left: readonly string[];
} {
  const said = (settings.get("-ldflags") ?? "").split(/\s+/).filter((flag) => flag !== "");
  const harmless = said.filter((flag) => /^-(?:s|w|buildid=)$/.test(flag));
  const seen = [...(stripped ?? []), ...(hasBuildId ? [] : ["-buildid="])];
  return {
    taken: settings.has("-ldflags") ? harmless : seen,
    left: said.filter((flag) => !harmless.includes(flag)),
  };
}

/** The Go that made the upload, where go.mod permits it: Go itself fetches it and proves it by its checksum database. */
function toolchain(programs: readonly Program[]): RecipeVariable {
  const name = "GOTOOLCHAIN";
  const [program] = programs;
  const versions = new Set(programs.map(({ build }) => build.version));
  const version = program?.build.version ?? "";
  const local = (evidence: string) => ({ name, value: "local", evidence });
  if (program === undefined || versions.size > 1) return local("the uploads name several");
  // Before Go 1.21 there are no toolchains to fetch.
  const parts = /^go1\.(\d+)(?:\.(\d+))?$/.exec(version);
  if (parts === null || Number(parts[1]) < 21) return local(`${version} cannot be fetched by Go`);
  if (!isAtLeast(version.slice(2), program.main.lowest)) {
    return local(
      `go.mod asks for Go ${program.main.lowest} or later, ${program.name} names ${version}`,
    );
  }
  return {
    name,
    value: version,
    evidence: `the build information in ${program.name}; go.mod permits Go ${program.main.lowest} or later`,
  };
}

function isAtLeast(version: string, lowest: string): boolean {
  const there = lowest.split(".").map(Number);
  for (const [at, part] of version.split(".").map(Number).entries()) {
    const wanted = there[at] ?? 0;
    if (part !== wanted) return part > wanted;
  }
  return true;
}
