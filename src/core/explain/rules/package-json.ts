import type { Difference } from "../difference.ts";
import { jsonObject } from "../json-document.ts";
import type { JsonDocument } from "../json-document.ts";
import { textRule } from "../content-rule.ts";
import { clipped, listed } from "../text.ts";

/**
 * package.json rewritten by a publisher. Complete only when both texts hold nothing but their values, all values that
 * both have are equal down to the order of nested keys (`exports` depends on it), and what one side has alone is a
 * registry's own key whose value is proven: `gitHead` by the released commit, `_id` by name and version beside it.
 */
export const packageJsonRule = textRule({
  id: "package-json",
  codes: ["entry-content", "tracked-file-changed"],
  names: /(^|\/)package\.json$/,
  decode: jsonObject,
  account(here, there, difference) {
    const added = only(here.members, there.members);
    const removed = only(there.members, here.members);
    const changed = [...here.members.keys()].filter(
      (key) => there.members.has(key) && !sameValue(here.members.get(key), there.members.get(key)),
    );
    const parts = [
      ...(added.length === 0 ? [] : [`added: ${keys(added)}`]),
      ...(removed.length === 0 ? [] : [`removed: ${keys(removed)}`]),
      ...(changed.length === 0 ? [] : [`changed: ${keys(changed)}`]),
    ];
    const complete =
      changed.length === 0 &&
      registryKeysOnly(here.lossless, added, difference) &&
      registryKeysOnly(there.lossless, removed, difference);
    return {
      because:
        parts.length === 0
          ? `package.json has the same values in another layout or key order${styles(here.lossless, there.lossless)}.`
          : `package.json was rewritten (${parts.join("; ")}).`,
      remedy:
        "Pack in the rebuild with the command that publishes; a publisher that rewrites package.json has to run there too.",
      complete,
    };
  },
});

function only(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): readonly string[] {
  return [...a.keys()].filter((key) => !b.has(key));
}

/** Equal with the order of nested keys, which decides in `exports` and `imports`. */
function sameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function keys(names: readonly string[]): string {
  return listed(names.map((name) => clipped(name, 40)));
}

function styles(here: JsonDocument | null, there: JsonDocument | null): string {
  return here === null || there === null || here.style === there.style
    ? ""
    : ` (${here.style} in the upload, ${there.style} in the other)`;
}

function registryKeysOnly(
  document: JsonDocument | null,
  names: readonly string[],
  { evidence }: Difference,
): boolean {
  if (document === null) return false;
  const { members } = document;
  return names.every((name) => {
    const value = members.get(name);
    switch (name) {
      case "gitHead":
        return value === evidence.commit?.tree.commit;
      case "_id":
        return value === idOf(members);
      // `_nodeVersion` and `_npmVersion` are not among them: nothing that is known here proves their values.
      default:
        return false;
    }
  });
}

/** `name@version`; undefined, which no JSON value is, unless the document has both as texts. */
function idOf(members: ReadonlyMap<string, unknown>): string | undefined {
  const [name, version] = [members.get("name"), members.get("version")];
  return typeof name === "string" && typeof version === "string" ? `${name}@${version}` : undefined;
}
