import { open } from "node:fs/promises";
import { join } from "node:path";

/** Far more than any configuration of a checkout. */
const LARGEST = 256 * 1024;

/**
 * Whether the configuration of a checkout gives credentials to whatever runs beside it: a header for requests, a
 * credential helper, a password in a URL, or another file that it takes in (as `actions/checkout` does since v6). The
 * answer is the key that does, null for none; a checkout without a readable configuration has none to give.
 */
export async function storedCredentials(checkout: string): Promise<string | null> {
  const text = await configuration(join(checkout, ".git", "config"));
  if (/^\s*extraheader\s*=/im.test(text)) return "http.extraheader";
  if (/^\s*\[\s*include(?:If\b[^\n]*)?\s*\]/im.test(text)) return "include.path";
  if (/^\s*\[\s*credential\b/im.test(text)) return "credential.helper";
  if (/^\s*url\s*=\s*\w+:\/\/[^/\s]*:[^/\s]*@/im.test(text)) return "remote.url";
  return null;
}

async function configuration(path: string): Promise<string> {
  try {
    await using file = await open(path);
    const buffer = Buffer.alloc(LARGEST);
    const { bytesRead } = await file.read(buffer);
    return buffer.toString("utf8", 0, bytesRead);
  } catch {
    return "";
  }
}
