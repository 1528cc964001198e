// The archives that come anyway (docs/corpus.md has the rule).
// `node scripts/corpus.ts list FOLDER` collects them and writes the list of their names and digests;
// `node scripts/corpus.ts run [FOLDER]` reads all that are listed, asks the judges, and writes the page.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { cpus, homedir, release } from "node:os";
import { join } from "node:path";
import { readList } from "./corpus/archive-list.ts";
import { LIST, makeList } from "./corpus/make-list.ts";
import { measure } from "./corpus/measurement.ts";
import { measuredPage } from "./corpus/page.ts";
import { SOURCES } from "./corpus/sources.ts";

const PAGE = join(import.meta.dirname, "..", "docs", "corpus.md");

const [command, given] = process.argv.slice(2);
// `node scripts/corpus.ts reread [FOLDER]` reads anew and takes over what the judges said in earlier runs.
if (command === "list" && given !== undefined) await list(given);
else if (command === "run") await run(given ?? cacheFolder(), "everybody");
else if (command === "reread") await run(given ?? cacheFolder(), "nobody");
else {
  console.error("expected `list FOLDER`, `run` or `reread`");
  process.exitCode = 2;
}

async function list(folder: string): Promise<void> {
  const archives = await makeList(folder);
  for (const [source, listed] of Map.groupBy(archives, (archive) => archive.source)) {
    const bytes = listed.reduce((sum, { size }) => sum + size, 0);
    console.log(`${source}: ${String(listed.length)} archives, ${String(bytes)} bytes`);
  }
}

/** Fails where fewer than 99 of 100 are read, or a judge disagrees. */
async function run(folder: string, ask: "everybody" | "nobody"): Promise<void> {
  await mkdir(folder, { recursive: true });
  const start = performance.now();
  const archives = readList(await readFile(LIST, "utf8"));
  const measurement = await measure(archives, SOURCES, folder, console.error, ask);
  const { read, refused, missing, judgement } = measurement;
  const seconds = Math.round((performance.now() - start) / 1000);
  const about =
    `${new Date().toISOString().slice(0, 10)}, ${process.platform} ${release()}, ` +
    `${String(cpus().length)} × ${cpus()[0]?.model.trim() ?? "unknown"}, Node ${process.versions.node}: ` +
    `${String(archives.length)} archives in ${String(seconds)} s, what was downloaded and judged included.`;
  await writeFile(PAGE, await measuredPage(await readFile(PAGE, "utf8"), measurement, about));
  const disagreements = judgement.disagreements.length;
  console.log(
    `${String(read.length)} read, ${String(refused.length)} refused, ${String(missing.length)} not to be had, ` +
      `${String(disagreements)} disagreements; docs/corpus.md lists them`,
  );
  if (read.length < 0.99 * (read.length + refused.length) || disagreements > 0)
    process.exitCode = 1;
}

function cacheFolder(): string {
  const cache = process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");
  return join(cache, "rebuild-gate-corpus");
}
