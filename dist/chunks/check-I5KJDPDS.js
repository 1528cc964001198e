import {
  check
} from "./chunk-LCELGEEZ.js";
import "./chunk-GHO7SSBN.js";
import "./chunk-IVE75K52.js";
import "./chunk-ZO3S4ZVQ.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";
export {
  check
};
