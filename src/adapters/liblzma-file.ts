import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

/**
 * Where liblzma's program lies. It stays a file of its own, as its licence wants it: whoever has the bundle may put
 * another build of it there. In the bundle it lies beside the entries.
 */
export const liblzmaFile: URL = pathToFileURL(
  createRequire(import.meta.url).resolve("node-liblzma/wasm/liblzma.wasm"),
);
