import { describe, expect, it } from "@jest/globals";
import { gzipOf } from "../../support/archives.ts";
import { refusalOf, type ReadOptions } from "../../support/read-archive.ts";
import { GZIP_ROWS } from "../../support/rows/gzip-rows.ts";
import type { Row } from "../../support/rows/row.ts";
import { TAR_ROWS } from "../../support/rows/tar-rows.ts";
import { ZIP_ROWS } from "../../support/rows/zip-rows.ts";

const optionsOf = ({ profile }: Row): ReadOptions => (profile === undefined ? {} : { profile });

/** A row with one entry: `path: name of the row`. */
function each(rows: readonly Row[]): readonly (readonly [name: string, row: Row])[] {
  return rows.map((row) => [`${row.id} ${row.shape}`.trim(), row]);
}

describe("what programs read differently is refused at the byte where the doubt begins, or read as it is:", () => {
  it.each([...each(TAR_ROWS), ...each(ZIP_ROWS), ...each(GZIP_ROWS)])("%s", async (_, row) => {
    expect(await refusalOf(row.bytes, optionsOf(row))).toBe(row.expected);
  });

  it.each(each(TAR_ROWS))("%s, in gzip", async (_, { bytes, expected }) => {
    expect(await refusalOf(gzipOf(bytes))).toBe(expected);
  });
});
