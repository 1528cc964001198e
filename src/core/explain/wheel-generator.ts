import type { Difference } from "./difference.ts";
import { utf8Text } from "./text.ts";
import { isPublicVersion } from "./versions.ts";

/** A `Generator` line of a WHEEL file, decoded (binary distribution format, "File contents"). */
export interface Generator {
  readonly name: string;
  readonly version: string;
  /** The whole text with the version taken out. */
  readonly rest: string;
}

/**
 * The generator that a WHEEL file names. null unless the file is nothing but fields, one a line, with exactly one
 * `Generator`, spelled `name version` or `name (version)` with a public PEP 440 version in its normal form. A line that
 * is no field (an empty one, a continuation, a carriage return) could make readers see another file than this one.
 */
export function wheelGenerator(text: string): Generator | null {
  const lines = text.split("\n");
  if (!lines.slice(0, lastFields(lines)).every((line) => FIELD.test(line))) return null;
  const found = lines.filter((line) => /^generator[ \t]*:/i.test(line));
  const parts = /^Generator: ([A-Za-z][A-Za-z0-9._-]{0,40}) (?:\(([^()]*)\)|(\S+))$/.exec(
    found.join("\n"),
  );
  if (parts === null) return null;
  const [, name = "", bracketed, plain = ""] = parts;
  const version = bracketed ?? plain;
  if (!isPublicVersion(version)) return null;
  const [line = ""] = found;
  // The version ends the line; the name may hold the same digits.
  const at = line.lastIndexOf(version);
  const without = `${line.slice(0, at)}\0${line.slice(at + version.length)}`;
  const rest = lines.map((other) => (other === line ? without : other)).join("\n");
  return { name, version, rest };
}

// No letter of a value is a control character, which some reader takes for the end of a line.
const FIELD = /^[A-Za-z][A-Za-z-]{0,63}: [^\p{Cc}\u2028\u2029]+$/u;

/** Up to where fields must stand: the line ends, and the empty line that some tools write behind them, are none. */
function lastFields(lines: readonly string[]): number {
  let end = lines.length;
  while (end > 0 && lines[end - 1] === "") end -= 1;
  return end;
}

/** Generators on both sides. */
export interface GeneratorPair {
  readonly upload: Generator;
  readonly rebuilt: Generator;
}

/** What the WHEEL file beside an entry of a `.dist-info` folder says on both sides; null if either is unknown. */
export function generatorsBeside(difference: Difference): GeneratorPair | null {
  const folder = /^([^/]+\.dist-info)\//.exec(difference.name)?.[1] ?? "";
  const { upload, other } = difference.neighbour(`${folder}/WHEEL`);
  const here = generatorIn(upload.body);
  const there = generatorIn(other.body);
  return here === null || there === null ? null : { upload: here, rebuilt: there };
}

function generatorIn(body: Uint8Array | null): Generator | null {
  return wheelGenerator(utf8Text(body ?? new Uint8Array()) ?? "");
}

/** Generators that are provided by a requirement of another name. */
const REQUIREMENTS: ReadonlyMap<string, string> = new Map([
  ["bdist_wheel", "wheel"],
  ["flit", "flit_core"],
  ["poetry", "poetry-core"],
]);

/** The packages that may have provided a generator, the likeliest first. */
export function providersOf({ name }: Pick<Generator, "name">): readonly string[] {
  const requirement = REQUIREMENTS.get(name);
  return requirement === undefined ? [name] : [requirement, name];
}

/** What to write so that the rebuild uses the generator of the upload. */
export function pinFor(generator: Generator): string {
  const [requirement = generator.name] = providersOf(generator);
  return (
    `Pin it in [build-system] of pyproject.toml: requires = ["${requirement}==${generator.version}"] ` +
    "(or release again with the version that the rebuild used)."
  );
}

/** Both versions in a sentence. */
export function madeBy({ upload, rebuilt }: GeneratorPair): string {
  const newer =
    upload.name === rebuilt.name ? rebuilt.version : `${rebuilt.name} ${rebuilt.version}`;
  return `the upload was made by ${upload.name} ${upload.version}, the rebuild used ${newer}`;
}
