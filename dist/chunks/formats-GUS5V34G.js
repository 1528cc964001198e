import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  FORMATS,
  renderReport,
  reportFiles
} from "./chunk-4ZFH5E6Z.js";
import "./chunk-YLUYKDUC.js";
import "./chunk-YGR2HKEP.js";
import "./chunk-YDC43DTV.js";
import "./chunk-GZ7G3KBY.js";
import "./chunk-VGKXAESQ.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QG4KOVD7.js";
import "./chunk-GVPLSKDB.js";
import "./chunk-QLIL6GH6.js";
export {
  FORMATS,
  renderReport,
  reportFiles
};
