import {
  verify
} from "./chunk-YTL2VSE4.js";
import "./chunk-TEINZKYG.js";
import "./chunk-3T7FKDWP.js";
import "./chunk-SY3YKWPG.js";
import "./chunk-4AH4GH2R.js";
import "./chunk-S4X7ZEPV.js";
import "./chunk-QJHEDYDG.js";
import "./chunk-DBSXRXBE.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";
export {
  verify
};
