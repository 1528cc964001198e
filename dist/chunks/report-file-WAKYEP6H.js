import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readReport
} from "./chunk-J6GNBDYY.js";
import "./chunk-FFIYEUGI.js";
import "./chunk-3HV6VSP6.js";
import "./chunk-SYHQ557B.js";
import "./chunk-LBN6SNKS.js";
import "./chunk-TJ3JHXHX.js";
import "./chunk-XJNHG5EC.js";
import "./chunk-PIOBQIGL.js";
import "./chunk-2PK7QSDG.js";
import "./chunk-LQXGX5TO.js";
import "./chunk-YDC43DTV.js";
import "./chunk-GZ7G3KBY.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";
export {
  readReport
};
