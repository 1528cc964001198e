import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { InputError } from "../../core/errors.ts";

/** Folder of the clone that this program lies in. Throws `InputError` (`source-needed`) when it lies in none. */
export function cloneOf(programFolder: string): string {
  for (let folder = programFolder; ; folder = dirname(folder)) {
    if (isClone(folder)) return folder;
    if (dirname(folder) === folder) {
      throw new InputError("usage", {
        expected: "this program to lie in a clone of its own repository",
        found: programFolder,
        next: "Clone the repository and run `npm run demo` there; the published package has no history to rebuild from.",
      });
    }
  }
}

function isClone(folder: string): boolean {
  if (!existsSync(join(folder, ".git")) || !existsSync(join(folder, "package.json"))) return false;
  const manifest: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return (
    typeof manifest === "object" &&
    manifest !== null &&
    "name" in manifest &&
    manifest.name === "rebuild-gate"
  );
}
