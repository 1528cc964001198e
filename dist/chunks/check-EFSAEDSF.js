import {
  check
} from "./chunk-JIKTJCG3.js";
import "./chunk-NTV736KO.js";
import "./chunk-IVE75K52.js";
import "./chunk-3DCNFDNZ.js";
import "./chunk-FQY5ZDSF.js";
import "./chunk-EO6FIZNQ.js";
import "./chunk-XHVXZRAQ.js";
import "./chunk-WYCMQV7Z.js";
import "./chunk-DBSXRXBE.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";
export {
  check
};
