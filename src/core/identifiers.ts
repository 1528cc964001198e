/** The one place that names our domain; predicate type, schema ids and documentation links derive from it. */
const HOME = "https://rebuild-gate.github.io";

/** in-toto predicate type of our rebuild statement (docs/predicate.md). */
export const REBUILD_PREDICATE_TYPE = `${HOME}/predicate/rebuild/v1`;

/** `schema` value of a report; readers refuse any other (docs/report.md). */
export const REPORT_SCHEMA = `${HOME}/report/v1`;

/** Link to a heading of a documentation page, e.g. `documentation("differences", "entry-mode")`. */
export function documentation(page: string, anchor?: string): string {
  return `${HOME}/docs/${page}${anchor === undefined ? "" : `#${anchor}`}`;
}

/** Whether a text is a link that `documentation` could have made; the only links of a report that are rendered as such. */
export function isDocumentation(link: string): boolean {
  return (
    link.startsWith(`${HOME}/docs/`) &&
    /^[a-z0-9-]+(?:#[a-z0-9-]+)?$/.test(link.slice(`${HOME}/docs/`.length))
  );
}
