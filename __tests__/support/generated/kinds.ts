import fc from "fast-check";
import { gzipOf, type GzipOptions } from "../archives.ts";
import type { Kind } from "../differential.ts";
import { TAR_ROWS } from "../rows/tar-rows.ts";
import { ZIP_ROWS } from "../rows/zip-rows.ts";
import type { Row } from "../rows/row.ts";
import { change, changedParts, type Change } from "./changes.ts";
import { tarBytes, tarRecipe, type TarRecipe } from "./tar-recipe.ts";
import { zipBytes, zipRecipe, type ZipRecipe } from "./zip-recipe.ts";

/** A row of the tables, damaged; long rows are left out, because a change seldom meets what matters. */
interface DamagedRow {
  readonly row: string;
  readonly changes: readonly Change[];
}

const LONGEST_ROW = 16_384;

function damagedRow(rows: readonly Row[]): fc.Arbitrary<DamagedRow> {
  const short = rows.filter(({ bytes }) => bytes.length <= LONGEST_ROW);
  return fc.record({
    row: fc.constantFrom(...short.map(({ id }) => id)),
    changes: fc.array(change, { minLength: 0, maxLength: 3 }),
  });
}

function rowBytes({ row, changes }: DamagedRow, rows: readonly Row[]): Uint8Array {
  const found = rows.find(({ id }) => id === row);
  return changedParts(found === undefined ? [] : [found.bytes], changes);
}

/** Nine recipes to one row. */
function mixed<Recipe>(
  recipe: fc.Arbitrary<Recipe>,
  rows: readonly Row[],
): fc.Arbitrary<Recipe | DamagedRow> {
  return fc.oneof({ weight: 9, arbitrary: recipe }, { weight: 1, arbitrary: damagedRow(rows) });
}

const tarBytesOf = (recipe: TarRecipe | DamagedRow): Uint8Array =>
  "row" in recipe ? rowBytes(recipe, TAR_ROWS) : tarBytes(recipe);

/** Tars. */
export const TARS: Kind<TarRecipe | DamagedRow> = {
  recipe: mixed(tarRecipe, TAR_ROWS),
  bytesOf: tarBytesOf,
  extension: "tar",
};

/** Zips. */
export const ZIPS: Kind<ZipRecipe | DamagedRow> = {
  recipe: mixed(zipRecipe, ZIP_ROWS),
  bytesOf: (recipe) => ("row" in recipe ? rowBytes(recipe, ZIP_ROWS) : zipBytes(recipe)),
  extension: "zip",
};

interface GzipRecipe {
  readonly tar: TarRecipe;
  readonly frame: GzipOptions;
  readonly changes: readonly Change[];
}

const gzipRecipe: fc.Arbitrary<GzipRecipe> = fc.record({
  tar: tarRecipe.map((tar) => ({ ...tar, changes: [] })),
  frame: fc.record(
    {
      mtime: fc.constantFrom(0, 1_700_000_000, 0xffffffff),
      os: fc.constantFrom(3, 0, 255),
      xfl: fc.constantFrom(0, 2, 4, 9),
      level: fc.constantFrom(6, 0, 1, 9),
      name: fc.constantFrom("a.tar", "größe.tar", "-x", "a b"),
      comment: fc.constantFrom("c", "", "two\nlines"),
      extra: fc.constantFrom(Uint8Array.of(65, 66, 1, 0, 9), new Uint8Array(0)),
      ftext: fc.boolean(),
      fhcrc: fc.boolean(),
    },
    { requiredKeys: [] },
  ),
  changes: fc.oneof(
    { weight: 4, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(change, { minLength: 1, maxLength: 2 }) },
  ),
});

/** Tars in gzip, whose frame is what varies most. */
export const TGZS: Kind<GzipRecipe> = {
  recipe: gzipRecipe,
  bytesOf: ({ tar, frame, changes }) => changedParts([gzipOf(tarBytes(tar), frame)], changes),
  extension: "tgz",
};
