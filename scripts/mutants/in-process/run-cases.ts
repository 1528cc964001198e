import { pathTo, type Body, type TestBlock, type TestCase } from "./test-file.ts";

/** Why a run ended early, and the test it was, or null where a hook of a block failed. */
export interface Failure {
  readonly why: string;
  readonly test: TestCase | null;
}

/** What happens around single tests; all are called in the order of the run. */
export interface Course {
  /** Bounds one hook or test: its failure as text, or null. */
  readonly attempt: (body: Body, timeout: number | null) => Promise<string | null>;
  /** Called before the hooks that only this test makes necessary. */
  readonly approaching?: (test: TestCase) => void;
  /** Called when a block's own hooks have run, before the first of its tests. */
  readonly entered?: (block: TestBlock) => void;
  /** Called after each test with its hooks. */
  readonly ended?: (test: TestCase) => void;
}

/**
 * Runs tests in the given order up to the first failure, each block's hooks around them as jest would,
 * and what was entered is left again also then. Null when all passed.
 */
export async function runCases(
  cases: readonly TestCase[],
  course: Course,
): Promise<Failure | null> {
  const entered: TestBlock[] = [];
  let failure: Failure | null = null;
  for (const test of cases) {
    const path = pathTo(test.block);
    course.approaching?.(test);
    const around = (await leaveTo(path, entered, course)) ?? (await enter(path, entered, course));
    if (around !== null) failure = { why: around, test: null };
    else {
      const why = await runTest(test, path, course);
      if (why !== null) failure = { why: `${test.name} :: ${why}`, test };
    }
    if (failure !== null) break;
  }
  const left = await leaveTo([], entered, course);
  return failure ?? (left === null ? null : { why: left, test: null });
}

async function enter(
  path: readonly TestBlock[],
  entered: TestBlock[],
  course: Course,
): Promise<string | null> {
  for (const block of path.slice(entered.length)) {
    entered.push(block);
    const failure = await runHooks(block.beforeAll, course);
    if (failure !== null) return `before all of "${block.name}": ${failure}`;
    course.entered?.(block);
  }
  return null;
}

/** Leaves the blocks that are not on the path, the inner ones first. */
async function leaveTo(
  path: readonly TestBlock[],
  entered: TestBlock[],
  course: Course,
): Promise<string | null> {
  let failure: string | null = null;
  while (entered.length > 0 && entered.at(-1) !== path[entered.length - 1]) {
    const block = entered.pop();
    const why = await runHooks(block?.afterAll ?? [], course);
    if (why !== null) failure ??= `after all of "${block?.name ?? ""}": ${why}`;
  }
  return failure;
}

async function runTest(
  test: TestCase,
  path: readonly TestBlock[],
  course: Course,
): Promise<string | null> {
  const before = path.flatMap((block) => block.beforeEach);
  const after = path.toReversed().flatMap((block) => block.afterEach);
  let failure = await runHooks(before, course);
  failure ??= await course.attempt(test.body, test.timeout);
  const tidied = await runHooks(after, course);
  failure ??= tidied;
  course.ended?.(test);
  return failure;
}

async function runHooks(hooks: readonly Body[], course: Course): Promise<string | null> {
  let failure: string | null = null;
  for (const body of hooks) {
    const why = await course.attempt(body, null);
    failure ??= why;
  }
  return failure;
}
