import {
  verify
} from "./chunk-TIF4OMA3.js";
import "./chunk-HWCROIX2.js";
import "./chunk-IRQ76XMQ.js";
import "./chunk-EA3AGO37.js";
import "./chunk-4AH4GH2R.js";
import "./chunk-S4X7ZEPV.js";
import "./chunk-QJHEDYDG.js";
import "./chunk-COCQMI2L.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";
export {
  verify
};
