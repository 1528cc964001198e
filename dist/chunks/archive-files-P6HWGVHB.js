import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  archiveFiles
} from "./chunk-4E6B7SHP.js";
import "./chunk-KGYT7YZZ.js";
import "./chunk-2PK7QSDG.js";
import "./chunk-LQXGX5TO.js";
import "./chunk-QLIL6GH6.js";
export {
  archiveFiles
};
