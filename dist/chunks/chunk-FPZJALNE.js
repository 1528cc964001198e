
// src/core/identifiers.ts
var HOME = "https://rebuild-gate.github.io";
var REBUILD_PREDICATE_TYPE = `${HOME}/predicate/rebuild/v1`;
var REPORT_SCHEMA = `${HOME}/report/v1`;
function documentation(page, anchor) {
  return `${HOME}/docs/${page}${anchor === void 0 ? "" : `#${anchor}`}`;
}
function isDocumentation(link) {
  return link.startsWith(`${HOME}/docs/`) && /^[a-z0-9-]+(?:#[a-z0-9-]+)?$/.test(link.slice(`${HOME}/docs/`.length));
}

export {
  REBUILD_PREDICATE_TYPE,
  REPORT_SCHEMA,
  documentation,
  isDocumentation
};
