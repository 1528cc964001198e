import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/core/normalisers.ts
var NORMALISERS = {
  "compression-layout": "deflate level and block layout; the decompressed bytes are equal",
  "gzip-header": "time, operating system and level hint in the gzip header",
  "tar-encoding": "accepted spellings of one value in tar headers, and the number of final zero blocks",
  "archive-owner": "owner names and numbers, where neither side sets a setuid or setgid bit",
  "zip-made-by": "the version number of the program that made a zip; the host byte is not covered",
  "archive-order": "order of entries where position decides nothing",
  "archive-mtime": "modification times, where no product becomes older than its prerequisite on one side only"
};
var DEFAULT_NORMALISERS = new Set(
  Object.keys(NORMALISERS)
);

export {
  NORMALISERS,
  DEFAULT_NORMALISERS
};
