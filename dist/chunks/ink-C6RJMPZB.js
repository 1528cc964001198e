import {
  COLOURED,
  PLAIN,
  verdictInk
} from "./chunk-ME4NGRWJ.js";
import "./chunk-XHVXZRAQ.js";
import "./chunk-XX7SVKQN.js";
import "./chunk-COCQMI2L.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";
export {
  COLOURED,
  PLAIN,
  verdictInk
};
