import { shellWord } from "../shell-word.ts";

/** Where packed packages are put: a folder that no project has. */
export const PACK_FOLDER = ".rebuild-gate";

/** `PACK_FOLDER` as seen from a folder of the project; the empty name is the top. */
export function packFolderFrom(folder: string): string {
  const up = folder === "" ? "." : folder.replaceAll(/[^/]+/g, "..");
  return `${up}/${PACK_FOLDER}`;
}

/** A command that runs in a folder of the project and leaves the shell where it was. */
export function inFolder(folder: string, command: string): string {
  return `(cd ${shellWord(folder === "" ? "." : `./${folder}`)} && ${command})`;
}
