import type { Difference } from "../difference.ts";
import { textRule } from "../content-rule.ts";
import { versionFile } from "../version-file.ts";
import type { VersionFile } from "../version-file.ts";

/**
 * A version that a tool derived from the repository. Complete only when nothing but the version assignments differs,
 * the released commit is known and does not hold the file (so a tool wrote it), the upload's version is the one in its
 * own file name, and every commit id named is the released commit's.
 */
export const versionFileRule = textRule({
  id: "version-file",
  codes: ["entry-content", "tracked-file-changed"],
  names: /\.py$/,
  decode: versionFile,
  account(here, there, difference) {
    if (here.version === there.version) return null;
    const complete = here.rest === there.rest && isReleased(difference, here, there);
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
    namesVersion(finding.path[0] ?? "", here.version) &&
    [...here.commits, ...there.commits].every((id) => commit.startsWith(id))
  );
}

/** `name-1.2.3.tar.gz` and `name-1.2.3-py3-none-any.whl` name 1.2.3. */
function namesVersion(file: string, version: string): boolean {
  return ["-", ".tar", ".tgz", ".zip"].some((end) => file.includes(`-${version}${end}`));
}
