import { textRule } from "../content-rule.ts";
import { madeBy, pinFor, wheelGenerator } from "../wheel-generator.ts";

/** The version of the tool that packed a wheel, from its WHEEL file. */
export const generatorVersionRule = textRule({
  id: "generator-version",
  codes: ["entry-content"],
  names: /^[^/]+\.dist-info\/WHEEL$/,
  decode: wheelGenerator,
  account(upload, rebuilt) {
    if (upload.name === rebuilt.name && upload.version === rebuilt.version) return null;
    // The name of the tool is part of the rest.
    const complete = upload.rest === rebuilt.rest;
    return {
      because: `Another version of the build tool: ${madeBy({ upload, rebuilt })}${complete ? "" : "; more than the version differs"}.`,
      remedy: pinFor(upload),
      complete,
    };
  },
});
