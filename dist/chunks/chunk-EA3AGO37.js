import {
  InputError
} from "./chunk-COCQMI2L.js";
import {
  __callDispose,
  __using
} from "./chunk-QLIL6GH6.js";

// src/adapters/whole-file.ts
import { constants } from "node:fs";
import { open } from "node:fs/promises";
async function readWholeFile(file, limit, what) {
  var _stack = [];
  try {
    const flags = constants.O_RDONLY | constants.O_NONBLOCK;
    const handle = __using(_stack, await open(file, flags).catch((cause) => {
      throw new InputError("file-missing", {
        expected: what,
        found: `${file}: ${cause instanceof Error ? cause.message : String(cause)}`,
        next: "Check the path and its permissions.",
        cause
      });
    }), true);
    if (!(await handle.stat()).isFile()) throw unusable(file, what, "no plain file");
    const chunks = [];
    let size = 0;
    for (; ; ) {
      const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(1024 * 1024) });
      if (bytesRead === 0) return Buffer.concat(chunks);
      size += bytesRead;
      if (size > limit) throw unusable(file, what, `more than ${String(limit)} bytes`);
      chunks.push(buffer.subarray(0, bytesRead));
    }
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function unusable(file, what, found) {
  return new InputError("file-unusable", {
    expected: what,
    found: `${file}: ${found}`,
    next: "Pass the file itself."
  });
}

export {
  readWholeFile
};
