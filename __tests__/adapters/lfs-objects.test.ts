import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { GitSourceProver } from "../../src/adapters/git-source.ts";
import { openScratch } from "../../src/adapters/scratch.ts";
import type { ProvenSource, Scratch } from "../../src/app/ports.ts";
import { sha256Hex } from "../../src/core/digest.ts";
import { pathFromText } from "../../src/core/path-bytes.ts";
import { GitRepository } from "../support/git-repository.ts";
import { OPENSSL, startHttps } from "../support/https-server.ts";
import { RecordedProgress } from "../support/recorded-progress.ts";

const BODY = Buffer.from("the real file, ".repeat(100_000));
const OID = sha256Hex(BODY);

let base: string;
let scratch: Scratch;
let progress: RecordedProgress;
let given: GitRepository;

beforeEach(async () => {
  base = realpathSync(mkdtempSync(path.join(tmpdir(), "lfs-test-")));
  scratch = await openScratch();
  progress = new RecordedProgress();
  given = new GitRepository(path.join(base, "given"));
});

afterEach(async () => {
  await scratch[Symbol.asyncDispose]();
  rmSync(base, { recursive: true, force: true });
});

function pointer(oid: string, size: number): string {
  return `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${String(size)}\n`;
}

function prove(
  repository: string,
  environment: Record<string, string> = {},
  lfs = true,
): Promise<ProvenSource> {
  return new GitSourceProver({ environment }).prove(
    { repository, revision: "main", lfs },
    scratch,
    progress,
    new AbortController().signal,
  );
}

/** Where git-lfs keeps an object of a clone. */
function stored(oid: string): string {
  const place = path.join(given.folder, ".git/lfs/objects", oid.slice(0, 2), oid.slice(2, 4), oid);
  mkdirSync(path.dirname(place), { recursive: true });
  return place;
}

describe("files behind Git LFS pointers", () => {
  it("come from the clone's own store, in place of the pointer, and leave the digest alone", async () => {
    given.commit({
      "big.bin": pointer(OID, BODY.length),
      "run.bin": { executable: pointer(OID, BODY.length) },
    });
    const plain = await prove(given.folder, {}, false);
    expect(progress.codes).toEqual(["lfs-pointer"]);
    progress = new RecordedProgress();
    writeFileSync(stored(OID), BODY);
    const source = await prove(given.folder);
    expect(progress.codes).toEqual([]);
    expect(source.tree.treeSha256).toBe(plain.tree.treeSha256);
    expect(source.tree.files.get(pathFromText("big.bin"))?.lfs).toEqual({
      sha256: OID,
      size: BODY.length,
    });
    const folder = await source.checkOut(await scratch.directory("build"));
    for (const name of ["big.bin", "run.bin"]) {
      expect(readFileSync(path.join(folder, name)).equals(BODY)).toBe(true);
    }
    expect(statSync(path.join(folder, "run.bin")).mode & 0o777).toBe(0o755);
    // A version that is read from the repository must not come out as changed.
    const status = execFileSync("git", ["-C", folder, "status", "--porcelain"], {
      encoding: "utf8",
    });
    expect(status).toBe("");
    const untouched = await plain.checkOut(await scratch.directory("build"));
    expect(readFileSync(path.join(untouched, "big.bin"), "utf8")).toBe(pointer(OID, BODY.length));
  });

  it.each([
    ["other bytes", () => Buffer.from(BODY).fill("x", 5, 6)],
    ["fewer bytes", () => BODY.subarray(1)],
    ["more bytes", () => Buffer.concat([BODY, Buffer.from("x")])],
  ])("are refused with %s", async (_, tampered) => {
    given.commit({ "big.bin": pointer(OID, BODY.length) });
    writeFileSync(stored(OID), tampered());
    await expect(prove(given.folder)).rejects.toMatchObject({ code: "object-mismatch" });
  });

  it("are refused where the pointer gives another size than the object has", async () => {
    given.commit({ "big.bin": pointer(OID, BODY.length + 1) });
    writeFileSync(stored(OID), BODY);
    await expect(prove(given.folder)).rejects.toMatchObject({ code: "object-mismatch" });
  });

  it("are missed, not made up: absent, or a link in the store", async () => {
    given.commit({ "big.bin": pointer(OID, BODY.length) });
    await expect(prove(given.folder)).rejects.toMatchObject({ code: "lfs-unavailable" });
    writeFileSync(path.join(base, "elsewhere"), BODY);
    symlinkSync(path.join(base, "elsewhere"), stored(OID));
    await expect(prove(given.folder)).rejects.toMatchObject({ code: "lfs-unavailable" });
    await expect(prove(pathToFileURL(given.folder).href)).rejects.toMatchObject({
      code: "lfs-unavailable",
    });
  });

  it("are no dirt in a work tree that has them in place of the pointers, unless they are others", async () => {
    given.commit({ "big.bin": pointer(OID, BODY.length) });
    given.write({ "big.bin": BODY });
    await prove(given.folder, {}, false);
    expect(progress.codes).toEqual(["lfs-pointer"]);
    given.write({ "big.bin": Buffer.from(BODY).fill("x", 5, 6) });
    await prove(given.folder, {}, false);
    expect(progress.codes).toContain("dirty-work-tree");
  });

  it("stay pointers where a pointer names no plain SHA-256, and that is said", async () => {
    const odd = `version https://git-lfs.github.com/spec/v1\next-0-foo sha256:${OID}\noid sha256:${OID}\nsize 1\n`;
    given.commit({ "big.bin": odd });
    const source = await prove(given.folder);
    expect(progress.codes).toEqual(["lfs-pointer"]);
    const folder = await source.checkOut(await scratch.directory("build"));
    expect(readFileSync(path.join(folder, "big.bin"), "utf8")).toBe(odd);
  });

  it("are capped by what the pointers say before a byte is moved", async () => {
    given.commit({ "big.bin": pointer(OID, 2 ** 40) });
    await expect(prove(given.folder)).rejects.toMatchObject({ code: "source-too-large" });
  });
});

const withOpenssl = OPENSSL === undefined ? describe.skip : describe;

withOpenssl("files from a Git LFS server (needs openssl)", () => {
  interface Answers {
    /** Of the batch, given the origin. */
    readonly batch?: (origin: string) => unknown;
    readonly body?: Buffer;
  }

  /** A plain file server for git, with a batch API beside it. */
  async function serve(answers: Answers = {}) {
    given.git("update-server-info");
    const asked: { readonly path: string; readonly authorization: string; body: string }[] = [];
    let origin = "";
    const server = await startHttps(base, (request: IncomingMessage, response: ServerResponse) => {
      const where = new URL(request.url ?? "", "https://localhost").pathname;
      const question = {
        path: where,
        authorization: request.headers.authorization ?? "",
        body: "",
      };
      asked.push(question);
      if (where.endsWith("/info/lfs/objects/batch")) {
        request.on("data", (chunk: Buffer) => (question.body += chunk.toString()));
        request.on("end", () => {
          const batch = answers.batch ?? honestBatch;
          response.setHeader("content-type", "application/vnd.git-lfs+json");
          response.end(JSON.stringify(batch(origin)));
        });
        return;
      }
      if (where.startsWith("/download/")) {
        response.end(answers.body ?? BODY);
        return;
      }
      const place = path.join(base, where);
      if (existsSync(place) && statSync(place).isFile()) {
        response.end(readFileSync(place));
        return;
      }
      response.writeHead(404).end();
    });
    ({ origin } = server);
    return { server, asked, url: `${origin}/given/.git` };
  }

  function honestBatch(origin: string): unknown {
    const download = {
      href: `${origin}/download/${OID}`,
      header: { authorization: "RemoteAuth x" },
    };
    return { transfer: "basic", objects: [{ oid: OID, size: BODY.length, actions: { download } }] };
  }

  function trusting(authority: string): Record<string, string> {
    return { SSL_CERT_FILE: authority, NO_PROXY: "localhost" };
  }

  it("are asked for by the batch API and proven by their pointers", async () => {
    given.commit({
      "big.bin": pointer(OID, BODY.length),
      ".lfsconfig": "[lfs]\n\turl = https://host.invalid\n",
    });
    const { server, asked, url } = await serve();
    await using running = server;
    const source = await prove(url, trusting(running.authority));
    const folder = await source.checkOut(await scratch.directory("build"));
    expect(readFileSync(path.join(folder, "big.bin")).equals(BODY)).toBe(true);
    const batch = asked.find(({ path: at }) => at.endsWith("batch"));
    expect(batch?.path).toBe("/given/.git/info/lfs/objects/batch");
    expect(JSON.parse(batch?.body ?? "")).toEqual({
      operation: "download",
      transfers: ["basic"],
      objects: [{ oid: OID, size: BODY.length }],
    });
    const download = asked.find(({ path: at }) => at.startsWith("/download/"));
    expect(download?.authorization).toBe("RemoteAuth x");
  });

  it("get the credentials of the URL for the question, and none of them for a download", async () => {
    given.commit({ "big.bin": pointer(OID, BODY.length) });
    const { server, asked, url } = await serve({
      batch: (origin) => ({
        objects: [{ oid: OID, size: 1, actions: { download: { href: `${origin}/download/x` } } }],
      }),
    });
    await using running = server;
    await prove(url.replace("https://", "https://me:secret@"), trusting(running.authority));
    const basic = `Basic ${Buffer.from("me:secret").toString("base64")}`;
    expect(asked.find(({ path: at }) => at.endsWith("batch"))?.authorization).toBe(basic);
    expect(asked.find(({ path: at }) => at.startsWith("/download/"))?.authorization).toBe("");
  });

  it.each<[string, Answers, string]>([
    ["other bytes", { body: Buffer.from("other") }, "object-mismatch"],
    [
      "an error for the object",
      {
        batch: () => ({ objects: [{ oid: OID, size: 1, error: { code: 404, message: "gone" } }] }),
      },
      "lfs-unavailable",
    ],
    ["nothing about the object", { batch: () => ({ objects: [] }) }, "lfs-unavailable"],
    ["another answer", { batch: () => ({ hello: 1 }) }, "service-refused"],
    [
      "an address that is not https:",
      {
        batch: () => ({
          objects: [{ oid: OID, size: 1, actions: { download: { href: "file:///etc/passwd" } } }],
        }),
      },
      "service-refused",
    ],
    [
      "a status that is no success",
      {
        batch: (origin) => ({
          objects: [{ oid: OID, size: 1, actions: { download: { href: `${origin}/none` } } }],
        }),
      },
      "service-refused",
    ],
  ])("are refused when the server gives %s", async (_, answers, code) => {
    given.commit({ "big.bin": pointer(OID, BODY.length) });
    const { server, url } = await serve(answers);
    await using running = server;
    await expect(prove(url, trusting(running.authority))).rejects.toMatchObject({ code });
  });
});
