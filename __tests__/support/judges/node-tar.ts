import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { Parser, type ReadEntry } from "tar";
import type { Judge } from "./judge.ts";
import { bodyLine, FULL_SIGHT, type Listing } from "./listing.ts";

/** Node's `tar` package, the parser that npm installs with; a warning of its counts as a complaint. */
export const nodeTar: Judge = {
  name: "Node's tar",
  missing: undefined,
  sight: { ...FULL_SIGHT, names: "text" },
  declines: ({ entries }) => (entries.length === 0 ? "it calls an empty tar an error" : undefined),
  async list(files) {
    const listings: (Listing | string)[] = [];
    for (const file of files) listings.push(await listed(file));
    return listings;
  },
};

function listed(file: string): Promise<Listing | string> {
  const listing = new Map<string, string>();
  return new Promise((resolve) => {
    const parser = new Parser({
      strict: true,
      maxDecompressionRatio: Infinity,
      onReadEntry: (entry) => {
        putEntry(listing, entry);
      },
    });
    parser.on("ignoredEntry", (entry: ReadEntry) => {
      listing.set(`${latin1(entry.path)} (ignored)`, entry.type);
    });
    parser.on("warn", (code: string, message: string | Error) => {
      resolve(`${code}: ${String(message)}`);
    });
    parser.on("error", (error: Error) => {
      resolve(error.message);
    });
    parser.on("end", () => {
      resolve(listing);
    });
    createReadStream(file, { highWaterMark: 1024 * 1024 }).pipe(parser);
  });
}

function putEntry(listing: Map<string, string>, entry: ReadEntry): void {
  const isFile = entry.type === "File" || entry.type === "OldFile";
  const path = isFile
    ? latin1(entry.path).replace(/^\.\//, "")
    : latin1(entry.path)
        .replace(/^\.\/(?=.)/, "")
        .replace(/\/$/, "");
  const key = listing.has(path) ? `${path} (again)` : path;
  listing.set(key, "unfinished");
  const hasher = createHash("sha256");
  let size = 0;
  entry.on("data", (bytes) => {
    hasher.update(bytes);
    size += bytes.length;
  });
  entry.on("end", () => {
    listing.set(key, isFile ? bodyLine(size, hasher.digest("hex")) : lineOf(entry));
  });
  entry.resume();
}

function lineOf({ type, linkpath }: ReadEntry): string {
  const target = latin1(linkpath ?? "");
  if (type === "Directory") return "directory";
  if (type === "SymbolicLink") return `symlink ${target}`;
  return type === "Link" ? `hardlink ${target.replace(/^\.\//, "")}` : `type ${type}`;
}

function latin1(text: string): string {
  return Buffer.from(text).toString("latin1");
}
