import type { ArchiveModel } from "../archive/model.ts";

/**
 * A function of an archive that is computed once for each: with 100,000 entries there can be as many findings, and
 * each of them asks again.
 */
export function perArchive<T>(compute: (archive: ArchiveModel) => T): (archive: ArchiveModel) => T {
  const known = new WeakMap<ArchiveModel, { readonly value: T }>();
  return (archive) => {
    const made = known.get(archive) ?? { value: compute(archive) };
    known.set(archive, made);
    return made.value;
  };
}

/** As `perArchive`, for a function of two. */
export function perPair<T>(
  compute: (upload: ArchiveModel, rebuilt: ArchiveModel) => T,
): (upload: ArchiveModel, rebuilt: ArchiveModel) => T {
  const ofUpload = perArchive((upload) => perArchive((rebuilt) => compute(upload, rebuilt)));
  return (upload, rebuilt) => ofUpload(upload)(rebuilt);
}
