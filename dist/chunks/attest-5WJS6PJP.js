import {
  attest
} from "./chunk-QUN7J5LS.js";
import "./chunk-3T7FKDWP.js";
import "./chunk-SY3YKWPG.js";
import "./chunk-4AH4GH2R.js";
import "./chunk-S4X7ZEPV.js";
import "./chunk-QJHEDYDG.js";
import "./chunk-DBSXRXBE.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";
export {
  attest
};
