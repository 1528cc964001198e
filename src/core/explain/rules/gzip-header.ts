import type { Fields } from "../../archive/model.ts";
import type { Difference } from "../difference.ts";
import type { Rule } from "../rule.ts";
import { clipped } from "../text.ts";
import { utcTime } from "../times.ts";

/** RFC 1952 section 2.3.1, OS. */
const SYSTEMS: ReadonlyMap<string, string> = new Map([
  ["0", "FAT (0x00)"],
  ["3", "Unix (0x03)"],
  ["7", "Macintosh (0x07)"],
  ["10", "NTFS (0x0a)"],
  ["11", "NTFS (0x0b)"],
  ["19", "macOS (0x13)"],
  ["255", "unknown (0xff)"],
]);

/** RFC 1952 section 2.3.1, XFL for deflate. */
const EFFORTS: ReadonlyMap<string, string> = new Map([
  ["0", "default level"],
  ["2", "slowest level"],
  ["4", "fastest level"],
]);

/** Time, operating system, level hint and stored name in the gzip header. */
export const gzipHeaderRule: Rule = {
  id: "gzip-header",
  codes: ["gzip-header", "gzip-name"],
  explain(difference) {
    const pair = headers(difference);
    if (pair === null) return null;
    const [here, there] = pair;
    const wanted =
      difference.finding.code === "gzip-name"
        ? ["gzip.name"]
        : ["gzip.mtime", "gzip.os", "gzip.xfl"];
    const parts = wanted
      .filter((field) => here.get(field) !== there.get(field))
      .map(
        (field) =>
          `${MEANING[field] ?? field} ${shown(field, here)} in the upload, ${shown(field, there)} in the rebuild`,
      );
    if (parts.length === 0) return null;
    const names = [here, there].map((fields) => fields.get("gzip.name") ?? "");
    const own = ownName(difference.finding.path.at(-1) ?? "");
    return {
      because: `The gzip header says: ${parts.join("; ")}.`,
      remedy:
        "Compress with `gzip -n`, which stores neither name nor time; the decompressed bytes are not affected.",
      complete:
        difference.finding.code === "gzip-header" ||
        names.every((name) => name === "" || name === own),
    };
  },
};

const MEANING: Readonly<Record<string, string>> = {
  "gzip.mtime": "time",
  "gzip.os": "system",
  "gzip.xfl": "compression",
  "gzip.name": "stored name",
};

function headers(difference: Difference): readonly [Fields, Fields] | null {
  const here = difference.at.uploadLayers[0];
  const there = difference.at.rebuiltLayers[0];
  return here === undefined || there === undefined ? null : [here.fields, there.fields];
}

function shown(field: string, fields: Fields): string {
  const value = fields.get(field) ?? "";
  if (value === "") return "none";
  if (field === "gzip.os") return SYSTEMS.get(value) ?? `number ${clipped(value, 16)}`;
  if (field === "gzip.xfl") return EFFORTS.get(value) ?? `hint ${clipped(value, 16)}`;
  if (field !== "gzip.mtime") return `"${clipped(value)}"`;
  return value === "0" ? "none" : utcTime(Number(value));
}

/**
 * The name under which `gunzip` leaves what it takes out of a file that stores none; null where it takes no such file.
 * `gunzip -N` writes to the stored name, so any other name is another file on the reader's disk.
 */
function ownName(file: string): string | null {
  const base = file.slice(file.lastIndexOf("/") + 1);
  const plain = /^[A-Za-z0-9_][A-Za-z0-9._+-]{0,127}$/.test(base) ? base : "";
  const packed = /^(.+)\.(gz|tgz)$/.exec(plain);
  if (packed === null) return null;
  return packed[2] === "tgz" ? `${packed[1] ?? ""}.tar` : (packed[1] ?? "");
}
