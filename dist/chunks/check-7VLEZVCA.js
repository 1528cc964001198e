import {
  check
} from "./chunk-NDODS3NR.js";
import "./chunk-JBFBF6ZH.js";
import "./chunk-IVE75K52.js";
import "./chunk-O7FZZVYQ.js";
import "./chunk-FQY5ZDSF.js";
import "./chunk-ME4NGRWJ.js";
import "./chunk-XHVXZRAQ.js";
import "./chunk-XX7SVKQN.js";
import "./chunk-COCQMI2L.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";
export {
  check
};
