import { createHash } from "node:crypto";
import type { ArchiveModel, Entry } from "../../../src/core/archive/model.ts";
import { pathToBytes, type PathBytes } from "../../../src/core/path-bytes.ts";

/** Entries by path (latin1): `file SIZE SHA256`, `symlink TARGET`, `hardlink TARGET`, `directory`. */
export type Listing = ReadonlyMap<string, string>;

/** What a judge can see at all of an archive; what it cannot is left out of the comparison, here and nowhere else. */
export interface Sight {
  /** Where entries land on a disk, a hard link is the file that it names. */
  readonly hardLinks: "links" | "files";
  /** Whoever reads a zip from a pipe has no directory yet, and so no types: a link is a file with its target inside. */
  readonly symlinks: "links" | "files";
  /** `text`: names are decoded as UTF-8, and what is none becomes U+FFFD. */
  readonly names: "bytes" | "text";
}

/** A judge that sees every entry as it is. */
export const FULL_SIGHT: Sight = { hardLinks: "links", symlinks: "links", names: "bytes" };

/** The line for a body of this size and digest. */
export function bodyLine(size: number, sha256: string): string {
  return `file ${String(size)} ${sha256}`;
}

/** The line for a file with this body. */
export function fileLine(body: Uint8Array): string {
  return bodyLine(body.length, createHash("sha256").update(body).digest("hex"));
}

/** What somebody with this sight must see of an archive that the strict reader read. */
export function ownListing({ entries }: ArchiveModel, sight: Sight): Listing {
  const listing = new Map<string, string>();
  for (const entry of entries) {
    listing.set(seen(entry.path, sight), lineOf(entry, sight, listing));
  }
  return listing;
}

function lineOf(entry: Entry, sight: Sight, earlier: Listing): string {
  const { type, size, sha256 } = entry;
  const target = entry.linkTarget ?? ("" as PathBytes);
  switch (type) {
    case "file":
      return bodyLine(size, sha256 ?? "");
    case "directory":
      return "directory";
    case "symlink":
      return sight.symlinks === "files"
        ? fileLine(pathToBytes(target))
        : `symlink ${seen(target, sight)}`;
    case "hardlink":
      return sight.hardLinks === "files"
        ? (earlier.get(seen(target, sight)) ?? "nothing")
        : `hardlink ${seen(target, sight)}`;
  }
}

function seen(name: PathBytes, sight: Sight): string {
  if (sight.names === "bytes") return name;
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(pathToBytes(name));
  return Buffer.from(text).toString("latin1");
}

/**
 * Differences between our listing and another, a line each; a text in its place is a complaint. Folders that no entry
 * names, only entries below them, may be there or not.
 */
export function differences(own: Listing, other: Listing | string): readonly string[] {
  if (typeof other === "string") return [other];
  const found: string[] = [];
  const implied = new Set<string>();
  for (const [path, line] of own) {
    for (let at = path.indexOf("/"); at !== -1; at = path.indexOf("/", at + 1)) {
      implied.add(path.slice(0, at));
    }
    if (path === "." && !other.has(path)) continue;
    if (other.get(path) !== line) {
      found.push(`${shown(path)}: ${shown(line)} / ${shown(other.get(path) ?? "nothing")}`);
    }
  }
  for (const [path, line] of other) {
    if (own.has(path) || (line === "directory" && implied.has(path))) continue;
    found.push(`${shown(path)}: nothing / ${shown(line)}`);
  }
  return found;
}

function shown(text: string): string {
  return text.replace(
    /[^\x20-\x7e]/g,
    (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
}
