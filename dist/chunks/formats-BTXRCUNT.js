import {
  renderReport,
  reportFiles
} from "./chunk-6MOS6X6X.js";
import "./chunk-XHVXZRAQ.js";
import "./chunk-QC43OWZS.js";
import "./chunk-GIKGRBDU.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";
export {
  renderReport,
  reportFiles
};
