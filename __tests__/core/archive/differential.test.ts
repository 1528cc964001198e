import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { rmSync } from "node:fs";
import {
  acceptedArchives,
  disagreement,
  scratchFolder,
  type Accepted,
  type Kind,
} from "../../support/differential.ts";
import { TARS, TGZS, ZIPS } from "../../support/generated/kinds.ts";
import { PREPARATION_MS, type Judge } from "../../support/judges/judge.ts";
import { TAR_JUDGES, ZIP_JUDGES } from "../../support/judges/judges.ts";

const seed = Number(process.env["REBUILD_GATE_SEED"] ?? Date.now() % 2 ** 31);
/** Archives made of the main kinds; `npm run differential -- --runs N` makes more. */
const runs = Number(process.env["REBUILD_GATE_RUNS"] ?? 1200);
/** Generous, because a machine may be busy: 0.2 s per archive, and time to shrink. */
const PATIENCE_MS = 300_000 + runs * 200;

/** One scenario, whatever its recipes are made of. */
interface Scenario {
  readonly name: string;
  readonly judges: readonly Judge[];
  readonly prepare: (
    folder: string,
  ) => Promise<{ readonly made: number; readonly accepted: number }>;
  readonly ask: (judge: Judge) => Promise<string | null>;
}

function scenario<Recipe>(
  name: string,
  kind: Kind<Recipe>,
  judges: readonly Judge[],
  share: number,
): Scenario {
  let accepted: Accepted<Recipe> | null = null;
  return {
    name,
    judges,
    prepare: async (folder) => {
      const made = Math.ceil(runs * share);
      accepted = await acceptedArchives(kind, { runs: made, seed }, folder);
      return { made, accepted: accepted.archives.length };
    },
    ask: async (judge) => {
      if (accepted === null) throw new Error("nothing was made");
      return await disagreement(judge, kind, accepted, seed);
    },
  };
}

const SCENARIOS = [
  scenario("a tar", TARS, TAR_JUDGES, 1),
  scenario("a tar in gzip", TGZS, TAR_JUDGES, 0.15),
  scenario("a zip", ZIPS, ZIP_JUDGES, 1),
];

describe.each(SCENARIOS)(
  `$name that the strict reader accepts (REBUILD_GATE_SEED=${String(seed)} REBUILD_GATE_RUNS=${String(runs)})`,
  ({ prepare, ask, judges }) => {
    let folder: string;
    let counted: { readonly made: number; readonly accepted: number };

    beforeAll(async () => {
      folder = scratchFolder();
      counted = await prepare(folder);
      for (const judge of judges) if (judge.missing === undefined) judge.prepare?.();
    }, PREPARATION_MS + PATIENCE_MS);
    afterAll(() => {
      rmSync(folder, { recursive: true, force: true });
    });

    it("is among many that are right or almost, and many of them are refused", () => {
      expect(counted.accepted).toBeGreaterThan(counted.made / 6);
      expect(counted.accepted).toBeLessThan((counted.made * 5) / 6);
    });

    for (const judge of judges) {
      if (judge.missing === undefined) {
        it(
          `is listed alike by ${judge.name}`,
          async () => {
            expect(await ask(judge)).toBeNull();
          },
          PATIENCE_MS,
        );
      } else {
        it.skip(`is listed alike by ${judge.name} (skipped: ${judge.missing})`, () => undefined);
      }
    }
  },
);
