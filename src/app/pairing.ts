import { InputError } from "../core/errors.ts";
import type { BuiltFile } from "../core/rebuild-record.ts";

/** An upload and the output it is held against; null: the rebuild made no such file (`upload-not-rebuilt`). */
export interface Pair<U> {
  readonly upload: U;
  readonly built: BuiltFile | null;
}

/**
 * Pairs uploads with the outputs of a build by exact base name; one upload and one output belong together whatever
 * they are called (design section 4). Outputs of one name and the same bytes count as one, because either gives the
 * same verdict. Throws `InputError` (`upload-ambiguous`).
 */
export function pairUploads<U extends { readonly name: string }>(
  uploads: readonly U[],
  outputs: readonly BuiltFile[],
): readonly Pair<U>[] {
  const names = new Set<string>();
  for (const { name } of uploads) {
    if (names.has(name)) {
      throw ambiguous("uploads of different names", `"${name}" twice`, "Check them one by one.");
    }
    names.add(name);
  }
  const [onlyUpload] = uploads;
  const [onlyOutput] = outputs;
  if (uploads.length === 1 && outputs.length === 1 && onlyUpload && onlyOutput) {
    return [{ upload: onlyUpload, built: onlyOutput }];
  }
  return uploads.map((upload) => ({ upload, built: outputNamed(upload.name, outputs) }));
}

function outputNamed(name: string, outputs: readonly BuiltFile[]): BuiltFile | null {
  const candidates = outputs.filter((output) => output.name === name);
  const other = candidates.find((output) => output.sha256 !== candidates[0]?.sha256);
  if (candidates[0] !== undefined && other !== undefined) {
    throw ambiguous(
      `one output called "${name}"`,
      `${candidates[0].path} and ${other.path}, with different bytes`,
      "Name the one that is released with --output.",
    );
  }
  return candidates[0] ?? null;
}

function ambiguous(expected: string, found: string, next: string): InputError {
  return new InputError("upload-ambiguous", { expected, found, next });
}
