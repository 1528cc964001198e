import { textRule } from "../content-rule.ts";
import { jsonObject } from "../json-document.ts";

interface VcsInfo {
  /** Commit, lower-case hex digits; null where it names none. */
  readonly commit: string | null;
  readonly isDirty: boolean;
}

/**
 * The commit that cargo packed, from the file it leaves in the package (doc.rust-lang.org/cargo/commands/cargo-package.html,
 * ".cargo_vcs_info.json format"). It never accounts for a difference: the rebuild is of the right commit, so the upload's
 * is another one, or was changed.
 */
export const cargoVcsInfoRule = textRule({
  id: "cargo-vcs-info",
  codes: ["entry-content"],
  names: /(?:^|\/)\.cargo_vcs_info\.json$/,
  decode: vcsInfo,
  account(upload, rebuilt) {
    const changed = upload.isDirty ? ", with changes that were not committed" : "";
    if (upload.commit === rebuilt.commit && changed === "") return null;
    return {
      because: `The upload was packed from ${upload.commit ?? "no commit"}${changed}; the rebuild is of ${rebuilt.commit ?? "no commit"}.`,
      remedy:
        "Pack from a clean checkout of the commit that is released, without --allow-dirty, or check the upload against the commit that it names.",
      complete: false,
    };
  },
});

function vcsInfo(text: string): VcsInfo | null {
  const git = jsonObject(text)?.members.get("git");
  if (typeof git !== "object" || git === null) return null;
  const { sha1, dirty } = git as { readonly sha1?: unknown; readonly dirty?: unknown };
  const commit = typeof sha1 === "string" && /^[0-9a-f]{40,64}$/.test(sha1) ? sha1 : null;
  return { commit, isDirty: dirty === true };
}
