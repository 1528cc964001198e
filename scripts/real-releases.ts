// Real releases with zero configuration (docs/real-releases.md has the rule).
// `node scripts/real-releases.ts order KIND [DEBIAN_INDEX]` prints the candidates in the order that the seed gives them.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  corpusCandidates,
  debianCandidates,
  drawn,
  SHARES,
  type Kind,
} from "./real-releases/draw.ts";

const CORPUS = join(import.meta.dirname, "..", "__tests__", "real", "corpus.tsv");

const [command, kind = "", index] = process.argv.slice(2);
if (command === "order" && Object.hasOwn(SHARES, kind)) await order(kind as Kind, index);
else {
  console.error("expected `order KIND [DEBIAN_INDEX]`");
  process.exitCode = 2;
}

async function order(of: Kind, debianIndex: string | undefined): Promise<void> {
  const names =
    of === "debian"
      ? debianCandidates(await readFile(debianIndex ?? "Sources", "utf8"))
      : corpusCandidates(await readFile(CORPUS, "utf8"), of);
  for (const name of drawn(of, names)) console.log(name);
}
