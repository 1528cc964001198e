import {
  renderReport,
  reportFiles
} from "./chunk-VYORB7PX.js";
import "./chunk-XHVXZRAQ.js";
import "./chunk-NSJHUZVR.js";
import "./chunk-ZO3S4ZVQ.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";
export {
  renderReport,
  reportFiles
};
