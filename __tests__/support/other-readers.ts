import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
} from "node:fs";
import { promisify } from "node:util";

/** Entries of an archive by path (latin1): `file SIZE SHA256`, `symlink TARGET`, `directory`. */
export type Listing = ReadonlyMap<string, string>;

/** Another program that reads archives. */
export interface OtherReader {
  readonly name: string;
  /** Why it cannot be asked here; undefined when it can. */
  readonly missing: string | undefined;
  /** Lists these archives; of one that it does not accept, gives its complaint. */
  list(files: readonly string[], scratch: string): Promise<readonly (Listing | string)[]>;
}

const run = promisify(execFile);

function missing(command: string, args: readonly string[]): string | undefined {
  try {
    execFileSync(command, args, { stdio: "ignore" });
    return undefined;
  } catch (error) {
    const gone = (error as NodeJS.ErrnoException).code === "ENOENT";
    return gone ? `${command} is not installed` : `${command} does not run`;
  }
}

/** A program that extracts; what lies on the disk afterwards is its listing. */
function extractor(
  name: string,
  command: string,
  probe: readonly string[],
  args: (file: string, target: string) => readonly string[],
): OtherReader {
  return {
    name,
    missing: missing(command, probe),
    async list(files, scratch) {
      const listings: (Listing | string)[] = [];
      const target = `${scratch}/${name.replaceAll(" ", "-")}`;
      for (const file of files) {
        mkdirSync(target);
        try {
          const env = { PATH: process.env["PATH"], LC_ALL: "C.UTF-8" };
          await run(command, args(file, target), { env });
          listings.push(listingOf(target));
        } catch (error) {
          listings.push(String(error));
        }
        rmSync(target, { recursive: true, force: true });
      }
      return listings;
    },
  };
}

/** What a folder holds, folders included. */
function listingOf(root: string): Listing {
  const listing = new Map<string, string>();
  const visit = (folder: Buffer, prefix: string): void => {
    // A listing must not depend on who runs it, and a folder may come without rights.
    chmodSync(folder, 0o700);
    for (const name of readdirSync(folder, { encoding: "buffer" })) {
      const path = Buffer.concat([folder, Buffer.from("/"), name]);
      const key = prefix + name.toString("latin1");
      const stats = lstatSync(path);
      if (stats.isDirectory()) {
        listing.set(key, "directory");
        visit(path, `${key}/`);
      } else if (stats.isSymbolicLink()) {
        const target = readlinkSync(path, { encoding: "buffer" });
        listing.set(key, `symlink ${target.toString("latin1")}`);
      } else {
        chmodSync(path, 0o600);
        listing.set(key, fileLine(readFileSync(path)));
      }
    }
  };
  visit(Buffer.from(root), "");
  return listing;
}

export function fileLine(body: Uint8Array): string {
  return `file ${String(body.length)} ${createHash("sha256").update(body).digest("hex")}`;
}

const PYTHON = `
import hashlib, json, stat, sys, tarfile, zipfile
def line(data): return "file %d %s" % (len(data), hashlib.sha256(data).hexdigest())
def bytes_of(text): return text.encode("utf-8", "surrogateescape").decode("latin1")
def tar(file):
    out = {}
    with tarfile.open(file, encoding="utf-8", errors="surrogateescape") as t:
        for m in t.getmembers():
            name = bytes_of(m.name)
            if name.startswith("./"): name = name[2:]
            if m.isdir(): out[name] = "directory"
            elif m.issym(): out[name] = "symlink " + bytes_of(m.linkname)
            elif m.isreg() or m.islnk(): out[name] = line(t.extractfile(m).read())
            else: out[name] = "other"
    return out
def zip(file):
    out = {}
    with zipfile.ZipFile(file) as z:
        for m in z.infolist():
            name = bytes_of(m.filename)
            if m.is_dir(): out[name[:-1]] = "directory"
            elif m.create_system == 3 and stat.S_ISLNK(m.external_attr >> 16):
                out[name] = "symlink " + z.read(m).decode("latin1")
            else: out[name] = line(z.read(m))
    return out
for file in sys.stdin.read().split("\\n"):
    try: print(json.dumps(zip(file) if file.endswith(".zip") else tar(file)))
    except Exception as error: print(json.dumps(repr(error)))
`;

/** CPython's own modules, asked once for all archives. */
function python(name: string): OtherReader {
  return {
    name,
    missing: missing("python3", ["-c", "import tarfile, zipfile"]),
    list(files) {
      const answer = execFileSync("python3", ["-c", PYTHON], {
        input: files.join("\n"),
        encoding: "utf8",
        maxBuffer: 2 ** 28,
      });
      const lines = answer.trim().split("\n");
      return Promise.resolve(
        lines.map((line): Listing | string => {
          const listing = JSON.parse(line) as Record<string, string> | string;
          return typeof listing === "string" ? listing : new Map(Object.entries(listing));
        }),
      );
    },
  };
}

const extract = (file: string, target: string): readonly string[] => ["-xof", file, "-C", target];

/** Programs that read tar. */
export const TAR_READERS: readonly OtherReader[] = [
  extractor("GNU tar", "tar", ["--version"], extract),
  python("CPython tarfile"),
  extractor("bsdtar", "bsdtar", ["--version"], extract),
  extractor("BusyBox tar", "busybox", ["true"], (...args) => ["tar", ...extract(...args)]),
];

/** Programs that read zip. */
export const ZIP_READERS: readonly OtherReader[] = [
  python("CPython zipfile"),
  extractor("unzip", "unzip", ["-v"], (file, target) => ["-qq", "-o", file, "-d", target]),
  extractor("bsdtar on zip", "bsdtar", ["--version"], extract),
];
