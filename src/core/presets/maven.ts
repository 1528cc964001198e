import type { UploadTraits } from "../inference/upload-traits.ts";
import { shellWord } from "../shell-word.ts";
import { homeLink } from "./home-link.ts";
import { readPom, type Pom } from "./pom.ts";
import type { PlanItem } from "../build-plan.ts";
import type { Preset } from "./preset.ts";
import { unusable, type Project } from "./project.ts";

/** Modules lie a few folders deep; what is deeper is a fixture of somebody's tests. */
const POM = /^(?:[^/]+\/){0,3}pom\.xml$/;
const ENDING = /\.(?:jar|war|ear)$/i;

/** Libraries and programs for the Java machine that Maven packs. */
export const mavenPreset: Preset = {
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
      ...(time === null ? [] : [`-Dproject.build.outputTimestamp=${time.value}`]),
      ...(top === "pom.xml" ? [] : [`-f ${shellWord(top)}`]),
    ];
    const run = (...flags: readonly string[]) =>
      [
        hasWrapper ? "sh ./mvnw" : "mvn",
        "-B -ntp",
        REPOSITORY,
        ...flags,
        ...settings,
        PACKAGE,
      ].join(" ");
    return {
      fetch: {
        // In a copy: what the fetch phase makes must not be there when the build begins.
        command: [WRAPPER, 'cp -R . "$TMPDIR/fetch"', 'cd "$TMPDIR/fetch"', run()].join(" && "),
        evidence: top,
        replay: null,
      },
      prepare: homeLink("m2", ".m2/repository", "preset maven"),
      build: {
        command: [WRAPPER, run("-o")].join(" && "),
        evidence: "preset maven",
      },
      environment: [],
      umask: null,
      outputs: [
        ...new Set(
          uploads.map(({ name }) => `**/target/*${(ENDING.exec(name)?.[0] ?? "").toLowerCase()}`),
        ),
        // What the shade plugin keeps of the file it replaces.
        "!**/target/original-*",
      ],
      materials: ["m2/**/*.jar", "m2/**/*.pom", "wrapper/dists/**/*.zip"],
      requires: [
        { program: "java", from: "a Java development kit" },
        ...(hasWrapper ? [] : [{ program: "mvn", from: "the package maven" }]),
      ],
      decisions: time === null ? [] : [time],
    };
  },
};

const WRAPPER = 'export MAVEN_USER_HOME="$GATE_MATERIALS"';
const REPOSITORY = '-Dmaven.repo.local="$GATE_MATERIALS/m2"';
/** Tests are compiled, because they can be packed, and not run: they are no part of what is packed. */
const PACKAGE = "-DskipTests package";

interface Module {
  readonly file: string;
  readonly artifactId: string;
}

/** The module of the commit that the upload is named after: the one with the longest fitting name. */
function moduleOf(project: Project, { name }: UploadTraits): Module | null {
  if (!ENDING.test(name)) return null;
  let best: Module | null = null;
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

function pomsOf(project: Project): readonly (readonly [file: string, pom: Pom])[] {
  return [...project.paths]
    .filter((path) => POM.test(path))
    .flatMap((file) => {
      const pom = readPom(project.text(file) ?? "");
      return pom === null ? [] : [[file, pom] as const];
    });
}

/** The POM that builds them all: that of the folder, or of the only module that is asked for. */
function topOf(project: Project, modules: readonly Module[]): string {
  if (project.has("pom.xml")) return "pom.xml";
  const [file, ...others] = new Set(modules.map((module) => module.file));
  if (file !== undefined && others.length === 0) return file;
  throw unusable("a pom.xml at the top for uploads of several modules", "none");
}

/**
 * Maven packs with one time for everything where it is told one. Where the commit's own POMs do not say which, an upload
 * whose files all bear one time was told it elsewhere: by a parent, or on the command line.
 */
function outputTime(project: Project, uploads: readonly UploadTraits[]): PlanItem | null {
  const item = "project.build.outputTimestamp";
  if (pomsOf(project).some(([, { properties }]) => properties.has(item))) return null;
  for (const { name, memberTime } of uploads) {
    if (memberTime === null) continue;
    const value = new Date(memberTime * 1000).toISOString().replace(".000Z", "Z");
    return { item, value, evidence: `the one time of all files in ${name}` };
  }
  return null;
}
