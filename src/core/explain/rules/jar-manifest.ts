import { textRule } from "../content-rule.ts";
import { listed } from "../text.ts";

interface Manifest {
  /** Versions by the header that names them. */
  readonly versions: ReadonlyMap<string, string>;
  /** The whole text with these versions taken out. */
  readonly rest: string;
}

/** Headers in which the tools that made a JAR name themselves, and the digits of it that are a version. */
const TOOLS: readonly (readonly [header: string, value: RegExp])[] = [
  ["Build-Jdk-Spec", /^()(\d{1,2}(?:\.\d{1,2})?)$/],
  ["Build-Jdk", /^()(\d{1,2}(?:\.\d{1,3}){0,3})$/],
  ["Created-By", /^([A-Za-z][A-Za-z ]{0,40} )(\d{1,3}(?:\.\d{1,5}){0,3})$/],
];

/** Versions of Java and of packers in the manifest of a JAR (JAR File Specification, "JAR Manifest"). */
export const jarManifestRule = textRule({
  id: "jar-manifest",
  codes: ["entry-content"],
  names: /^META-INF\/MANIFEST\.MF$/,
  decode: manifest,
  account(upload, rebuilt) {
    const changed = [...upload.versions].filter(
      ([header, version]) => rebuilt.versions.get(header) !== version,
    );
    if (changed.length === 0) return null;
    const said = changed.map(([header, version]) => {
      const there = rebuilt.versions.get(header);
      return `${header} ${version} in the upload, ${there ?? "none"} in the rebuild`;
    });
    const complete = upload.rest === rebuilt.rest;
    const java = upload.versions.get("Build-Jdk-Spec") ?? upload.versions.get("Build-Jdk");
    const isJava = changed.some(([header]) => header.startsWith("Build-Jdk"));
    return {
      because: `Made by other tools: ${listed(said)}${complete ? "" : "; more than that differs"}.`,
      remedy:
        isJava && java !== undefined
          ? `Build with Java ${java.replace(/^1\./, "")}, as the upload was: name its folder with --tools (in a workflow: install it before, java-version: "${java}").`
          : "Pin the version of the plugin that packs, in pom.xml.",
      complete,
    };
  },
});

function manifest(text: string): Manifest | null {
  const versions = new Map<string, string>();
  const rest: string[] = [];
  for (const line of text.split("\n")) {
    const [, header = "", value = ""] = /^([A-Za-z0-9_-]{1,70}): ([^\r]*)\r?$/.exec(line) ?? [];
    const grammar = TOOLS.find(([name]) => name === header)?.[1];
    const [, before = "", version] = grammar?.exec(value) ?? [];
    // Twice the same header, or one of a section further down, is not what tools write.
    if (version === undefined || versions.has(header) || rest.includes("\r") || rest.includes("")) {
      rest.push(line);
      continue;
    }
    versions.set(header, version);
    rest.push(`${header}: ${before}\0${line.endsWith("\r") ? "\r" : ""}`);
  }
  return versions.size === 0 ? null : { versions, rest: rest.join("\n") };
}
