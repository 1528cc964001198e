import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipOf, tarOf } from "./archives.ts";
import type { TarEntry } from "./archives.ts";

/** A project in a fresh repository whose build makes `dist/demo-1.0.tar.gz`, the same bytes each time. */
export interface Release extends Disposable {
  readonly folder: string;
  readonly commit: string;
  /** Path of the upload, relative to the folder. */
  readonly upload: string;
  /** Puts other entries into the upload than the build does. */
  tamper(change: (entries: readonly TarEntry[]) => readonly TarEntry[]): void;
}

const committedAt = 1_700_000_000;

/** Packs with nothing but Node, so that every machine of the tests can; the files of `src` with the commit's time. */
const packer = `
import { readdirSync, readFileSync, mkdirSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
const block = (name, size) => {
  const header = Buffer.alloc(512);
  header.write("demo-1.0/" + name, 0);
  header.write("0000644\\0" + "0000000\\0" + "0000000\\0", 100);
  header.write(size.toString(8).padStart(11, "0") + "\\0", 124);
  header.write(Number(process.env.SOURCE_DATE_EPOCH).toString(8).padStart(11, "0") + "\\0", 136);
  header.write("        " + "0", 148);
  header.write("ustar\\0" + "00", 257);
  let sum = 0;
  for (const byte of header) sum += byte;
  header.write(sum.toString(8).padStart(6, "0") + "\\0 ", 148);
  return header;
};
const parts = readdirSync("src").sort().flatMap((name) => {
  const body = readFileSync("src/" + name);
  return [block("src/" + name, body.length), body, Buffer.alloc((512 - (body.length % 512)) % 512)];
});
mkdirSync("dist", { recursive: true });
writeFileSync("dist/demo-1.0.tar.gz", gzipSync(Buffer.concat([...parts, Buffer.alloc(1024)])));
`;

/** What the packer puts into the archive, as literal entries. */
function honestEntries(files: Readonly<Record<string, string>>): readonly TarEntry[] {
  return Object.keys(files)
    .filter((path) => path.startsWith("src/"))
    .sort()
    .map((path) => ({ path: `demo-1.0/${path}`, body: files[path]!, mtime: committedAt }));
}

/** Makes the repository, commits, builds the upload. `extra` are further files of the commit. */
export function makeRelease(extra: Readonly<Record<string, string>> = {}): Release {
  const folder = mkdtempSync(join(tmpdir(), "release-"));
  const files: Readonly<Record<string, string>> = {
    ".gitignore": "*.m4\ndist/\n",
    "build.mjs": packer,
    "src/index.js": "export const one = 1;\n",
    "src/other.js": "export const two = 2;\n",
    ...extra,
  };
  for (const [path, body] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), body);
  }
  const environment = {
    PATH: process.env["PATH"],
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_AUTHOR_NAME: "a",
    GIT_AUTHOR_EMAIL: "a@example.org",
    GIT_COMMITTER_NAME: "a",
    GIT_COMMITTER_EMAIL: "a@example.org",
    GIT_AUTHOR_DATE: `${String(committedAt)} +0000`,
    GIT_COMMITTER_DATE: `${String(committedAt)} +0000`,
  };
  const git = (...argv: string[]): string =>
    execFileSync("git", argv, { cwd: folder, env: environment, encoding: "utf8" }).trim();
  git("init", "--quiet", "--initial-branch=main");
  git("add", "--all");
  git("commit", "--quiet", "--message=one");
  const upload = "dist/demo-1.0.tar.gz";
  execFileSync(process.execPath, ["build.mjs"], {
    cwd: folder,
    env: { SOURCE_DATE_EPOCH: String(committedAt) },
  });
  return {
    folder,
    commit: git("rev-parse", "HEAD"),
    upload,
    tamper(change) {
      writeFileSync(join(folder, upload), gzipOf(tarOf(change(honestEntries(files)))));
    },
    [Symbol.dispose]() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The bytes of the upload, to see that nobody changed it. */
export function uploadBytes(release: Release): Uint8Array {
  return readFileSync(join(release.folder, release.upload));
}
