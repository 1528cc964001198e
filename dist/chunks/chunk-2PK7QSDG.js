import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/core/path-bytes.ts
function pathFromBytes(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 4096) {
    text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  }
  return text;
}
function pathFromText(text) {
  return pathFromBytes(new TextEncoder().encode(text));
}
function pathToBytes(path) {
  const bytes = new Uint8Array(path.length);
  for (let at = 0; at < path.length; at++) bytes[at] = path.charCodeAt(at);
  return bytes;
}
function displayPath(path) {
  if (!/[\\\x80-\xff]/.test(path)) return path;
  const bytes = pathToBytes(path);
  let shown = "";
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    const first = bytes[at] ?? 0;
    if (length === 0 || first === 92) {
      shown += `\\x${first.toString(16).toUpperCase().padStart(2, "0")}`;
      at += 1;
    } else {
      shown += new TextDecoder().decode(bytes.subarray(at, at + length));
      at += length;
    }
  }
  return shown;
}
function isUtf8(path) {
  const bytes = pathToBytes(path);
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length === 0) return false;
    at += length;
  }
  return true;
}
function sequenceLength(bytes, at) {
  const first = bytes[at] ?? 0;
  const length = first < 128 ? 1 : first < 194 ? 0 : first < 224 ? 2 : first < 240 ? 3 : first < 245 ? 4 : 0;
  if (length < 2) return length;
  if (at + length > bytes.length) return 0;
  try {
    new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
      bytes.subarray(at, at + length)
    );
    return length;
  } catch {
    return 0;
  }
}

export {
  pathFromBytes,
  pathFromText,
  pathToBytes,
  displayPath,
  isUtf8
};
