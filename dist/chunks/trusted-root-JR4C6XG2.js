import {
  readTrustedRoot
} from "./chunk-QSC5KBB2.js";
import "./chunk-KCIAQ45W.js";
import "./chunk-QEC3JCOC.js";
import "./chunk-EBKY2O5S.js";
import "./chunk-4AH4GH2R.js";
import "./chunk-OAI657ZE.js";
import "./chunk-QJHEDYDG.js";
import {
  InputError,
  RemoteError
} from "./chunk-COCQMI2L.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";

// src/adapters/trusted-root.ts
import { readFile } from "node:fs/promises";
var LARGEST_ROOT = 4 * 1024 * 1024;
async function fileTrustedRoot(file) {
  const bytes = await readFile(file).catch((cause) => {
    throw invalid(file, "a file that cannot be read", cause);
  });
  if (bytes.length > LARGEST_ROOT) throw invalid(file, `${String(bytes.length)} bytes`);
  const text = bytes.toString("utf8");
  const reading = readTrustedRoot(text);
  if (!reading.ok) throw invalid(file, reading.reason);
  return { text, origin: file };
}
async function updatedTrustedRoot(instance, scratch, patience = { timeoutMs: 1e4, retries: 2 }) {
  if (instance.trustedRoot.kind === "file") {
    throw new InputError("trusted-root-invalid", {
      expected: `a trusted root for the instance "${instance.name}"`,
      found: "none",
      next: "Pass --trusted-root FILE (for `github`: the output of `gh attestation trusted-root`)."
    });
  }
  const { mirror } = instance.trustedRoot;
  const cachePath = await scratch.directory("tuf");
  try {
    const { getTrustedRoot, TrustedRoot } = await import("./tuf-library-VT5EI5IP.js");
    const root = await getTrustedRoot({
      mirrorURL: mirror,
      cachePath,
      forceInit: true,
      forceCache: false,
      timeout: patience.timeoutMs,
      retry: { retries: patience.retries, randomize: true },
      ...patience.rootFile === void 0 ? {} : { rootPath: patience.rootFile }
    });
    return { text: JSON.stringify(TrustedRoot.toJSON(root)), origin: mirror };
  } catch (cause) {
    throw new RemoteError("service-unreachable", {
      expected: `a fresh trusted root from ${mirror}`,
      found: cause instanceof Error ? cause.message : "no answer",
      next: "Check the network, or pass --trusted-root FILE to verify offline.",
      cause
    });
  }
}
function invalid(file, found, cause) {
  return new InputError("trusted-root-invalid", {
    expected: `a trusted_root.json (${file})`,
    found,
    next: "Get it from the instance's own distribution, e.g. `cosign trusted-root create`.",
    cause
  });
}
export {
  fileTrustedRoot,
  updatedTrustedRoot
};
