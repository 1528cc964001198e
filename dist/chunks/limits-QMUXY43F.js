import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  DEFAULT_LIMITS
} from "./chunk-M4RTCP55.js";
import "./chunk-QLIL6GH6.js";
export {
  DEFAULT_LIMITS
};
