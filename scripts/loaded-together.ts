import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Metafile, Plugin } from "esbuild";

/**
 * Groups of modules of `src/` that go into one file each, smallest first: all that the named modules need before they run, without
 * what an earlier group has. The bundler makes a file for every set of modules that the same programs need, which came
 * to fifty of them for one comparison, and each costs a millisecond of its start.
 */
const GROUPS: readonly (readonly string[])[] = [
  ["src/entry/run.ts", "src/entry/cli/main.ts", "src/entry/cli/compare.ts"],
  ["src/adapters/archive-files.ts", "src/core/render/inspection.ts", "src/entry/wire.ts"],
  ["src/entry/cli/run-compare.ts"],
];

/** Answers `--version` with nothing else loaded, and therefore never takes a group whole. */
const APART = "src/entry/cli.ts";

/**
 * Lets each program, and each module that is imported on demand, import a group whole when it needs a part of it, so
 * that the bundler sees one set of programs for all of the group. `graph` is the account of a build without this
 * plugin, `root` the repository's folder. Packages go where the modules that import them go.
 */
export function keepTogether(root: string, graph: Metafile): Plugin {
  const wanted = groupsByStart(graph);
  return {
    name: "keep-together",
    setup(building) {
      building.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
        const modules = wanted.get(path.slice(root.length + 1).replaceAll("\\", "/"));
        if (modules === undefined) return null;
        const imports = modules.map((module) => `import ${JSON.stringify(join(root, module))};\n`);
        // Behind the module's own text: what it imports itself is evaluated first, as in the source.
        const contents = `${await readFile(path, "utf8")}\n${imports.join("")}`;
        return { contents, loader: "ts" };
      });
    },
  };
}

function groupsByStart(graph: Metafile): ReadonlyMap<string, readonly string[]> {
  const placed = new Set(staticClosure(graph, [APART]));
  const groups = GROUPS.map((starts) => {
    const group = [...staticClosure(graph, starts)].filter(
      (module) => module.startsWith("src/") && !placed.has(module),
    );
    for (const module of group) placed.add(module);
    return group;
  });
  return new Map(
    startsOf(graph).map((start) => {
      const needed = staticClosure(graph, [start]);
      const touched = groups.filter((group) => group.some((module) => needed.has(module)));
      return [start, touched.flat().filter((module) => module !== start)];
    }),
  );
}

/** Programs, and whatever is imported on demand. */
function startsOf(graph: Metafile): readonly string[] {
  const programs = Object.values(graph.outputs).flatMap(({ entryPoint }) => entryPoint ?? []);
  return [...new Set(programs)].filter((module) => module.startsWith("src/") && module !== APART);
}

/** The modules that are evaluated before any of `starts` is; what is imported on demand is not among them. */
function staticClosure(graph: Metafile, starts: readonly string[]): ReadonlySet<string> {
  const closure = new Set<string>(starts);
  for (const module of closure) {
    const input = graph.inputs[module];
    if (input === undefined) throw new Error(`expected ${module} in the bundle`);
    for (const { path, kind, external } of input.imports) {
      if (kind === "import-statement" && external !== true) closure.add(path);
    }
  }
  return closure;
}
