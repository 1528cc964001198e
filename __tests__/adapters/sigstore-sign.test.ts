import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "@jest/globals";
import { sigstoreSigner } from "../../src/adapters/sigstore-sign.ts";
import { sigstoreVerifier } from "../../src/adapters/sigstore-verify.ts";
import type { Instance } from "../../src/core/instance.ts";
import { identityOf, startRun } from "../support/local-run.ts";
import { statement } from "../support/statements.ts";

const signal = new AbortController().signal;
const quick = { timeoutMs: 2000, retries: 2, firstDelayMs: 1 };
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** Stands before the instance; `meddle` may answer itself (true), `lose` has an answer replaced by a 502. */
async function proxied(
  instance: Instance,
  meddle: (request: IncomingMessage, response: ServerResponse, path: string) => boolean,
  lose: (path: string) => boolean = () => false,
): Promise<{ instance: Instance; paths: string[] }> {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    const path = `${request.method!} ${request.url!}`;
    paths.push(path);
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      if (meddle(request, response, path)) return;
      void fetch(`${instance.fulcio}${request.url!}`, {
        method: request.method!,
        ...(request.method === "GET" ? {} : { body: Buffer.concat(chunks) }),
      }).then(async (answer) => {
        const body = Buffer.from(await answer.arrayBuffer());
        if (lose(path)) {
          response.writeHead(502).end();
          return;
        }
        const location = answer.headers.get("location");
        response.writeHead(answer.status, {
          "content-type": answer.headers.get("content-type")!,
          ...(location === null ? {} : { location }),
        });
        response.end(body);
      });
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    instance: { ...instance, fulcio: url, rekor: { url, version: 1 }, tsa: url },
    paths,
  };
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "none",
    (error: unknown) => (error as { code?: string }).code ?? "no code",
  );

describe("sigstoreSigner", () => {
  it("repeats single requests after a server error, and signs once", async () => {
    await using local = await startRun();
    const failedOnce = new Set<string>();
    const { instance, paths } = await proxied(local.instance, (_, response, path) => {
      if (failedOnce.has(path)) return false;
      failedOnce.add(path);
      response.writeHead(503).end();
      return true;
    });
    const identity = identityOf(local);
    const text = await sigstoreSigner(quick).sign(statement(), instance, identity, signal);
    const trust = { text: local.trustedRoot(), origin: "the test" };
    const proof = sigstoreVerifier().verify({ name: "b", text }, local.instance, trust);
    expect(proof.verified).not.toBeNull();
    expect([...paths].sort()).toEqual([
      "POST /api/v1/log/entries",
      "POST /api/v1/log/entries",
      "POST /api/v1/timestamp",
      "POST /api/v1/timestamp",
      "POST /api/v2/signingCert",
      "POST /api/v2/signingCert",
    ]);
  });

  it("asks for the entry when the log has it already", async () => {
    await using local = await startRun();
    // The answer to the first try gets lost; the second is told that the entry exists.
    let lost = 0;
    const { instance, paths } = await proxied(
      local.instance,
      () => false,
      (path) => path === "POST /api/v1/log/entries" && (lost += 1) === 1,
    );
    const text = await sigstoreSigner(quick).sign(statement(), instance, identityOf(local), signal);
    const trust = { text: local.trustedRoot(), origin: "the test" };
    const proof = sigstoreVerifier().verify({ name: "b", text }, local.instance, trust);
    expect(proof.verified).not.toBeNull();
    const asked = paths.filter((path) => path.includes("/log/entries"));
    expect(asked).toEqual([
      "POST /api/v1/log/entries",
      "POST /api/v1/log/entries",
      expect.stringMatching(/^GET \/api\/v1\/log\/entries\/[0-9a-f]{80}$/),
    ]);
  });

  it("fails with a code when a service refuses, stays away, or is too slow", async () => {
    await using local = await startRun();
    const refusing = await proxied(local.instance, (_, response) => {
      response.writeHead(400, { "content-type": "application/json" }).end('{"message":"no"}');
      return true;
    });
    const silent = await proxied(local.instance, () => true);
    const gone = { ...local.instance, fulcio: "http://127.0.0.1:1" };
    const patience = { timeoutMs: 100, retries: 0, firstDelayMs: 1 };
    for (const instance of [refusing.instance, silent.instance, gone]) {
      const work = sigstoreSigner(patience).sign(statement(), instance, identityOf(local), signal);
      expect(await codeOf(work)).toBe("signing-failed");
    }
    expect(refusing.paths).toEqual(["POST /api/v2/signingCert"]);
  });

  it("passes on why there was no token", async () => {
    await using local = await startRun();
    const identity = {
      claims: () => Promise.resolve(null),
      signingToken: () =>
        identityOf({
          ...local,
          environment: { ACTIONS_ID_TOKEN_REQUEST_URL: "", ACTIONS_ID_TOKEN_REQUEST_TOKEN: "" },
        }).signingToken(signal),
    };
    const work = sigstoreSigner(quick).sign(statement(), local.instance, identity, signal);
    expect(await codeOf(work)).toBe("identity-token-missing");
  });

  it("stops when it is told to", async () => {
    await using local = await startRun();
    const { instance } = await proxied(local.instance, () => true);
    const soon = AbortSignal.timeout(50);
    const work = sigstoreSigner(quick).sign(statement(), instance, identityOf(local), soon);
    expect(await codeOf(work)).toBe("interrupted");
    const never = sigstoreSigner(quick).sign(
      statement(),
      instance,
      identityOf(local),
      AbortSignal.abort(),
    );
    expect(await codeOf(never)).toBe("interrupted");
  });

  it("signs with a timestamp alone where the instance has no log", async () => {
    await using local = await startRun();
    const thresholds = { ctlog: 1, tlog: 0, timestamp: 1 };
    const instance = { ...local.instance, rekor: null, thresholds };
    const text = await sigstoreSigner(quick).sign(statement(), instance, identityOf(local), signal);
    expect(text).not.toContain("tlogEntries");
    const trust = { text: local.trustedRoot(), origin: "the test" };
    const verifier = sigstoreVerifier();
    expect(verifier.verify({ name: "b", text }, instance, trust).verified).not.toBeNull();
    expect(verifier.verify({ name: "b", text }, local.instance, trust).verified).toBeNull();
  });
});
