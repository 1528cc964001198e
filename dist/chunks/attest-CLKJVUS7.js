import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  attest
} from "./chunk-WQSBMVHV.js";
import "./chunk-AWFHGDGJ.js";
import "./chunk-FFIYEUGI.js";
import "./chunk-3HV6VSP6.js";
import "./chunk-ZRRLIEDO.js";
import "./chunk-PUWVOOYI.js";
import "./chunk-LY2CZTVA.js";
import "./chunk-LQXGX5TO.js";
import "./chunk-QLIL6GH6.js";
export {
  attest
};
