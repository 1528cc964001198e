import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readReport
} from "./chunk-BQWLJOTR.js";
import "./chunk-IVE75K52.js";
import "./chunk-FFIYEUGI.js";
import "./chunk-3HV6VSP6.js";
import "./chunk-CVDKL7A3.js";
import "./chunk-QR5SOYFG.js";
import "./chunk-ZSKO4KEF.js";
import "./chunk-XJNHG5EC.js";
import "./chunk-R67YSPQL.js";
import "./chunk-2PK7QSDG.js";
import "./chunk-LQXGX5TO.js";
import "./chunk-YDC43DTV.js";
import "./chunk-EPPP6VBZ.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";
export {
  readReport
};
