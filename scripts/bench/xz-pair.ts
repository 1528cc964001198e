import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { twinOf } from "./tar-twin.ts";

/** The release that the budgets are about, and what to compare it with. */
export interface XzPair {
  readonly upload: string;
  /** Packed elsewhere, with 56 files of other bytes. */
  readonly rebuilt: string;
  /** Packed elsewhere, with the same files: everything that differs is accepted, so the second opinion is asked. */
  readonly repacked: string;
  /** A repository whose commit has the files that a rebuild would find in it. */
  readonly repository: string;
  readonly changed: number;
  readonly tracked: number;
}

/** Files that gettext, libtool and po4a of another machine made otherwise. */
const MADE_ELSEWHERE = [
  /\/po\/[^/]+\.pot?$/,
  /\/po4a\/[^/]+\.pot?$/,
  /\/(configure|aclocal\.m4)$/,
  /\/m4\/(gettext|iconv|intlmacosx|lib-ld|lib-link|lib-prefix|libtool|lt.*|nls|po|progtest|host-cpu-c-abi)\.m4$/,
  /\/build-aux\/(config\.(guess|rpath|sub)|ltmain\.sh)$/,
];

/** Files that the release has and its commit does not. */
const GENERATED = [
  ...MADE_ELSEWHERE.slice(2),
  /\/Makefile\.in$/,
  /\.gmo$/,
  /\/po\/(Makefile\.in\.in|Rules-quot|.*\.(sin|sed|header))$/,
  /\/build-aux\//,
  /\/m4\/(lt|libtool|gettext)/,
  /\/doc\/man\//,
  /\/po4a\/man\//,
  /\/(INSTALL|ABOUT-NLS|ChangeLog|config\.h\.in)$/,
];

/**
 * Makes the pair from Debian's source package of xz-utils 5.4.1, which `original` names or `apt-get source` fetches.
 * Throws when there is neither.
 */
export function makeXzPair(folder: string, original: string | null): XzPair {
  const packed = original ?? fetchSource(folder);
  const tar = execFileSync("xz", ["-dc", packed], { maxBuffer: 64 * 1024 * 1024 });
  const of = (patterns: readonly RegExp[]) => (name: string) =>
    patterns.some((one) => one.test(name));
  const rebuilt = twinOf(tar, { changes: of(MADE_ELSEWHERE), later: 86_400 });
  const repacked = twinOf(tar, { changes: () => false, later: 86_400 });
  const write = (name: string, bytes: Buffer, level: number) => {
    const file = join(folder, name);
    writeFileSync(file, gzipSync(bytes, { level }));
    return file;
  };
  const repository = makeRepository(folder, tar, of(GENERATED));
  return {
    upload: write("xz-5.4.1.tar.gz", tar, 6),
    rebuilt: write("rebuilt-xz-5.4.1.tar.gz", rebuilt.twin, 9),
    repacked: write("repacked-xz-5.4.1.tar.gz", repacked.twin, 9),
    ...repository,
    changed: rebuilt.changed.length,
  };
}

function fetchSource(folder: string): string {
  const source = ["source", "--download-only", "--only-source", "xz-utils"];
  execFileSync("apt-get", source, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  const found = readdirSync(folder).find((name) =>
    /^xz-utils_5\.4\.1.*\.orig\.tar\.xz$/.test(name),
  );
  if (found === undefined)
    throw new Error("apt-get source gave another version than xz-utils 5.4.1");
  return join(folder, found);
}

function makeRepository(
  folder: string,
  tar: Buffer,
  isGenerated: (name: string) => boolean,
): { readonly repository: string; readonly tracked: number } {
  const repository = join(folder, "repository");
  mkdirSync(repository);
  execFileSync("tar", ["-x", "--strip-components=1", "-f", "-"], { cwd: repository, input: tar });
  let tracked = 0;
  for (const entry of readdirSync(repository, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    if (isGenerated(path.slice(repository.length))) rmSync(path);
    else tracked += 1;
  }
  const identity = [
    "-c",
    "user.name=n",
    "-c",
    "user.email=e@example.org",
    "-c",
    "core.autocrlf=false",
  ];
  const git = (...args: string[]) => {
    execFileSync("git", [...identity, "-C", repository, ...args], { stdio: "ignore" });
  };
  git("init", "-q");
  git("add", "-A", "-f");
  git("commit", "-q", "-m", "5.4.1");
  return { repository, tracked };
}
