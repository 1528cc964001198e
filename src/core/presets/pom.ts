/** What stands directly below `<project>` in a Maven POM, as far as a preset asks. */
export interface Pom {
  readonly artifactId: string | null;
  /** `jar` where the POM says nothing. */
  readonly packaging: string;
  /** Names of `<properties>` and their text, not interpolated. */
  readonly properties: ReadonlyMap<string, string>;
}

/**
 * Reads a POM (maven.apache.org/pom.html) by its tags alone: comments, CDATA and processing instructions are passed over,
 * attributes and entities are not understood. null where it has no `<project>` or its tags do not close each other.
 */
export function readPom(text: string): Pom | null {
  const values = new Map<string, string>();
  const open: string[] = [];
  let from = 0;
  const tags = /<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<![^>]*>|<(\/?)([\w.:-]+)[^>]*?(\/?)>/gs;
  for (const tag of text.matchAll(tags)) {
    const [whole, closing = "", name, single = ""] = tag;
    if (name === undefined || single !== "") continue;
    if (closing === "") {
      open.push(name);
      from = tag.index + whole.length;
      continue;
    }
    const path = open.join("/");
    if (open.pop() !== name) return null;
    const value = text.slice(from, tag.index);
    if (!value.includes("<") && !values.has(path)) values.set(path, value.trim());
  }
  if (open.length > 0 || !/<project[\s>]/.test(text)) return null;
  const below = "project/properties/";
  return {
    artifactId: values.get("project/artifactId") ?? null,
    packaging: values.get("project/packaging") ?? "jar",
    properties: new Map(
      [...values].flatMap(([path, value]) =>
        path.startsWith(below) ? [[path.slice(below.length), value] as const] : [],
      ),
    ),
  };
}
