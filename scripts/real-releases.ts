// Real releases with zero configuration (docs/real-releases.md has the rule).
// `node scripts/real-releases.ts order KIND [DEBIAN_INDEX]` prints the candidates in the order that the seed gives them;
// `node scripts/real-releases.ts run UPLOADS CLONES` checks those that were taken and writes the table of the page.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  checkRelease,
  readReleases,
  resultTable,
  type Release,
  type Result,
} from "./real-releases/check-releases.ts";
import {
  corpusCandidates,
  debianCandidates,
  drawn,
  SHARES,
  type Kind,
} from "./real-releases/draw.ts";

const ROOT = join(import.meta.dirname, "..");
const CORPUS = join(ROOT, "__tests__", "real", "corpus.tsv");
const LIST = join(import.meta.dirname, "real-releases", "releases.tsv");
const PAGE = join(ROOT, "docs", "real-releases.md");
const MARK = "<!-- measured: written by scripts/real-releases.ts -->";

const [command, first = "", second] = process.argv.slice(2);
if (command === "order" && Object.hasOwn(SHARES, first)) await order(first as Kind, second);
else if (command === "run" && second !== undefined) await runAll(first, second);
else {
  console.error("expected `order KIND [DEBIAN_INDEX]` or `run UPLOADS CLONES`");
  process.exitCode = 2;
}

async function order(of: Kind, debianIndex: string | undefined): Promise<void> {
  const names =
    of === "debian"
      ? debianCandidates(await readFile(debianIndex ?? "Sources", "utf8"))
      : corpusCandidates(await readFile(CORPUS, "utf8"), of);
  for (const name of drawn(of, names)) console.log(name);
}

async function runAll(uploads: string, clones: string): Promise<void> {
  const rows: (readonly [Release, Result])[] = [];
  for (const release of readReleases(await readFile(LIST, "utf8"))) {
    const result = await checkRelease(release, uploads, clones);
    console.error(`${release.upload}: ${JSON.stringify(result)}`);
    rows.push([release, result]);
  }
  const [rule = ""] = (await readFile(PAGE, "utf8")).split(MARK);
  await writeFile(PAGE, `${rule}${MARK}\n\n${resultTable(rows)}\n`);
}
