import type { PathBytes } from "../core/path-bytes.ts";

/** The paths in their order, cut into groups whose bodies have at most `most` bytes together; a larger body is alone. */
export function inGroups(
  paths: readonly PathBytes[],
  sizeOf: (path: PathBytes) => number,
  most: number,
): readonly (readonly PathBytes[])[] {
  const groups: PathBytes[][] = [];
  let room = 0;
  for (const path of paths) {
    const size = sizeOf(path);
    const group = groups.at(-1);
    if (group && size <= room) {
      group.push(path);
      room -= size;
    } else {
      groups.push([path]);
      room = most - size;
    }
  }
  return groups;
}
