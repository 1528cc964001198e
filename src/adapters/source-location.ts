import { realpath, stat } from "node:fs/promises";
import { InputError, SourceError } from "../core/errors.ts";
import type { Transport } from "./git-process.ts";

/** Where the commit is to come from. */
export type SourceLocation =
  | { readonly kind: "folder"; readonly folder: string }
  | {
      readonly kind: "url";
      /** Without user name, password and fragment: fit for arguments, messages and reports. */
      readonly url: string;
      readonly transport: Transport;
      readonly credentials: Credentials | null;
    };

/** What a URL said about who asks. Handed to git through its environment, never through arguments. */
export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/**
 * Reads what the caller named as the repository: a URL with `https:` or `file:`, or a folder that exists.
 * Throws `SourceError` (`source-not-a-repository`), `InputError` (`usage`).
 */
export async function locateSource(repository: string): Promise<SourceLocation> {
  if (/^[a-z][a-z0-9+.-]*:/i.test(repository)) return urlLocation(repository);
  try {
    const folder = await realpath(repository);
    if ((await stat(folder)).isDirectory()) return { kind: "folder", folder };
  } catch (cause) {
    throw noRepository(repository, cause);
  }
  throw noRepository(repository);
}

function urlLocation(repository: string): SourceLocation {
  const parsed = URL.canParse(repository) ? new URL(repository) : null;
  const transport = parsed === null ? null : transportOf(parsed);
  if (parsed === null || transport === null) throw noRepository(withoutCredentials(repository));
  const credentials = credentialsOf(parsed);
  parsed.username = "";
  parsed.password = "";
  parsed.hash = "";
  return { kind: "url", url: parsed.href, transport, credentials };
}

function transportOf(url: URL): Transport | null {
  if (url.protocol === "https:") return "https";
  return url.protocol === "file:" && url.host === "" ? "file" : null;
}

function credentialsOf(url: URL): Credentials | null {
  if (url.username + url.password === "") return null;
  const user = decodeURIComponent(url.username);
  const password = decodeURIComponent(url.password);
  if (/[\r\n\0]/.test(user + password)) {
    throw new InputError("usage", {
      expected: "user name and password without line breaks in the repository's URL",
      found: "a line break",
      next: "Encode the URL again.",
    });
  }
  return { user, password };
}

/** The text with anything that could be a user name or password before an `@` cut out. */
function withoutCredentials(text: string): string {
  return text.replace(/[^/\s]*@/g, "");
}

function noRepository(found: string, cause?: unknown): SourceError {
  return new SourceError("source-not-a-repository", {
    expected: "the folder of a git repository, or its https: or file: URL",
    found: `"${found}"`,
    next: "Pass --source with the folder of a clone, or with a URL such as https://host/owner/name.",
    cause,
  });
}
