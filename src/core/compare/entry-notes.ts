import type { Entry } from "../archive/model.ts";
import { displayPath } from "../path-bytes.ts";
import type { PathBytes } from "../path-bytes.ts";

/** Bits that give a file more power than its bytes, worth a remark wherever the file is mentioned. */
const REMARKABLE_BITS: readonly (readonly [number, string])[] = [
  [0o4000, "setuid"],
  [0o2000, "setgid"],
  [0o1000, "sticky"],
  [0o0002, "world-writable"],
];

/** Both the setuid and the setgid bit: who owns such a file decides as whom it runs. */
const PRIVILEGED = 0o6000;

/** Characters that a terminal or browser does not show, or that turn the direction of text (Unicode TR 36). */
const HIDDEN =
  /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF\u{E0000}-\u{E007F}]/u;

/**
 * Names that Windows gives to devices, whatever their ending, does not keep as they are (a dot or blank at the end of a
 * part), or cannot have (Win32, Naming Files, Paths, and Namespaces).
 */
const NOT_ON_WINDOWS =
  /(?:^|\/)(?:(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9\u00B9\u00B2\u00B3]) *(?:\.[^/]*)?(?:\/|$)|[^/]*[. ](?:\/|$))|[<>|?*":]/i;

/** Whether a setuid or setgid bit is set on either side. */
export function isPrivileged(...sides: readonly (Entry | undefined)[]): boolean {
  return sides.some((entry) => ((entry?.mode ?? 0) & PRIVILEGED) !== 0);
}

/** Remarks about the entry itself, for every finding that mentions it. */
export function entryNotes(
  path: PathBytes,
  upload: Entry | undefined,
  rebuilt: Entry | undefined,
): readonly string[] {
  const notes: string[] = [];
  for (const [bit, name] of REMARKABLE_BITS) {
    const inUpload = hasBit(upload, bit);
    const inRebuild = hasBit(rebuilt, bit);
    if (inUpload && inRebuild) notes.push(`${name} on both sides`);
    else if (inUpload) notes.push(`${name} in the upload`);
    else if (inRebuild) notes.push(`${name} in the rebuild`);
  }
  if (hasHidden(path)) notes.push("the name has characters that are not shown");
  if (isOddOnWindows(path)) {
    notes.push("Windows cannot have a file of this name, or places it elsewhere");
  }
  if ([upload, rebuilt].some((entry) => entry !== undefined && isAbsoluteLink(entry))) {
    notes.push("the link leads to an absolute path");
  }
  return notes;
}

/** Whether a name has characters that are not shown. */
export function hasHidden(path: PathBytes): boolean {
  return HIDDEN.test(displayPath(path));
}

/** Whether Windows cannot have a file of this name, or places it elsewhere. */
export function isOddOnWindows(path: PathBytes): boolean {
  return NOT_ON_WINDOWS.test(displayPath(path));
}

/** Whether an entry is a symbolic link that begins at the root of the system. */
export function isAbsoluteLink({ type, linkTarget }: Entry): boolean {
  return type === "symlink" && linkTarget?.startsWith("/") === true;
}

function hasBit(entry: Entry | undefined, bit: number): boolean {
  // A symbolic link has no permissions of its own; its 0777 says nothing.
  return entry !== undefined && entry.type !== "symlink" && ((entry.mode ?? 0) & bit) !== 0;
}
