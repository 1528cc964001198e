import { moDate, poDate } from "../pot-date.ts";
import type { DatedCatalogue } from "../pot-date.ts";
import type { Rule } from "../rule.ts";
import { utf8Text } from "../text.ts";

/** The date that gettext stamps into message catalogues, as text (`.po`, `.pot`) and compiled (`.gmo`, `.mo`). */
export const potCreationDateRule: Rule = {
  id: "pot-creation-date",
  codes: ["entry-content", "tracked-file-changed"],
  explain({ name, upload, other }) {
    const kind = /\.(pot?|g?mo)$/.exec(name)?.[1];
    if (kind === undefined || upload.body === null || other.body === null) return null;
    const compiled = kind.endsWith("mo");
    const here = dated(upload.body, compiled);
    const there = dated(other.body, compiled);
    if (here === null || there === null || here.date === there.date) return null;
    const complete = here.rest === there.rest;
    return {
      because: `gettext stamped another POT-Creation-Date (${here.date} in the upload, ${there.date} in the other)${complete ? "" : "; more than the date differs"}.`,
      remedy:
        "Set DIST_DEPENDS_ON_UPDATE_PO = no in po/Makevars, or strip the line before packing.",
      complete,
    };
  },
};

function dated(body: Uint8Array, compiled: boolean): DatedCatalogue | null {
  if (compiled) return moDate(body);
  const text = utf8Text(body);
  return text === null ? null : poDate(text);
}
