import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  closeSync,
  lstatSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  rmSync,
} from "node:fs";
import { missing, type Judge } from "./judge.ts";
import { bodyLine, FULL_SIGHT, type Listing, type Sight } from "./listing.ts";

/** How a program is asked to extract. */
interface Extraction {
  readonly name: string;
  /** A command that ends well where the program is installed. */
  readonly probe: readonly [command: string, ...args: string[]];
  readonly sight?: Partial<Sight>;
  readonly declines?: NonNullable<Judge["declines"]>;
  /** It takes the folder it extracts to for the root: in front of an absolute target it writes that folder. */
  readonly isRooted?: boolean;
  /** The shell's command for a file; the current folder is where to extract to. Both words are quoted already. */
  readonly command: (file: string, isGzip: boolean) => string;
}

/** Archives per process and walk: bounds what lies on the disk at a time. */
const BATCH = 64;
const DEADLINE_MS = 600_000;

/** A judge whose listing is what lies on the disk after it extracted. One shell serves a batch of archives. */
export function extracting(extraction: Extraction): Judge {
  const { name, probe, sight, declines, isRooted = false, command } = extraction;
  const [program, ...args] = probe;
  return {
    name,
    missing: missing(program, args),
    sight: { ...FULL_SIGHT, hardLinks: "files", ...sight },
    ...(declines === undefined ? {} : { declines }),
    async list(files, scratch) {
      const listings: (Listing | string)[] = [];
      for (let at = 0; at < files.length; at += BATCH) {
        const folder = mkdtempSync(`${scratch}/extracted-`);
        const script = files.slice(at, at + BATCH).map((file, number) => {
          const target = quoted(`${folder}/${String(number)}`);
          const line = command(quoted(file), /\.(tgz|gz)$/.test(file));
          return `mkdir ${target} && cd ${target} && { ${line}; } >${target}.told 2>&1 </dev/null; echo $? >${target}.status`;
        });
        await shell(script.join("\n"));
        for (let number = 0; number < script.length; number++) {
          listings.push(outcome(`${folder}/${String(number)}`, isRooted));
        }
        rmSync(folder, { recursive: true, force: true });
      }
      return listings;
    },
  };
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function shell(script: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = { PATH: process.env["PATH"], LC_ALL: "C.UTF-8", TZ: "UTC" };
    const child = execFile("sh", [], { env, timeout: DEADLINE_MS }, (error) => {
      // The status of the last program is the shell's, and each archive has its own in a file.
      if (error?.killed === true) reject(new Error("the programs did not come to an end"));
      else resolve();
    });
    child.stdin?.end(`${script}\n`);
  });
}

function outcome(target: string, isRooted: boolean): Listing | string {
  const status = readFileSync(`${target}.status`, "utf8").trim();
  const told = readFileSync(`${target}.told`, "utf8").trim();
  return status === "0"
    ? listingOf(target, isRooted ? target : "")
    : `exit ${status}: ${told.slice(-600)}`;
}

/** What a folder holds, folders included. Links to below `linkRoot` are shown without it. */
function listingOf(root: string, linkRoot: string): Listing {
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
        const target = readlinkSync(path, { encoding: "buffer" }).toString("latin1");
        const isBelow = target.startsWith(`${linkRoot}/`);
        listing.set(key, `symlink ${isBelow ? target.slice(linkRoot.length) : target}`);
      } else {
        chmodSync(path, 0o600);
        listing.set(key, stats.isFile() ? diskLine(path) : "neither file, folder nor link");
      }
    }
  };
  visit(Buffer.from(root), "");
  return listing;
}

function diskLine(path: Buffer): string {
  const hasher = createHash("sha256");
  const piece = new Uint8Array(1024 * 1024);
  const file = openSync(path, "r");
  let size = 0;
  try {
    for (;;) {
      const length = readSync(file, piece);
      if (length === 0) return bodyLine(size, hasher.digest("hex"));
      hasher.update(piece.subarray(0, length));
      size += length;
    }
  } finally {
    closeSync(file);
  }
}
