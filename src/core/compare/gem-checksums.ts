import { hash } from "node:crypto";
import type { ArchiveModel, Entry } from "../archive/model.ts";
import { pathFromText } from "../path-bytes.ts";
import type { PathBytes } from "../path-bytes.ts";
import type { ManifestCheck, ManifestProblem } from "./manifest-check.ts";

/** The member of a gem that gives the checksums of the others (Gem::Package#add_checksums). */
export const GEM_CHECKSUMS = pathFromText("checksums.yaml.gz");

/** Members that the checksums cannot or do not list: themselves and the signatures of a signed gem. */
const EXEMPT: ReadonlySet<string> = new Set([
  "checksums.yaml.gz",
  "checksums.yaml.gz.sig",
  "metadata.gz.sig",
  "data.tar.gz.sig",
]);

/** Checksums by algorithm, then by member, in the order of the file. */
export type GemChecksums = ReadonlyMap<string, ReadonlyMap<PathBytes, string>>;

/** One side of a gem, as far as its checksums need it. */
export interface GemSide {
  readonly archive: ArchiveModel;
  /** The decompressed checksums; null when they could not be had although the gem has them. */
  readonly text: Uint8Array | null;
  /** Bodies of the members; one that is too large to be held is absent. */
  readonly bodies: ReadonlyMap<PathBytes, Uint8Array>;
}

/** Members that the checksums have to list, in file order. */
export function gemMembers(archive: ArchiveModel): readonly Entry[] {
  return archive.entries.filter(({ path }) => !EXEMPT.has(path));
}

/**
 * The checksums in exactly the form in which RubyGems writes them: `---`, then per algorithm a name and indented rows
 * `member: digest`, a digest that YAML would take for a number in single quotes. null for everything else: what another
 * YAML parser could understand otherwise is not understood here.
 */
export function readGemChecksums(text: Uint8Array): GemChecksums | null {
  const lines = new TextDecoder("latin1").decode(text).split("\n");
  if (lines.shift() !== "---" || lines.pop() !== "") return null;
  const sections = new Map<string, Map<PathBytes, string>>();
  for (const line of lines) {
    if (!addLine(sections, line)) return null;
  }
  const isFilled = [...sections.values()].every(({ size }) => size > 0);
  return sections.size > 0 && isFilled ? sections : null;
}

/** Takes one more line; false when it is none that RubyGems writes, or says again what was said. */
function addLine(sections: Map<string, Map<PathBytes, string>>, line: string): boolean {
  const [, algorithm] = /^([A-Z0-9]+):$/.exec(line) ?? [];
  if (algorithm !== undefined) {
    if (sections.has(algorithm)) return false;
    sections.set(algorithm, new Map<PathBytes, string>());
    return true;
  }
  const row = /^ {2}([\w.-]+): ('?)([0-9a-f]+)\2$/.exec(line);
  const rows = [...sections.values()].at(-1);
  if (row === null || rows === undefined) return false;
  const [, name = "", , digest = ""] = row;
  const path = pathFromText(name);
  if (rows.has(path)) return false;
  rows.set(path, digest);
  return true;
}

/**
 * Holds a gem's checksums against its members, in both directions and for every algorithm that is given. One of them
 * must be SHA256 or SHA512; of the others only SHA1, of gems before RubyGems 2.1, can be checked.
 */
export function checkGemChecksums({ archive, text, bodies }: GemSide): ManifestCheck {
  const at = GEM_CHECKSUMS;
  if (!archive.entries.some(({ path, type }) => path === at && type === "file")) {
    const note = "there is no checksums.yaml.gz";
    return only({ code: "gem-checksums-missing", at: null, says: "nothing", note });
  }
  if (text === null) {
    return { problems: [], undecidable: ["checksums.yaml.gz could not be read"] };
  }
  const checksums = readGemChecksums(text);
  if (checksums === null) {
    const note = "it is not what RubyGems writes";
    return only({ code: "gem-checksums-malformed", at, says: "", note });
  }
  if (!checksums.has("SHA256") && !checksums.has("SHA512")) {
    const says = [...checksums.keys()].join(", ");
    const note = "it gives neither SHA256 nor SHA512";
    return only({ code: "gem-checksums-malformed", at, says, note });
  }
  return checkRows(checksums, archive, bodies);
}

function only(problem: ManifestProblem): ManifestCheck {
  return { problems: [problem], undecidable: [] };
}

function checkRows(
  checksums: GemChecksums,
  archive: ArchiveModel,
  bodies: GemSide["bodies"],
): ManifestCheck {
  const problems: ManifestProblem[] = [];
  const undecidable: string[] = [];
  const entries = new Map(archive.entries.map((entry) => [entry.path, entry]));
  for (const [algorithm, rows] of checksums) {
    for (const [path, digest] of rows) {
      const says = `${algorithm} ${digest}`;
      const entry = entries.get(path);
      if (entry === undefined) {
        const note = "there is no such member";
        problems.push({ code: "gem-checksums-absent-file", at: path, says, note });
        continue;
      }
      const has = digestOf(entry, algorithm, bodies.get(path));
      if (has === null) undecidable.push(`${algorithm} of ${path} cannot be computed`);
      else if (has !== digest) {
        const note = `the member has ${algorithm} ${has}`;
        problems.push({ code: "gem-checksums-mismatch", at: path, says, note });
      }
    }
    for (const { path } of gemMembers(archive)) {
      if (rows.has(path)) continue;
      const note = `it has no ${algorithm}`;
      problems.push({ code: "gem-checksums-unlisted", at: path, says: "nothing", note });
    }
  }
  return { problems, undecidable };
}

/** The digest in hex; null when it cannot be computed here. A member that is no file has none, so no row is right. */
function digestOf(entry: Entry, algorithm: string, body: Uint8Array | undefined): string | null {
  if (entry.sha256 === null) return "of no file";
  if (algorithm === "SHA256") return entry.sha256;
  if (body === undefined || (algorithm !== "SHA512" && algorithm !== "SHA1")) return null;
  return hash(algorithm.toLowerCase(), body, "hex");
}

/**
 * Whether two gems' checksums differ in nothing but what follows from their members: every row is right on both sides,
 * and they list the same members under the same algorithms in the same order.
 */
export function followsFromMembers(upload: GemSide, rebuilt: GemSide): boolean {
  const lists = [upload, rebuilt].map((side) => {
    const { problems, undecidable } = checkGemChecksums(side);
    // mutant `side.text === null`: what could not be read is undecidable
    if (problems.length > 0 || undecidable.length > 0 || side.text === null) return null;
    const sections = [...(readGemChecksums(side.text) ?? [])];
    return JSON.stringify(sections.map(([algorithm, rows]) => [algorithm, [...rows.keys()]]));
  });
  return lists[0] !== null && lists[0] === lists[1];
}
