import {
  inspectionJson,
  inspectionOf,
  renderInspection
} from "./chunk-NSJHUZVR.js";
import "./chunk-ZO3S4ZVQ.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";
export {
  inspectionJson,
  inspectionOf,
  renderInspection
};
