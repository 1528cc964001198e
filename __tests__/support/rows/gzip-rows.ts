import { gzipOf, join, tarOf } from "../archives.ts";
import { row, type Row } from "./row.ts";

const tar = tarOf([{ path: "a", body: "some content" }]);
const gzip = gzipOf(tar);
const second = gzipOf(tarOf([{ path: "S", body: "inside" }]));

function behind(code: string): string {
  return `${code}@${String(gzip.length)}`;
}

/** Compressed files that programs read differently, and what the strict reader says of each. */
export const GZIP_ROWS: readonly Row[] = [
  row("G1", "a NUL and a payload behind", join(gzip, "\0payload"), behind("gzip-trailing-data")),
  row(
    "G2",
    "a NUL and a second member behind",
    join(gzip, "\0", second),
    behind("gzip-trailing-data"),
  ),
  row("G3", "a second member", join(gzip, second), behind("gzip-multiple-members")),
  row("G4", "text behind", join(gzip, "text"), behind("gzip-trailing-data")),
  row("G5", "a wrong checksum", gzipOf(tar, { crc: 1 }), `gzip-crc@${String(gzip.length - 8)}`),
  row("G6", "extra data", gzipOf(tar, { extra: Uint8Array.of(65, 66, 1, 0, 9) }), "archive"),
  row("G6", "a comment", gzipOf(tar, { comment: "c" }), "archive"),
];
