import type { ListedArchive } from "./archive-list.ts";

/** `count` archives of every source, or all where it has fewer; which ones, `below` decides: a number under its limit. */
export function sampleOf(
  list: readonly ListedArchive[],
  count: number,
  below: (limit: number) => number,
): readonly ListedArchive[] {
  const sample: ListedArchive[] = [];
  for (const archives of Map.groupBy(list, ({ source }) => source).values()) {
    const left = [...archives];
    for (let taken = 0; taken < count && left.length > 0; taken++) {
      sample.push(...left.splice(below(left.length), 1));
    }
  }
  return sample;
}
