import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/core/safe/visible.ts
var UNSEEN = new RegExp("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}\\p{Noncharacter_Code_Point}\\u2800]|(?! )\\p{Zs}", "gu");
var STRAY_MARK = new RegExp("^\\p{M}|(?<=\\p{M}{4})\\p{M}", "gu");
var LONGEST_SHOWN = 2e3;
function escaped(character) {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
function visible(text, limit = LONGEST_SHOWN) {
  const whole = text.length <= limit;
  const shown = (whole ? text : text.slice(0, cutBefore(text, limit))).replace(UNSEEN, escaped).replace(STRAY_MARK, escaped);
  return whole ? shown : `${shown}… (${String(text.length - cutBefore(text, limit))} more)`;
}
function cutBefore(text, limit) {
  return limit > 0 && (text.codePointAt(limit - 1) ?? 0) > 65535 ? limit - 1 : limit;
}

// src/core/safe/html.ts
function reference(character) {
  return `&#${String(character.codePointAt(0))};`;
}
function safeHtml(text, limit) {
  return visible(text, limit).replace(/[&<>"'`[]|(?<=^ *):/g, reference);
}

// src/core/safe/json.ts
function spelled(text) {
  let units = "";
  for (let at = 0; at < text.length; at++) {
    units += `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`;
  }
  return units;
}
function safeJson(value, indentation = 2) {
  return JSON.stringify(value, null, indentation).replace(UNSEEN, (character) => character === "\n" ? character : spelled(character)).replace(/(?<=##)\[|<(?=[!/])/g, spelled);
}

// src/core/safe/line.ts
function safeLine(text, limit) {
  return visible(text, limit).replace(/(?<=^ *):/, escaped).replace(/(?<=^|#)#(?=\[|$)/g, escaped);
}
var COLOUR = /\u001b\[[0-9;:]*m/g;
function safeLines(log, limit) {
  const lines = log.split(/\r\n|[\r\n]/);
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line) => safeLine(line.replace(COLOUR, "").replaceAll("	", "  "), limit));
}

// src/core/safe/markdown.ts
function entity(character) {
  return `&#${String(character.codePointAt(0))};`;
}
function apart(character) {
  return `<span>${entity(character)}</span>`;
}
function safeMarkdown(text, limit) {
  return visible(text, limit).replace(
    /[&<>"'`|*_~[\]\\!^{}]|[@#$]|:(?! )|(?<=www)\.|^[-+](?= |$)|^[-=](?=[-= ]*$)|(?<=^\d+)[.)](?= |$)|^ | $/gi,
    (character) => /[@#$:.]/.test(character) ? apart(character) : entity(character)
  );
}
function safeMarkdownCode(text, limit) {
  const shown = safeLine(text, limit).replace(/[`|]/g, escaped);
  return shown === "" ? "` `" : `\` ${shown} \``;
}

export {
  safeHtml,
  safeJson,
  safeLine,
  safeLines,
  safeMarkdown,
  safeMarkdownCode
};
