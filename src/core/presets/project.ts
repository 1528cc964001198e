import { InputError } from "../errors.ts";

/** Parsers of the formats that projects describe themselves in. Each throws for text that is not in its format. */
export interface ManifestParsers {
  readonly toml: (text: string) => unknown;
  readonly yaml: (text: string) => unknown;
}

/** What a project is made from: paths are of the folder that is built, `/`-separated. */
export interface ProjectFiles {
  /** Every file of the commit below that folder; links and submodules are not in it. */
  readonly paths: ReadonlySet<string>;
  /** Those that some preset wanted, were small enough and are UTF-8. */
  readonly texts: ReadonlyMap<string, string>;
  readonly commit: string;
  /** Committer time, whole seconds since 1970 UTC. */
  readonly committedAt: number;
}

/** A commit's tree as presets look at it: which files it has, and what those few say that they asked for. */
export class Project {
  readonly paths: ReadonlySet<string>;
  readonly commit: string;
  readonly committedAt: number;
  readonly #texts: ReadonlyMap<string, string>;
  readonly #parsers: ManifestParsers;

  constructor(files: ProjectFiles, parsers: ManifestParsers) {
    this.paths = files.paths;
    this.commit = files.commit;
    this.committedAt = files.committedAt;
    this.#texts = files.texts;
    this.#parsers = parsers;
  }

  has(path: string): boolean {
    return this.paths.has(path);
  }

  /** null: there is no such file, nobody wanted it, it is too large or no UTF-8. */
  text(path: string): string | null {
    return this.#texts.get(path) ?? null;
  }

  /** What a TOML file says, as a table; null as with `text`. Throws `InputError` (`preset-unusable`). */
  toml(path: string): Table | null {
    return this.#table(path, this.#parsers.toml, "TOML");
  }

  /** What a JSON file says, as an object; null as with `text`. Throws `InputError` (`preset-unusable`). */
  json(path: string): Table | null {
    return this.#table(path, (text) => JSON.parse(text) as unknown, "JSON");
  }

  /** What a YAML file says, as a mapping; null as with `text`. Throws `InputError` (`preset-unusable`). */
  yaml(path: string): Table | null {
    return this.#table(path, this.#parsers.yaml, "YAML");
  }

  #table(path: string, parse: (text: string) => unknown, format: string): Table | null {
    const text = this.text(path);
    if (text === null) return null;
    let value: unknown;
    try {
      value = parse(text.replace(/^\ufeff/, ""));
    } catch (cause) {
      throw unusable(`${path} of the commit to be ${format}`, messageOf(cause), cause);
    }
    if (isTable(value)) return value;
    throw unusable(`${path} of the commit to be a ${format} table`, "another value");
  }
}

/** Names and what they stand for, none of it looked at yet. */
export type Table = Readonly<Record<string, unknown>>;

/** Whether a value of a manifest is a table. */
function isTable(value: unknown): value is Table {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The table under a name; empty where there is none. */
export function tableAt(table: Table | null, ...names: readonly string[]): Table {
  let at: unknown = table;
  for (const name of names) {
    at = isTable(at) && Object.hasOwn(at, name) ? at[name] : undefined;
  }
  return isTable(at) ? at : {};
}

/** The text under a name; null where there is none, or something else. */
export function textAt(table: Table, name: string): string | null {
  const value = Object.hasOwn(table, name) ? table[name] : null;
  return typeof value === "string" ? value : null;
}

/** The texts of a list under a name; what is no text is left out. */
export function textsAt(table: Table, name: string): readonly string[] {
  const value = Object.hasOwn(table, name) ? table[name] : null;
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** A project from which a preset cannot make a plan. */
export function unusable(expected: string, found: string, cause?: unknown): InputError {
  return new InputError("preset-unusable", {
    expected,
    found,
    next: "Say how the release is built with --build COMMAND (in a workflow: the input build).",
    cause,
  });
}

/** The realm of a parser's errors is not always ours. */
function messageOf(cause: unknown): string {
  const message = isTable(cause) ? textAt({ message: cause["message"] }, "message") : null;
  return message?.split("\n")[0] ?? "something else";
}
