import {
  runCompare
} from "./chunk-EO6FIZNQ.js";
import "./chunk-XHVXZRAQ.js";
import "./chunk-WYCMQV7Z.js";
import "./chunk-DBSXRXBE.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";
export {
  runCompare
};
