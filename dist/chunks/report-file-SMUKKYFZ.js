import {
  readReport
} from "./chunk-E33H3OOO.js";
import "./chunk-EANPBMFH.js";
import "./chunk-NADLM734.js";
import "./chunk-4AH4GH2R.js";
import "./chunk-S4X7ZEPV.js";
import "./chunk-QJHEDYDG.js";
import "./chunk-IVE75K52.js";
import "./chunk-6MOS6X6X.js";
import "./chunk-XHVXZRAQ.js";
import "./chunk-QC43OWZS.js";
import "./chunk-GIKGRBDU.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";
export {
  readReport
};
