import type { Rule } from "../rule.ts";
import { utf8Text } from "../text.ts";
import { versionFile } from "../version-file.ts";
import type { VersionFile } from "../version-file.ts";

/**
 * A version that a tool derived from the repository. Complete only when nothing but the version assignments differs,
 * the upload's version is the one in its own file name, and every commit id named is the released commit's.
 */
export const versionFileRule: Rule = {
  id: "version-file",
  codes: ["entry-content", "tracked-file-changed"],
  explain(difference) {
    const { name, upload, other } = difference;
    if (!name.endsWith(".py") || upload.body === null || other.body === null) return null;
    const here = decoded(upload.body);
    const there = decoded(other.body);
    if (
      here === null ||
      there === null ||
      (here.version === there.version && here.rest !== there.rest)
    )
      return null;
    const complete =
      here.rest === there.rest &&
      namesVersion(difference.finding.path[0] ?? "", here.version) &&
      [...here.commits, ...there.commits].every(
        (id) => difference.evidence.commit?.tree.commit.startsWith(id) === true,
      );
    return {
      because: `The version was derived from the repository: ${here.version} in the upload, ${there.version} in the other${complete ? "" : "; more than that differs, or it is not the released version"}.`,
      remedy:
        "Give the build the history and tags (`fetch-depth: 0`), or set SETUPTOOLS_SCM_PRETEND_VERSION to the released version.",
      complete,
    };
  },
};

function decoded(body: Uint8Array): VersionFile | null {
  const text = utf8Text(body);
  return text === null ? null : versionFile(text);
}

/** `name-1.2.3.tar.gz` and `name-1.2.3-py3-none-any.whl` name 1.2.3. */
function namesVersion(file: string, version: string): boolean {
  return ["-", ".tar", ".tgz", ".zip"].some((end) => file.includes(`-${version}${end}`));
}
