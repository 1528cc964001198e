import { InputError } from "../errors.ts";
import { decodeUtf8 } from "./strict-json.ts";

/** A bundle as text; nothing in it was looked at. */
export interface BundleText {
  /** Where it came from: file name, with the line in a file of several. */
  readonly name: string;
  readonly text: string;
}

/** Predicates may have 16 MB on GitHub; base64 and a log entry come on top. */
export const LARGEST_BUNDLE_FILE = 32 * 1024 * 1024;

/** More bundles than a release has. */
export const MOST_BUNDLES = 1000;

/**
 * Reads a file of one bundle (JSON) or of several (one JSON text per line). Throws `InputError` (`bundle-invalid`) for
 * a file that holds no JSON; what the JSON says is for the verifier.
 */
export function readBundleFile(name: string, bytes: Uint8Array): readonly BundleText[] {
  if (bytes.byteLength > LARGEST_BUNDLE_FILE) {
    throw invalid(name, `${String(bytes.byteLength)} bytes`);
  }
  const text = decodeUtf8(bytes);
  if (text === null) throw invalid(name, "bytes that are not UTF-8");
  if (isJson(text)) return [{ name, text }];
  const bundles = text
    .split("\n")
    .map((line, at) => ({ name: `${name}:${String(at + 1)}`, text: line }))
    .filter((line) => line.text.trim() !== "");
  if (bundles.length === 0) throw invalid(name, "no bundle");
  if (bundles.length > MOST_BUNDLES) throw invalid(name, `${String(bundles.length)} bundles`);
  for (const bundle of bundles) {
    if (!isJson(bundle.text)) throw invalid(bundle.name, "text that is not JSON");
  }
  return bundles;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function invalid(name: string, found: string): InputError {
  return new InputError("bundle-invalid", {
    expected: `a Sigstore bundle, or one per line, at most ${String(LARGEST_BUNDLE_FILE)} bytes`,
    found: `${found} (${name})`,
    next: "Pass the .sigstore.json or .jsonl file that came with the release, unchanged.",
  });
}
