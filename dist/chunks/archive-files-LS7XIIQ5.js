import {
  archiveFiles,
  assertRead
} from "./chunk-XX7SVKQN.js";
import "./chunk-COCQMI2L.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";
export {
  archiveFiles,
  assertRead
};
