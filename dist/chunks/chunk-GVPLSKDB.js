import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/core/render/ink.ts
var PLAIN = {
  bold: (text) => text,
  dim: (text) => text,
  good: (text) => text,
  bad: (text) => text,
  doubtful: (text) => text
};
function sgr(on, off) {
  return (text) => `\x1B[${String(on)}m${text}\x1B[${String(off)}m`;
}
var COLOURED = {
  bold: sgr(1, 22),
  dim: sgr(2, 22),
  good: sgr(32, 39),
  bad: sgr(31, 39),
  doubtful: sgr(33, 39)
};
function verdictInk(ink, verdict) {
  switch (verdict) {
    case "identical":
    case "equivalent":
      return (text) => ink.good(text);
    case "different":
      return (text) => ink.bad(text);
    default:
      return (text) => ink.doubtful(text);
  }
}

export {
  PLAIN,
  COLOURED,
  verdictInk
};
