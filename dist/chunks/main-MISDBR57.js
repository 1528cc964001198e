import {
  main
} from "./chunk-GIKGRBDU.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";
export {
  main
};
