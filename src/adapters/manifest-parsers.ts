import { parse as parseToml } from "smol-toml";
import { parse as parseYaml } from "yaml";
import type { ManifestParsers } from "../core/presets/project.ts";

/** Parsers of manifests; the text comes from a commit, so every alias and every depth is bounded by the libraries. */
export const manifestParsers: ManifestParsers = {
  toml: (text) => parseToml(text),
  yaml: (text) =>
    parseYaml(text, { schema: "core", maxAliasCount: 100, logLevel: "error" }) as unknown,
};
