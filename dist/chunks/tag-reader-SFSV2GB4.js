import {
  gitTags,
  movedTag
} from "./chunk-OPRKKMKK.js";
import "./chunk-EO6FIZNQ.js";
import "./chunk-XHVXZRAQ.js";
import "./chunk-WYCMQV7Z.js";
import "./chunk-DBSXRXBE.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";
export {
  gitTags,
  movedTag
};
