import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  safeHtml,
  safeJson,
  safeLine,
  safeLines,
  safeMarkdown,
  safeMarkdownCode
} from "./chunk-QG4KOVD7.js";
import "./chunk-QLIL6GH6.js";
export {
  safeHtml,
  safeJson,
  safeLine,
  safeLines,
  safeMarkdown,
  safeMarkdownCode
};
