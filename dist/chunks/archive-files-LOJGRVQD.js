import {
  archiveFiles,
  assertRead
} from "./chunk-QC43OWZS.js";
import "./chunk-GIKGRBDU.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";
export {
  archiveFiles,
  assertRead
};
