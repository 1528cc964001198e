import {
  archiveFiles,
  assertRead
} from "./chunk-WYCMQV7Z.js";
import "./chunk-DBSXRXBE.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";
export {
  archiveFiles,
  assertRead
};
