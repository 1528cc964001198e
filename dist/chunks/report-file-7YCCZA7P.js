import {
  readReport
} from "./chunk-B36ACODZ.js";
import "./chunk-EANPBMFH.js";
import "./chunk-EA3AGO37.js";
import "./chunk-4AH4GH2R.js";
import "./chunk-S4X7ZEPV.js";
import "./chunk-QJHEDYDG.js";
import "./chunk-IVE75K52.js";
import "./chunk-ME4NGRWJ.js";
import "./chunk-XHVXZRAQ.js";
import "./chunk-XX7SVKQN.js";
import "./chunk-COCQMI2L.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";
export {
  readReport
};
