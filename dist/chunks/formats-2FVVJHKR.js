import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  renderReport,
  reportFiles
} from "./chunk-EL3KX6LU.js";
import "./chunk-W7NP6TZG.js";
import "./chunk-YGR2HKEP.js";
import "./chunk-YDC43DTV.js";
import "./chunk-EPPP6VBZ.js";
import "./chunk-VGKXAESQ.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QG4KOVD7.js";
import "./chunk-GVPLSKDB.js";
import "./chunk-QLIL6GH6.js";
export {
  renderReport,
  reportFiles
};
