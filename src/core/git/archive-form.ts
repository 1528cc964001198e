import { convertsToCrlf, withCrlf } from "./line-ends.ts";
import { expansionsOf } from "./export-subst.ts";
import type { CommitTexts } from "./export-subst.ts";

/** Attributes of one path as `git check-attr` names them: `set`, `unset` or a value; what is unspecified is absent. */
export type GitAttributes = ReadonlyMap<string, string>;

/** One form that a file can have in an archive of the commit. */
export interface ArchiveForm {
  readonly bytes: Uint8Array;
  /** The attributes that make it differ from the blob, such as `eol=crlf, export-subst`. */
  readonly because: string;
}

/** More forms than this are not tried: a file that can be anything proves nothing. */
const MOST_FORMS = 256;

/**
 * The forms, other than the blob itself, in which `git archive` would write a file by the commit's own attributes:
 * `ident`, `eol=crlf`, `working-tree-encoding`, then `export-subst`, in git's order (convert.c, archive.c). Empty where
 * no attribute changes it, and where it cannot be told without running something, knowing another clone or guessing: a
 * filter, an encoding that is not UTF-16, a placeholder that depends on refs.
 */
export function archiveForms(
  blob: Uint8Array,
  blobId: string,
  attributes: GitAttributes,
  commit: CommitTexts,
): readonly ArchiveForm[] {
  if (isFiltered(attributes)) return [];
  const reasons: string[] = [];
  let text = latin1(blob);
  if (attributes.get("ident") === "set") {
    // git leaves an expanded `$Id: …$` alone or not, depending on what stands in it.
    if (text.includes("$Id:")) return [];
    const expanded = text.replaceAll("$Id$", `$Id: ${blobId} $`);
    if (expanded !== text) reasons.push("ident");
    text = expanded;
  }
  if (convertsToCrlf(text, attributes)) {
    text = withCrlf(text);
    reasons.push("eol=crlf");
  }
  const encoding = attributes.get("working-tree-encoding");
  const encoded = encoding === undefined ? [text] : encodings(text, encoding);
  if (encoded === null) return [];
  if (encoding !== undefined) reasons.push(`working-tree-encoding=${encoding}`);
  const forms = encoded.flatMap((form) => {
    if (attributes.get("export-subst") !== "set") return [form];
    return expansionsOf(form, commit, MOST_FORMS) ?? [];
  });
  if (attributes.get("export-subst") === "set") reasons.push("export-subst");
  const original = latin1(blob);
  return forms
    .filter((form) => form !== original)
    .slice(0, MOST_FORMS)
    .map((form) => ({ bytes: bytesOf(form), because: reasons.join(", ") }));
}

/** Any filter but the one of Git LFS is a program of somebody's configuration; that one is proven by its pointer. */
function isFiltered(attributes: GitAttributes): boolean {
  const filter = attributes.get("filter");
  return filter !== undefined && filter !== "unset";
}

/** The UTF-16 forms of a UTF-8 text; null for another encoding, or a text that is no UTF-8. */
function encodings(text: string, encoding: string): readonly string[] | null {
  let decoded: string;
  try {
    decoded = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytesOf(text));
  } catch {
    return null;
  }
  const little = utf16(decoded, true);
  const big = utf16(decoded, false);
  switch (encoding.toUpperCase()) {
    case "UTF-16LE":
      return [little];
    case "UTF-16BE":
      return [big];
    case "UTF-16LE-BOM":
      return [`\xff\xfe${little}`];
    // The byte order of plain UTF-16 is the packer's; with its mark both say the same.
    case "UTF-16":
      return [`\xff\xfe${little}`, `\xfe\xff${big}`];
    default:
      return null;
  }
}

function utf16(text: string, littleEndian: boolean): string {
  let out = "";
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const low = String.fromCharCode(unit & 0xff);
    const high = String.fromCharCode(unit >> 8);
    out += littleEndian ? low + high : high + low;
  }
  return out;
}

/** One char per byte. Not TextDecoder: its latin1 is windows-1252. */
function latin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  }
  return parts.join("");
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}
