import {
  attest
} from "./chunk-5WJMR64O.js";
import "./chunk-6ZY6F4CF.js";
import "./chunk-NADLM734.js";
import "./chunk-4AH4GH2R.js";
import "./chunk-S4X7ZEPV.js";
import "./chunk-QJHEDYDG.js";
import "./chunk-GIKGRBDU.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";
export {
  attest
};
