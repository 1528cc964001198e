import {
  InputError
} from "./chunk-COCQMI2L.js";

// src/core/statement/signer-identity.ts
function splitWorkflowIdentity(identity) {
  const at = identity.indexOf("@");
  if (at <= 0 || at === identity.length - 1) return null;
  return { workflow: identity.slice(0, at), ref: identity.slice(at + 1) };
}
var NAME = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\/[A-Za-z0-9._-]+$/;
function parseRepository(text) {
  const [name = "", id, ...rest] = text.split("#");
  const numbered = id === void 0 || /^[1-9][0-9]{0,18}$/.test(id);
  if (!NAME.test(name) || /^\.+$/.test(name.split("/")[1] ?? "") || !numbered || rest.length > 0) {
    throw new InputError("usage", {
      expected: "a repository as OWNER/NAME or OWNER/NAME#ID",
      found: text,
      next: "The number is `id` in the answer of GET /repos/OWNER/NAME."
    });
  }
  return { name, id: id ?? null };
}
function parseSignerWorkflow(text, repository) {
  const split = text.includes("@") ? splitWorkflowIdentity(text) : { workflow: text, ref: null };
  const { workflow = "", ref = null } = split ?? {};
  const path = workflow.startsWith(".github/") ? `${repository.name}/${workflow}` : workflow;
  const match = /^([^/]+\/[^/]+)\/\.github\/workflows\/([A-Za-z0-9._-]+\.ya?ml)$/.exec(path);
  const fullRef = ref === null || /^refs\/[^/]+\/\S+$/.test(ref);
  if (!NAME.test(match?.[1] ?? "") || !fullRef) {
    throw new InputError("usage", {
      expected: "a workflow as [OWNER/NAME/].github/workflows/FILE.yml[@refs/...]",
      found: text,
      next: "Give the path of the file, and a full ref such as @refs/tags/v1 if you want to pin it."
    });
  }
  return { path, ref };
}
function tagRef(tag) {
  const name = tag.startsWith("refs/tags/") ? tag.slice("refs/tags/".length) : tag;
  if (name === "" || name.startsWith("refs/") || /\s/.test(name)) {
    throw new InputError("usage", {
      expected: "a tag such as v1.2.3",
      found: tag,
      next: "Give the tag's name; branches do not identify a release."
    });
  }
  return `refs/tags/${name}`;
}

export {
  splitWorkflowIdentity,
  parseRepository,
  parseSignerWorkflow,
  tagRef
};
