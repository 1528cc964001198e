import type { Rule } from "../rule.ts";
import { generatorPair, madeBy, pinFor } from "../wheel-generator.ts";

/** The version of the tool that packed a wheel, from its WHEEL file. */
export const generatorVersionRule: Rule = {
  id: "generator-version",
  codes: ["entry-content"],
  explain({ name, upload, other }) {
    if (!/^[^/]+\.dist-info\/WHEEL$/.test(name)) return null;
    const pair = generatorPair(upload.body, other.body);
    if (pair === null) return null;
    const sameTool = pair.upload.name === pair.rebuilt.name;
    if (sameTool && pair.upload.version === pair.rebuilt.version) return null;
    const complete = sameTool && pair.upload.rest === pair.rebuilt.rest;
    const sentence = madeBy(pair);
    return {
      because: `Another version of the build tool: ${sentence}${complete ? "" : "; more than that line differs"}.`,
      remedy: pinFor(pair.upload),
      complete,
    };
  },
};
