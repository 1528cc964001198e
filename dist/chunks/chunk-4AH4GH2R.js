
// src/core/statement/strict-json.ts
var DEEPEST = 64;
function parseStrictJson(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, reason: "not JSON" };
  }
  const complaint = structureComplaint(text);
  return complaint === null ? { ok: true, value } : { ok: false, reason: complaint };
}
function parseStrictJsonBytes(bytes) {
  const text = decodeUtf8(bytes);
  return text === null ? { ok: false, reason: "not UTF-8" } : parseStrictJson(text);
}
function decodeUtf8(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
function structureComplaint(text) {
  const open = [];
  for (let at = 0; at < text.length; at += 1) {
    const top = open.at(-1);
    switch (text.charAt(at)) {
      case "{":
        open.push({ keys: /* @__PURE__ */ new Set(), keyNext: true });
        break;
      case "[":
        open.push(null);
        break;
      case "}":
      case "]":
        open.pop();
        break;
      case ",":
        if (top) top.keyNext = true;
        break;
      case '"': {
        const end = endOfString(text, at);
        if (top?.keyNext === true) {
          const key = JSON.parse(text.slice(at, end));
          if (top.keys.has(key)) return `the key ${JSON.stringify(key)} stands twice in one object`;
          top.keys.add(key);
          top.keyNext = false;
        }
        at = end - 1;
        break;
      }
      default:
        break;
    }
    if (open.length > DEEPEST) return `nested deeper than ${String(DEEPEST)}`;
  }
  return null;
}
function endOfString(text, start) {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}

export {
  parseStrictJson,
  parseStrictJsonBytes,
  decodeUtf8
};
