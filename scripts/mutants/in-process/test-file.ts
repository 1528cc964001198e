/** What a test or a hook runs; its result is awaited and dropped. */
export type Body = () => unknown;

/** A `describe`, or the file itself: its hooks and where it stands. */
export interface TestBlock {
  readonly name: string;
  readonly parent: TestBlock | null;
  readonly beforeAll: Body[];
  readonly beforeEach: Body[];
  readonly afterEach: Body[];
  readonly afterAll: Body[];
}

/** One test as a file declares it. */
export interface TestCase {
  readonly name: string;
  readonly block: TestBlock;
  readonly body: Body;
  /** What the test asks for itself, or null for the usual patience. */
  readonly timeout: number | null;
}

/** What the globals write into while a test file is being imported. */
interface Collection {
  block: TestBlock;
  readonly cases: TestCase[];
}

let collecting: Collection | null = null;

/** Makes a block below `parent`, or a file's own with null. */
export function newBlock(name: string, parent: TestBlock | null): TestBlock {
  return { name, parent, beforeAll: [], beforeEach: [], afterEach: [], afterAll: [] };
}

/** The blocks around a test, the file's own first. */
export function pathTo(block: TestBlock): readonly TestBlock[] {
  const path: TestBlock[] = [];
  for (let at: TestBlock | null = block; at !== null; at = at.parent) path.unshift(at);
  return path;
}

/**
 * The tests that an import declares, in their order. One file at a time; throws what the import
 * throws, and what it declares later is an error.
 */
export async function collectTests(load: () => Promise<unknown>): Promise<readonly TestCase[]> {
  const mine: Collection = { block: newBlock("", null), cases: [] };
  collecting = mine;
  try {
    await load();
    return mine.cases;
  } finally {
    collecting = null;
  }
}

/** Where a declaration belongs; throws outside of an import, where jest takes none either. */
export function openCollection(): Collection {
  if (collecting === null) throw new Error("expected a test to be declared while its file loads");
  return collecting;
}
