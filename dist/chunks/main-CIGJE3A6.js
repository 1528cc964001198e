import {
  main
} from "./chunk-ZO3S4ZVQ.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";
export {
  main
};
