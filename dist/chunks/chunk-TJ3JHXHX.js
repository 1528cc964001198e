import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  RISKS
} from "./chunk-YDC43DTV.js";
import {
  factsOf
} from "./chunk-GZ7G3KBY.js";

// src/core/compare/level.ts
var COMPRESSOR_CODES = /* @__PURE__ */ new Set([
  "compression-layout",
  "gzip-header",
  "gzip-name",
  "gzip-extra"
]);
var SUBSTANCE = /* @__PURE__ */ new Set([
  "file-content",
  "container-format",
  "upload-not-rebuilt",
  "entry-only-in-upload",
  "entry-only-in-rebuild",
  "entry-content",
  "entry-type",
  "entry-link-target",
  "tracked-file-changed",
  "not-rebuilt",
  "container-not-rebuilt",
  "unaccounted-bytes"
]);
function agreementOf(findings) {
  if (findings.length === 0) return null;
  if (findings.some(({ code }) => SUBSTANCE.has(code))) return null;
  if (findings.every(({ code, path }) => COMPRESSOR_CODES.has(code) && path.length === 1)) {
    return "L1";
  }
  return findings.every(({ code }) => factsOf(code).normaliser !== null) ? "L2" : "L3";
}

// src/core/compare/risk-order.ts
function byRisk(findings) {
  return [...findings].sort((one, other) => RISKS.indexOf(one.risk) - RISKS.indexOf(other.risk));
}

export {
  agreementOf,
  byRisk
};
