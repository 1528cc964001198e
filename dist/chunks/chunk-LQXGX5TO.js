import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/core/errors.ts
var LONGEST_VALUE = 400;
function clip(text) {
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE)}… (${String(text.length - LONGEST_VALUE)} more)`;
}
var GateError = class extends Error {
  code;
  expected;
  found;
  next;
  constructor(code, complaint) {
    const found = clip(complaint.found);
    super(
      `expected ${complaint.expected}, found ${found}. ${complaint.next}`,
      complaint.cause === void 0 ? void 0 : { cause: complaint.cause }
    );
    this.code = code;
    this.expected = complaint.expected;
    this.found = found;
    this.next = complaint.next;
  }
};
var InputError = class extends GateError {
  name = "InputError";
};
var SourceError = class extends GateError {
  name = "SourceError";
};
var BuildError = class extends GateError {
  name = "BuildError";
};
var ArchiveError = class extends GateError {
  name = "ArchiveError";
};
var StatementError = class extends GateError {
  name = "StatementError";
};
var TrustError = class extends GateError {
  name = "TrustError";
};
var RemoteError = class extends GateError {
  name = "RemoteError";
};
var InterruptedError = class extends GateError {
  name = "InterruptedError";
};

export {
  GateError,
  InputError,
  SourceError,
  BuildError,
  ArchiveError,
  StatementError,
  TrustError,
  RemoteError,
  InterruptedError
};
