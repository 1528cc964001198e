import type { ArchiveModel } from "../archive/model.ts";
import type { CompareContext } from "./context.ts";
import { located } from "./located.ts";
import type { LocatedFinding } from "./located.ts";

/** The field that holds the id which `git archive` writes into a tar's global header. */
const COMMENT = "tar.commit-comment";

/**
 * The commit that the archives name: it must be the released one where that is known, whatever the other side says;
 * and both sides must name the same.
 */
export function compareComments(
  upload: ArchiveModel,
  rebuilt: ArchiveModel,
  context: CompareContext,
): readonly LocatedFinding[] {
  const values = {
    upload: upload.fields.get(COMMENT) ?? null,
    rebuilt: rebuilt.fields.get(COMMENT) ?? null,
  };
  const { commit } = context;
  const isForeign = (comment: string | null) =>
    commit !== null && comment !== null && comment !== commit;
  if (isForeign(values.upload) || isForeign(values.rebuilt)) {
    return [
      located(context, "commit-comment-mismatch", null, values, [`released: ${String(commit)}`]),
    ];
  }
  return values.upload === values.rebuilt ? [] : [located(context, "commit-comment", null, values)];
}
