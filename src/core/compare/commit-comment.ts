import { fieldOf } from "../archive/fields.ts";
import type { ArchiveModel } from "../archive/model.ts";
import type { CompareContext } from "./context.ts";
import { located } from "./located.ts";
import type { LocatedFinding } from "./located.ts";

/** The commit id that `git archive` wrote into this archive: a tar's global header, a zip's comment. */
export function commitCommentOf({ fields }: Pick<ArchiveModel, "fields">): string | null {
  return fieldOf(fields, "tar.commit-comment") ?? fieldOf(fields, "zip.commit-comment") ?? null;
}

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
    upload: commitCommentOf(upload),
    rebuilt: commitCommentOf(rebuilt),
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
