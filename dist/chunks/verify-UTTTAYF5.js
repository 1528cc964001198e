import {
  verify
} from "./chunk-J5Q3IOGK.js";
import "./chunk-KUUCPMEB.js";
import "./chunk-6ZY6F4CF.js";
import "./chunk-NADLM734.js";
import "./chunk-4AH4GH2R.js";
import "./chunk-S4X7ZEPV.js";
import "./chunk-QJHEDYDG.js";
import "./chunk-GIKGRBDU.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";
export {
  verify
};
