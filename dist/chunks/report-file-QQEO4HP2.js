import {
  readReport
} from "./chunk-WFKKVG46.js";
import "./chunk-TMSI3BT6.js";
import "./chunk-4AH4GH2R.js";
import "./chunk-S4X7ZEPV.js";
import "./chunk-QJHEDYDG.js";
import "./chunk-IVE75K52.js";
import "./chunk-VYORB7PX.js";
import "./chunk-XHVXZRAQ.js";
import "./chunk-NSJHUZVR.js";
import "./chunk-ZO3S4ZVQ.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";
export {
  readReport
};
