import { InputError } from "../errors.ts";

/** Path and ref of a workflow identity such as `https://github.com/o/r/.github/workflows/w.yml@refs/tags/v1`. */
export interface WorkflowIdentity {
  readonly workflow: string;
  readonly ref: string;
}

/** Splits at the first `@`: a ref may contain one (`refs/tags/pkg@1.2.3`), a workflow's path may not. */
export function splitWorkflowIdentity(identity: string): WorkflowIdentity | null {
  const at = identity.indexOf("@");
  if (at <= 0 || at === identity.length - 1) return null;
  return { workflow: identity.slice(0, at), ref: identity.slice(at + 1) };
}

/** A repository by name, and by the number that a re-registered name does not get again. */
export interface RepositoryIdentity {
  readonly name: string;
  readonly id: string | null;
}

const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\/[A-Za-z0-9._-]+$/;

/** Reads `OWNER/NAME` or `OWNER/NAME#ID`. Throws `InputError` (`usage`). */
export function parseRepository(text: string): RepositoryIdentity {
  const [name = "", id, ...rest] = text.split("#");
  const numbered = id === undefined || /^[1-9][0-9]{0,18}$/.test(id);
  if (!NAME.test(name) || /^\.+$/.test(name.split("/")[1] ?? "") || !numbered || rest.length > 0) {
    throw new InputError("usage", {
      expected: "a repository as OWNER/NAME or OWNER/NAME#ID",
      found: text,
      next: "The number is `id` in the answer of GET /repos/OWNER/NAME.",
    });
  }
  return { name, id: id ?? null };
}

/** A workflow as a signer: `OWNER/NAME/.github/workflows/FILE`, and its full ref when that is demanded, too. */
export interface SignerWorkflow {
  readonly path: string;
  readonly ref: string | null;
}

/**
 * Reads `.github/workflows/FILE` (of `repository`) or `OWNER/NAME/.github/workflows/FILE`, each with or without
 * `@FULL-REF`. Throws `InputError` (`usage`).
 */
export function parseSignerWorkflow(text: string, repository: RepositoryIdentity): SignerWorkflow {
  const split = text.includes("@") ? splitWorkflowIdentity(text) : { workflow: text, ref: null };
  const { workflow = "", ref = null } = split ?? {};
  const path = workflow.startsWith(".github/") ? `${repository.name}/${workflow}` : workflow;
  const match = /^([^/]+\/[^/]+)\/\.github\/workflows\/([A-Za-z0-9._-]+\.ya?ml)$/.exec(path);
  const fullRef = ref === null || /^refs\/[^/]+\/\S+$/.test(ref);
  if (!NAME.test(match?.[1] ?? "") || !fullRef) {
    throw new InputError("usage", {
      expected: "a workflow as [OWNER/NAME/].github/workflows/FILE.yml[@refs/...]",
      found: text,
      next: "Give the path of the file, and a full ref such as @refs/tags/v1 if you want to pin it.",
    });
  }
  return { path, ref };
}

/** Reads a tag name into its full ref. Throws `InputError` (`usage`) for a ref of another kind. */
export function tagRef(tag: string): string {
  const name = tag.startsWith("refs/tags/") ? tag.slice("refs/tags/".length) : tag;
  if (name === "" || name.startsWith("refs/") || /\s/.test(name)) {
    throw new InputError("usage", {
      expected: "a tag such as v1.2.3",
      found: tag,
      next: "Give the tag's name; branches do not identify a release.",
    });
  }
  return `refs/tags/${name}`;
}
