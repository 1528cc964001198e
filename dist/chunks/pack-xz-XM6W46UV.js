import {
  LzmaCoder
} from "./chunk-Z7ARXBCZ.js";
import "./chunk-QLIL6GH6.js";

// src/adapters/pack-xz.ts
var PRESET = 6;
var CHECK = 4;
async function* xzPacked(source) {
  const coder = await LzmaCoder.encoder(PRESET, CHECK);
  try {
    for await (const bytes of source) {
      for (const piece of coder.code(bytes, false)) yield piece.slice();
    }
    for (const piece of coder.code(new Uint8Array(0), true)) yield piece.slice();
  } finally {
    coder.close();
  }
}
export {
  xzPacked
};
