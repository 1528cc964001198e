import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  displayPath
} from "./chunk-2PK7QSDG.js";
import {
  counted,
  grouped,
  sizeText
} from "./chunk-VGKXAESQ.js";
import {
  safeLine
} from "./chunk-QG4KOVD7.js";
import "./chunk-QLIL6GH6.js";

// src/core/render/inspection.ts
function inspectionOf(reading) {
  switch (reading.kind) {
    case "archive":
      return {
        ok: true,
        format: [reading.archive.format, ...reading.layers.map(({ format }) => format)].join("+"),
        entries: reading.archive.entries.map(inspectedEntry)
      };
    case "opaque":
      return {
        ok: false,
        code: "not-an-archive",
        message: reading.layers.length === 0 ? "the first bytes are those of no archive" : `inside ${reading.layers.map(({ format }) => format).join("+")} is no archive`,
        offset: 0
      };
    case "unsupported":
    case "refused": {
      const { code, message, offset } = reading.refusal;
      return { ok: false, code, message, offset };
    }
  }
}
function inspectedEntry({ path, type, mode, size, sha256, linkTarget }) {
  return {
    path: displayPath(path),
    type,
    mode: mode === null ? null : mode.toString(8).padStart(4, "0"),
    size,
    sha256,
    ...linkTarget === null ? {} : { linkTarget: displayPath(linkTarget) }
  };
}
function renderInspection(inspection) {
  if (!inspection.ok) {
    const { code, message, offset } = inspection;
    return `refused: ${safeLine(code)} at byte ${grouped(offset)}
  ${safeLine(message)}
`;
  }
  const { format, entries } = inspection;
  const width = entries.reduce((widest, { size }) => Math.max(widest, String(size).length), 4);
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  return [
    `${format}, ${counted(entries.length, "entry", "entries")}, ${sizeText(total)} of content; every byte is accounted for`,
    ...entries.map(
      (entry) => [
        permissions(entry),
        String(entry.size).padStart(width),
        (entry.sha256 ?? "-").slice(0, 12).padEnd(12),
        `${safeLine(entry.path, Infinity)}${arrow(entry)}`
      ].join("  ")
    ),
    ""
  ].join("\n");
}
var TYPE_LETTER = { file: "-", directory: "d", symlink: "l", hardlink: "h" };
function permissions({ type, mode }) {
  if (mode === null) return `${TYPE_LETTER[type]}?????????`;
  const bits = Number.parseInt(mode, 8);
  const letters = Array.from("rwxrwxrwx", (letter, at) => bits & 256 >> at ? letter : "-");
  const special = [
    [2048, 2, "s"],
    [1024, 5, "s"],
    [512, 8, "t"]
  ];
  for (const [bit, at, letter] of special) {
    if (bits & bit) letters[at] = letters[at] === "x" ? letter : letter.toUpperCase();
  }
  return `${TYPE_LETTER[type]}${letters.join("")}`;
}
function arrow({ type, linkTarget }) {
  if (linkTarget === void 0) return "";
  return `${type === "hardlink" ? " link to " : " -> "}${safeLine(linkTarget)}`;
}
export {
  inspectionOf,
  renderInspection
};
