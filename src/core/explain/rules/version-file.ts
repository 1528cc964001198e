import type { Difference } from "../difference.ts";
import { textRule } from "../content-rule.ts";
import { sharedWriters, versionFile } from "../version-file.ts";
import type { VersionFile } from "../version-file.ts";
import { isSameVersion } from "../versions.ts";

/**
 * A version that a tool derived from the repository. Complete only when nothing but the version assignments differs,
 * one tool writes both sides in exactly this way, the released commit is known and does not hold the file (so a tool
 * wrote it), the upload's version is the one in its own file name, and every commit id named is the released commit's.
 */
export const versionFileRule = textRule({
  id: "version-file",
  codes: ["entry-content", "tracked-file-changed"],
  names: /\.py$/,
  decode: versionFile,
  account(here, there, difference) {
    if (isSameVersion(here.version, there.version)) return null;
    const oneTool = sharedWriters([here.writers, there.writers])?.size !== 0;
    const complete = here.rest === there.rest && oneTool && isReleased(difference, here, there);
    return {
      because: `The version was derived from the repository: ${here.version} in the upload, ${there.version} in the other${complete ? "" : "; more than that differs, or it is not the released version"}.`,
      remedy:
        "Give the build the history and tags (`fetch-depth: 0`), or set SETUPTOOLS_SCM_PRETEND_VERSION to the released version.",
      complete,
    };
  },
});

function isReleased(difference: Difference, here: VersionFile, there: VersionFile): boolean {
  const { evidence, tracked, finding } = difference;
  if (evidence.commit === null || tracked !== null) return false;
  const { commit } = evidence.commit.tree;
  return (
    versionNamed(finding.path[0] ?? "") === here.version &&
    [...here.commits, ...there.commits].every((id) => commit.startsWith(id))
  );
}

/** The version that `name-1.2.3.tar.gz` and `name-1.2.3-py3-none-any.whl` name; null for another file. */
function versionNamed(file: string): string | null {
  const wheel = /^[^-]+-([^-]+)(?:-\d[^-]*)?-[^-]+-[^-]+-[^-]+\.whl$/.exec(file);
  const source = /^.+-([^-]+?)\.(?:tar|tar\.gz|tgz|zip)$/.exec(file);
  return wheel?.[1] ?? source?.[1] ?? null;
}
