/** Tests that try thousands of inputs: they come last, for most mutants need no more than the others. */
const thorough = /\/[\w-]*(?:any-input|bombs|differential|mutations)\.test\.ts$/;

/**
 * Test files in the order in which they are asked about a source file: the mirrored one, then those of
 * its folder and of the folders around it.
 */
export function nearestFirst(source: string, tests: readonly string[]): readonly string[] {
  const mirror = source.replace(/^src\/(.*)\.ts$/, "__tests__/$1.test.ts");
  const folders = mirror.split("/").slice(0, -1);
  const distance = (test: string): number => {
    if (test === mirror) return -1;
    const own = test.split("/").slice(0, -1);
    const apart = folders.findIndex((folder, depth) => own[depth] !== folder);
    const shared = apart === -1 ? folders.length : apart;
    return (thorough.test(test) ? 1_000 : 0) + folders.length - shared;
  };
  return tests
    .map((test) => ({ test, distance: distance(test) }))
    .sort((a, b) => a.distance - b.distance || (a.test < b.test ? -1 : 1))
    .map(({ test }) => test);
}
