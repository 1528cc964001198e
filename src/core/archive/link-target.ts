import { checkTargetText, shown } from "./names.ts";
import { ANYWHERE, type Placement } from "./profile.ts";
import { refuse } from "./refusal.ts";

/**
 * Refuses a symbolic link that could lead out of the folder an archive is extracted to, or has two slashes in a row.
 * `..` passes only in front and no higher than the root: behind a name it could climb from where another link leads.
 * An absolute target passes where the archive is unpacked at the root, if it is nothing but names.
 */
export function checkSymlink(
  path: string,
  target: string,
  offset: number,
  { atRoot }: Placement = ANYWHERE,
): void {
  checkTargetText(target, offset);
  const escape = (): never => refuse("link-escape", offset, `${shown(path)} to ${shown(target)}`);
  const isAbsolute = target.startsWith("/");
  if (target === "" || (isAbsolute && !atRoot)) escape();
  // Where backslash separates and a letter with a colon is a drive, these would be absolute or hide a "..".
  if (target.includes("\\") || /^[A-Za-z]:/.test(target)) escape();
  // 7-Zip writes one slash for two.
  if (target.includes("//")) {
    refuse("link-not-canonical", offset, `${shown(path)} to ${shown(target)}`);
  }
  if (isAbsolute) {
    if (target.slice(1).split("/").some(isNoName)) escape();
    return;
  }
  let depth = path.split("/").length - 1;
  let descended = false;
  for (const part of target.split("/")) {
    if (part === "..") {
      depth -= 1;
      if (descended || depth < 0) escape();
    } else if (part !== ".") {
      descended = true;
    }
  }
}

function isNoName(part: string): boolean {
  return part === "" || part === "." || part === "..";
}
