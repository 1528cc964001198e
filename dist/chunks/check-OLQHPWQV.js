import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  check
} from "./chunk-PXT3UDBN.js";
import "./chunk-2MGHQXES.js";
import "./chunk-ZRRLIEDO.js";
import "./chunk-PUWVOOYI.js";
import "./chunk-LY2CZTVA.js";
import "./chunk-LQXGX5TO.js";
import "./chunk-QLIL6GH6.js";
export {
  check
};
