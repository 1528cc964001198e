import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  safeLine
} from "./chunk-QG4KOVD7.js";

// src/core/render/lines.ts
var WIDTH = 96;
var LONGEST_VALUE = 400;
function wrapped(text, width) {
  const lines = [];
  let line = "";
  const push = () => {
    lines.push(safeLine(line, Infinity));
    line = "";
  };
  for (const word of safeLine(text, LONGEST_VALUE).split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) push();
    line = line === "" ? word : `${line} ${word}`;
    while (line.length > width) {
      const rest = line.slice(cut(line, width));
      line = line.slice(0, cut(line, width));
      push();
      line = rest;
    }
  }
  if (line !== "" || lines.length === 0) push();
  return lines;
}
function cut(line, width) {
  return (line.codePointAt(width - 1) ?? 0) > 65535 ? width - 1 : width;
}
function labelled(label, text, { indent = 2, column = 12 } = {}) {
  const lines = wrapped(text, WIDTH - column).map((line) => `${" ".repeat(column)}${line}`);
  const [first = "", ...rest] = lines;
  return label.length < column - indent ? [`${" ".repeat(indent)}${label}`.padEnd(column) + first.slice(column), ...rest] : [...paragraph(label, indent), ...lines];
}
function paragraph(text, indent = 2) {
  return wrapped(text, WIDTH - indent).map((line) => `${" ".repeat(indent)}${line}`);
}

export {
  WIDTH,
  wrapped,
  labelled,
  paragraph
};
