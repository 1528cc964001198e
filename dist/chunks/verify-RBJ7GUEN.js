import {
  verify
} from "./chunk-AD5FJRTH.js";
import "./chunk-ES2VL45Q.js";
import "./chunk-HEIIJM3A.js";
import "./chunk-TMSI3BT6.js";
import "./chunk-4AH4GH2R.js";
import "./chunk-S4X7ZEPV.js";
import "./chunk-QJHEDYDG.js";
import "./chunk-ZO3S4ZVQ.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";
export {
  verify
};
