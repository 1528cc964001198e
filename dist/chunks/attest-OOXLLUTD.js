import {
  attest
} from "./chunk-YGLDDMF2.js";
import "./chunk-HEIIJM3A.js";
import "./chunk-TMSI3BT6.js";
import "./chunk-4AH4GH2R.js";
import "./chunk-S4X7ZEPV.js";
import "./chunk-QJHEDYDG.js";
import "./chunk-ZO3S4ZVQ.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";
export {
  attest
};
