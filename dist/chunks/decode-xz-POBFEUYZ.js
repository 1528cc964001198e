import {
  LzmaCoder
} from "./chunk-Z7ARXBCZ.js";
import {
  LARGEST_DICTIONARY
} from "./chunk-XX7SVKQN.js";
import "./chunk-COCQMI2L.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";

// src/adapters/decode-xz.ts
var BESIDE = 16 * 1024 * 1024;
async function openXz() {
  return new XzDecoder(await LzmaCoder.decoder(LARGEST_DICTIONARY + BESIDE));
}
var XzDecoder = class {
  #coder;
  #ended = false;
  constructor(coder) {
    this.#coder = coder;
  }
  async *write(bytes) {
    if (this.#ended) return { consumed: 0, ended: true };
    const progress = yield* this.#coder.code(bytes, false);
    this.#ended = progress.ended;
    return progress;
  }
  async *finish() {
    if (!this.#ended) yield* this.#coder.code(new Uint8Array(0), true);
    return { consumed: 0, ended: true };
  }
  close() {
    this.#coder.close();
  }
};
export {
  openXz
};
