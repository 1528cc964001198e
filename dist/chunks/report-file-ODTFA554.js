import {
  readReport
} from "./chunk-LJAS6IBA.js";
import "./chunk-EANPBMFH.js";
import "./chunk-SY3YKWPG.js";
import "./chunk-4AH4GH2R.js";
import "./chunk-S4X7ZEPV.js";
import "./chunk-QJHEDYDG.js";
import "./chunk-IVE75K52.js";
import "./chunk-EO6FIZNQ.js";
import "./chunk-XHVXZRAQ.js";
import "./chunk-WYCMQV7Z.js";
import "./chunk-DBSXRXBE.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";
export {
  readReport
};
