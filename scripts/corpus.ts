// The archives that come anyway: `node scripts/corpus.ts list FOLDER` collects them and writes the list of their names
// and digests (docs/corpus.md has the rule).
import { makeList } from "./corpus/make-list.ts";

const [command, folder] = process.argv.slice(2);
if (command !== "list" || folder === undefined) {
  console.error("expected `list` and an empty folder");
  process.exitCode = 2;
} else {
  const archives = await makeList(folder);
  for (const [source, listed] of Map.groupBy(archives, (archive) => archive.source)) {
    const bytes = listed.reduce((sum, { size }) => sum + size, 0);
    console.log(`${source}: ${String(listed.length)} archives, ${String(bytes)} bytes`);
  }
}
