import { contentRule, ofText } from "../content-rule.ts";
import { moDate, poDate } from "../pot-date.ts";

const ofPo = ofText(poDate);

/** The date that gettext stamps into message catalogues, as text (`.po`, `.pot`) and compiled (`.gmo`, `.mo`). */
export const potCreationDateRule = contentRule({
  id: "pot-creation-date",
  codes: ["entry-content", "tracked-file-changed"],
  names: /\.(pot?|g?mo)$/,
  decode: (body, name) => (name.endsWith("mo") ? moDate(body) : ofPo(body)),
  account(upload, other) {
    if (upload.date === other.date) return null;
    const complete = upload.rest === other.rest;
    return {
      because: `gettext stamped another POT-Creation-Date (${upload.date} in the upload, ${other.date} in the other)${complete ? "" : "; more than the date differs"}.`,
      remedy:
        "Set DIST_DEPENDS_ON_UPDATE_PO = no in po/Makevars, or strip the line before packing.",
      complete,
    };
  },
});
