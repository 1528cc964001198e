import {
  safeHtml,
  safeJson,
  safeLine,
  safeLines,
  safeMarkdown,
  safeMarkdownCode
} from "./chunk-COCQMI2L.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";
export {
  safeHtml,
  safeJson,
  safeLine,
  safeLines,
  safeMarkdown,
  safeMarkdownCode
};
