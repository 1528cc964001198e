import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  COLOURED,
  PLAIN,
  verdictInk
} from "./chunk-GVPLSKDB.js";
import "./chunk-QLIL6GH6.js";
export {
  COLOURED,
  PLAIN,
  verdictInk
};
