import { SourceError } from "../errors.ts";

/** Longest URL that a `.gitmodules` may name. */
const LONGEST_URL = 2048;

/**
 * The address that `.gitmodules` gives a submodule, as one absolute URL: `https:`, or `file:` where a relative one is
 * resolved against a superproject that was itself named by a `file:` URL. Null for a relative URL without such a base.
 * Everything that another program could read as another host, a command or an option is refused:
 * user names, backslashes, blanks, control characters, `ext:`, `ssh:`, an absolute `file:`, a leading dash
 * (CVE-2017-1000117, CVE-2018-17456, CVE-2020-5260). Throws `SourceError` (`submodule-unsafe`).
 */
export function submoduleUrl(written: string, superproject: string | null): string | null {
  if (written.length > LONGEST_URL)
    throw unsafe("a URL of at most 2048 characters", "a longer one");
  // mutant `written.startsWith("-")`: no such text is relative or https: either
  if (!/^[\x21-\x5b\x5d-\x7e]+$/.test(written) || written.startsWith("-")) {
    throw unsafe("a URL of visible ASCII without a backslash or a leading dash", written);
  }
  if (/^\.{1,2}\//.test(written)) {
    if (superproject === null) return null;
    const base = superproject.replace(/\/*$/, "/");
    // Git counts from the repository as from a folder (git-submodule(1), "add"): `../x` is its neighbour.
    return checked(new URL(written, base), new URL(superproject), written);
  }
  if (!/^https:\/\/[^/]/.test(written) || !URL.canParse(written)) {
    throw unsafe("an https: URL, or one that starts with ./ or ../", written);
  }
  return checked(new URL(written), null, written);
}

function checked(url: URL, base: URL | null, written: string): string {
  if (url.username + url.password !== "") throw unsafe("a URL without a user name", written);
  if (url.search + url.hash !== "") throw unsafe("a URL without a query", written);
  // mutant: no path that starts with ./ or ../ leads to another host; should one ever, it ends here
  if (base !== null && (url.protocol !== base.protocol || url.host !== base.host)) {
    throw unsafe("a relative URL that stays at the host of the superproject", written);
  }
  return url.href;
}

function unsafe(expected: string, found: string): SourceError {
  return new SourceError("submodule-unsafe", {
    expected: `in .gitmodules ${expected}`,
    found: `"${found}"`,
    next: "Change the URL in .gitmodules; only addresses that every program reads alike are fetched.",
  });
}
