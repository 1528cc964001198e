import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { GitSourceProver } from "../../src/adapters/git-source.ts";
import { openScratch } from "../../src/adapters/scratch.ts";
import type { ProvenSource, Scratch } from "../../src/app/ports.ts";
import { GitRepository } from "../support/git-repository.ts";
import { OPENSSL, startHttps, type HttpsServer } from "../support/https-server.ts";
import { RecordedProgress } from "../support/recorded-progress.ts";

let base: string;
let scratch: Scratch;
let given: GitRepository;

beforeEach(async () => {
  base = realpathSync(mkdtempSync(path.join(tmpdir(), "git-https-test-")));
  scratch = await openScratch();
  given = new GitRepository(path.join(base, "given"));
});

afterEach(async () => {
  await scratch[Symbol.asyncDispose]();
  rmSync(base, { recursive: true, force: true });
});

/** Git's own server side, as CGI. */
function smart(request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? "", "https://localhost");
  const backend = spawn("/usr/bin/git", ["http-backend"], {
    env: {
      PATH: "/usr/bin:/bin",
      GIT_PROJECT_ROOT: base,
      GIT_HTTP_EXPORT_ALL: "1",
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_CONFIG_COUNT: "1",
      GIT_CONFIG_KEY_0: "safe.directory",
      GIT_CONFIG_VALUE_0: "*",
      PATH_INFO: url.pathname,
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method ?? "GET",
      CONTENT_TYPE: request.headers["content-type"] ?? "",
      HTTP_CONTENT_ENCODING: request.headers["content-encoding"] ?? "",
      GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
    },
  });
  request.pipe(backend.stdin);
  const chunks: Buffer[] = [];
  backend.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  backend.once("close", () => {
    const all = Buffer.concat(chunks);
    const end = all.indexOf("\r\n\r\n");
    for (const line of all.subarray(0, Math.max(0, end)).toString("latin1").split("\r\n")) {
      const [name = "", value = ""] = line.split(": ");
      if (name === "Status") response.statusCode = Number(value.split(" ")[0]);
      else if (name !== "") response.setHeader(name, value);
    }
    response.end(all.subarray(end + 4));
  });
}

/** A server of protocol version 0, which gives what its refs name and refuses every other id. */
function old(request: IncomingMessage, response: ServerResponse): void {
  delete request.headers["git-protocol"];
  smart(request, response);
}

/** A plain file server, over which git can fetch only what refs name, and without depth. */
function dumb(request: IncomingMessage, response: ServerResponse): void {
  const place = path.join(base, new URL(request.url ?? "", "https://localhost").pathname);
  if (place.startsWith(`${base}/`) && existsSync(place) && statSync(place).isFile()) {
    response.end(readFileSync(place));
    return;
  }
  response.statusCode = 404;
  response.end();
}

function prove(
  url: string,
  revision: string,
  environment: Record<string, string>,
): Promise<ProvenSource> {
  return new GitSourceProver({ environment }).prove(
    { repository: url, revision },
    scratch,
    new RecordedProgress(),
    new AbortController().signal,
  );
}

function trusting(server: HttpsServer): Record<string, string> {
  return { SSL_CERT_FILE: server.authority, NO_PROXY: "localhost" };
}

const withOpenssl = OPENSSL === undefined ? describe.skip : describe;

withOpenssl("GitSourceProver over https (needs openssl)", () => {
  it("proves a commit by id, branch and tag, with its tags and history for the build", async () => {
    given.commit({ a: "old" });
    const commit = given.commit({ a: "new" });
    given.git("tag", "-a", "v1", "-m", "one");
    await using server = await startHttps(base, smart);
    for (const revision of [commit, "main", "v1", given.git("rev-parse", "v1")]) {
      const { tree } = await prove(`${server.origin}/given/.git`, revision, trusting(server));
      expect([revision, tree.commit]).toEqual([revision, commit]);
    }
    const proven = await prove(`${server.origin}/given/.git`, "v1", trusting(server));
    const folder = await proven.checkOut(await scratch.directory("build"));
    expect(readFileSync(path.join(folder, "a"), "utf8")).toBe("new");
    expect(readFileSync(path.join(folder, ".git", "config"), "utf8")).not.toContain("localhost");
    await expect(
      prove(`${server.origin}/given/.git`, "1".repeat(40), trusting(server)),
    ).rejects.toMatchObject({ code: "commit-unknown" });
  });

  it("falls back to what the refs hold where the server knows no ids and no depth", async () => {
    const commit = given.commit({ a: "old" });
    given.git("tag", "v1");
    given.commit({ a: "new" });
    given.git("update-server-info");
    await using server = await startHttps(base, dumb);
    const proven = await prove(`${server.origin}/given/.git`, commit, trusting(server));
    expect(proven.tree.commit).toBe(commit);
    const folder = await proven.checkOut(await scratch.directory("build"));
    expect(
      existsSync(path.join(folder, ".git", "refs", "tags", "v1")) ||
        readFileSync(path.join(folder, ".git", "packed-refs"), "utf8").includes("v1"),
    ).toBe(true);
  });

  it("takes what the named tag holds from a server that refuses ids, and proves it", async () => {
    const commit = given.commit({ a: "old" });
    given.git("tag", "-a", "v1", "-m", "one");
    const inner = given.commit({ a: "between" });
    given.commit({ a: "new" });
    await using server = await startHttps(base, old);
    const url = `${server.origin}/given/.git`;
    for (const revision of ["v1", commit, inner]) {
      const proven = await prove(url, revision, trusting(server));
      const expected = revision === "v1" ? commit : revision;
      expect([revision, proven.tree.commit]).toEqual([revision, expected]);
      const folder = await proven.checkOut(await scratch.directory("build"));
      expect(existsSync(path.join(folder, "a"))).toBe(true);
    }
    await expect(prove(url, "1".repeat(40), trusting(server))).rejects.toMatchObject({
      code: "commit-unknown",
    });
  });

  it("takes nothing else when the tag moves between the question and the answer", async () => {
    const commit = given.commit({ a: "old" });
    given.git("checkout", "--quiet", "--detach");
    given.git("tag", "v1");
    given.git("checkout", "--quiet", "main");
    given.git("commit", "--quiet", "--amend", "--allow-empty", "-m", "another");
    let moved = false;
    await using server = await startHttps(base, (request, response) => {
      // Once the refs were told, the tag is another.
      response.once("finish", () => {
        if (moved) return;
        moved = true;
        given.git("tag", "-f", "v1", "main");
      });
      old(request, response);
    });
    const refused = prove(`${server.origin}/given/.git`, "v1", trusting(server));
    await expect(refused).rejects.toMatchObject({ code: "commit-unknown" });
    expect(given.git("rev-parse", "v1")).not.toBe(commit);
  });

  it("gives credentials of the URL to that host alone, and shows them nowhere", async () => {
    const commit = given.commit({ a: "a" });
    const asked: string[] = [];
    await using server = await startHttps(base, (request, response) => {
      const { authorization } = request.headers;
      asked.push(authorization ?? "");
      if (authorization === `Basic ${Buffer.from("me:s3cr%t").toString("base64")}`) {
        smart(request, response);
        return;
      }
      response.writeHead(401, { "WWW-Authenticate": 'Basic realm="test"' }).end();
    });
    const plain = `${server.origin}/given/.git`;
    const secret = plain.replace("https://", "https://me:s3cr%25t@");
    const { tree } = await prove(secret, commit, trusting(server));
    expect([tree.commit, tree.repository]).toEqual([commit, plain]);
    expect(asked.some((one) => one !== "")).toBe(true);
    const wrong = prove(plain.replace("https://", "https://me:wr0ng@"), "main", trusting(server));
    await expect(wrong).rejects.toMatchObject({ code: "repository-unreachable" });
    await expect(wrong).rejects.not.toThrow(/wr0ng/);
    await expect(prove(plain, "main", trusting(server))).rejects.toMatchObject({
      code: "repository-unreachable",
    });
    await expect(
      prove(plain.replace("https://", "https://me:a%0Ab@"), "main", trusting(server)),
    ).rejects.toMatchObject({ code: "usage" });
  });

  it("trusts no server that the caller does not", async () => {
    given.commit({ a: "a" });
    await using server = await startHttps(base, smart);
    for (const revision of ["main", given.git("rev-parse", "main")]) {
      await expect(
        prove(`${server.origin}/given/.git`, revision, { NO_PROXY: "localhost" }),
      ).rejects.toMatchObject({ code: "repository-unreachable" });
    }
  });
});
