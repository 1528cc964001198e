import { DEFAULT_NORMALISERS } from "../core/normalisers.ts";
import type { AcceptedRules } from "../core/verdict.ts";

/** What a rebuild must reach without a policy: all that no consumer can observe may differ (design section 4). */
export const ACCEPTED_FOR_REBUILD: AcceptedRules = {
  word: "normalized",
  normalisers: DEFAULT_NORMALISERS,
};

/** `--no-build` asks for `explained` by itself: without a rebuild, files of the commit are the only evidence. */
export const ACCEPTED_WITHOUT_BUILD: AcceptedRules = {
  word: "explained",
  normalisers: DEFAULT_NORMALISERS,
};
