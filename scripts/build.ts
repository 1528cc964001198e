import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { bundle } from "./bundle.ts";

const { values } = parseArgs({ options: { metafile: { type: "string" } } });
const root = join(import.meta.dirname, "..");
const dist = join(root, "dist");
const { files, metafile } = await bundle(root);

// Hashed chunks of an earlier build would stay behind otherwise.
await rm(dist, { recursive: true, force: true });
let size = 0;
for (const [path, { bytes, executable }] of files) {
  const target = join(dist, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, bytes, { mode: executable ? 0o755 : 0o644 });
  size += bytes.byteLength;
}
if (values.metafile !== undefined) await writeFile(values.metafile, JSON.stringify(metafile));
process.stdout.write(`dist: ${String(files.size)} files, ${String(size)} bytes\n`);
