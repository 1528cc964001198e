import type { ArchiveModel } from "../archive/model.ts";

/**
 * A function of two archives that is computed once for each pair: with 100,000 entries there can be as many findings,
 * and each of them asks again.
 */
export function perPair<T>(
  compute: (upload: ArchiveModel, rebuilt: ArchiveModel) => T,
): (upload: ArchiveModel, rebuilt: ArchiveModel) => T {
  const known = new WeakMap<ArchiveModel, WeakMap<ArchiveModel, { readonly value: T }>>();
  return (upload, rebuilt) => {
    const of = known.get(upload) ?? new WeakMap<ArchiveModel, { readonly value: T }>();
    known.set(upload, of);
    const made = of.get(rebuilt) ?? { value: compute(upload, rebuilt) };
    of.set(rebuilt, made);
    return made.value;
  };
}
