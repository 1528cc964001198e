import { it } from "@jest/globals";

/** Folder of the public bundles that are not part of this repository; undefined when it is not set. */
export const publicData = process.env["REBUILD_GATE_DATA"];

/** A test over public data; without `REBUILD_GATE_DATA` it is counted as skipped, and its name says why. */
export function itWithData(name: string, test: (folder: string) => void | Promise<void>): void {
  if (publicData === undefined) {
    it.skip(`${name} (REBUILD_GATE_DATA is not set)`, () => undefined);
  } else {
    const folder = publicData;
    it(name, () => test(folder));
  }
}
