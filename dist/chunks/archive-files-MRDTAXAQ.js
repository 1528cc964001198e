import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  archiveFiles
} from "./chunk-DLAJ6I3W.js";
import "./chunk-R67YSPQL.js";
import "./chunk-2PK7QSDG.js";
import "./chunk-LQXGX5TO.js";
import "./chunk-QLIL6GH6.js";
export {
  archiveFiles
};
