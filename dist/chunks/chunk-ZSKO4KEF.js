import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  displayPath
} from "./chunk-2PK7QSDG.js";
import {
  RISKS
} from "./chunk-YDC43DTV.js";
import {
  factsOf
} from "./chunk-EPPP6VBZ.js";

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

// src/core/compare/values.ts
var LAST_DATE = 864e10;
var LONGEST = 300;
function bounded(text) {
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, LONGEST)}… (${String(text.length - LONGEST)} more characters)`;
}
function timeValue(seconds) {
  if (Math.abs(seconds) > LAST_DATE) return `@${String(seconds)}`;
  return new Date(seconds * 1e3).toISOString().replace(".000Z", "Z");
}
function modeValue(mode) {
  return mode === null ? null : mode.toString(8).padStart(4, "0");
}
function fileValue(of) {
  return { size: of.size, sha256: of.sha256 };
}
function entryValue(entry) {
  if (entry.sha256 !== null) return { size: entry.size, sha256: entry.sha256 };
  return entry.linkTarget === null ? entry.type : `${entry.type} to ${pathValue(entry.linkTarget)}`;
}
function pathValue(path) {
  return bounded(displayPath(path));
}
function fieldsValue(fields, keys) {
  return bounded(keys.map((key) => `${key}=${fields.get(key) ?? "absent"}`).join(", "));
}

export {
  agreementOf,
  byRisk,
  bounded,
  timeValue,
  modeValue,
  fileValue,
  entryValue,
  pathValue,
  fieldsValue
};
