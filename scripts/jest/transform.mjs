import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { transformSync, version } from "esbuild";

const options = {
  loader: "ts",
  format: "esm",
  target: "node24",
  sourcemap: "inline",
  sourcesContent: true,
};
const ownSource = readFileSync(fileURLToPath(import.meta.url));

/** Everything the output depends on goes into the key; a stale transform would test code nobody wrote. */
function getCacheKey(source, path, { configString, instrument }) {
  const hash = createHash("sha256");
  for (const part of [version, ownSource, configString, String(instrument), path, source]) {
    hash.update(part).update("\0");
  }
  return hash.digest("hex");
}

/** Strips the types; the inline source map keeps stack lines and v8 coverage on the TypeScript file. */
function process(source, path) {
  return { code: transformSync(source, { ...options, sourcefile: path }).code };
}

export default { getCacheKey, process };
