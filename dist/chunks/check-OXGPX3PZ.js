import {
  check
} from "./chunk-BKCVLEOK.js";
import "./chunk-ZFSCLD4Q.js";
import "./chunk-IVE75K52.js";
import "./chunk-BDJRLYNN.js";
import "./chunk-FQY5ZDSF.js";
import "./chunk-6MOS6X6X.js";
import "./chunk-XHVXZRAQ.js";
import "./chunk-QC43OWZS.js";
import "./chunk-GIKGRBDU.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";
export {
  check
};
