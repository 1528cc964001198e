// Stands for `@jest/globals` in the process that runs test files without jest: the names that test
// files may import; a file that asks for another one does not load here, and jest runs it instead.
import { createRequire } from "node:module";
import { format } from "node:util";
import type * as jest from "@jest/globals";
import { newBlock, openCollection, type Body } from "./test-file.ts";

const jestOwn = createRequire(createRequire(import.meta.url).resolve("@jest/globals"));

/** The very object that jest gives to tests, without the runner around it. */
export const expect = (jestOwn("@jest/expect") as { readonly jestExpect: typeof jest.expect })
  .jestExpect;

type Row = readonly unknown[];
type Declare = (name: string, body: (...row: Row) => unknown, timeout?: number) => void;

function addTest(name: string, body: Body, timeout?: number): void {
  const { block, cases } = openCollection();
  cases.push({ name, block, body, timeout: timeout ?? null });
}

function addBlock(name: string, body: Body): void {
  const collection = openCollection();
  const outer = collection.block;
  collection.block = newBlock(name, outer);
  try {
    body();
  } finally {
    collection.block = outer;
  }
}

/** One declaration per row; a table without inner arrays has one argument a row. */
function each(declare: (name: string, body: Body, timeout?: number) => void) {
  return (table: readonly unknown[]): Declare =>
    (name, body, timeout) => {
      const nested = table.every((row) => Array.isArray(row));
      for (const row of table) {
        const values: Row = nested ? (row as Row) : [row];
        const places = name.match(/%[sdifjoOp]/g)?.length ?? 0;
        const shown = format(name.replaceAll("%p", "%j"), ...values.slice(0, places));
        declare(shown, () => body(...values), timeout);
      }
    };
}

const ignored = Object.assign((): void => undefined, { each: () => (): void => undefined });

/** Declares a test. */
export const it = Object.assign(addTest, { each: each(addTest), skip: ignored });
/** The other name of `it`. */
export const test = it;
/** Declares a block of tests. */
export const describe = Object.assign(addBlock, { each: each(addBlock), skip: ignored });

type Hooks = "beforeAll" | "beforeEach" | "afterEach" | "afterAll";
const hook =
  (kind: Hooks) =>
  (body: Body): void => {
    openCollection().block[kind].push(body);
  };

/** Hooks of the block, or of the file, that declares them. */
export const beforeAll = hook("beforeAll");
export const beforeEach = hook("beforeEach");
export const afterEach = hook("afterEach");
export const afterAll = hook("afterAll");
