import {
  LONGEST_WINDOW_LOG,
  ZlibDecoder
} from "./chunk-XX7SVKQN.js";
import "./chunk-COCQMI2L.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";

// src/adapters/decode-zstd.ts
import { constants, createZstdDecompress } from "node:zlib";
var CHUNK = 256 * 1024;
function openZstd() {
  const params = { [constants.ZSTD_d_windowLogMax]: LONGEST_WINDOW_LOG };
  return new ZlibDecoder(createZstdDecompress({ chunkSize: CHUNK, params }));
}
export {
  openZstd
};
