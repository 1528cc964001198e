import { createServer } from "node:http";
import type { IncomingMessage, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { generateKeyPairSync, sign } from "node:crypto";
import { afterEach, describe, expect, it } from "@jest/globals";
import { workflowIdentity } from "../../src/adapters/identity-token.ts";
import { verifyToken } from "../../src/adapters/json-web-token.ts";
import { getJson } from "../../src/adapters/patient-fetch.ts";
import { builtInInstance } from "../../src/core/instance.ts";
import { clock, identityOf, RUN_CLAIMS, startRun } from "../support/local-run.ts";

const signal = new AbortController().signal;
const patience = { timeoutMs: 500, retries: 2, firstDelayMs: 1, largestAnswer: 1000 };
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections();
});

/** A server whose every answer comes from `reply`; returns its address and the requests it saw. */
async function serve(
  reply: (
    request: IncomingMessage,
    count: number,
  ) => { status?: number; body?: string; location?: string } | null,
) {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    seen.push(request);
    const answer = reply(request, seen.length);
    if (answer === null) return;
    const headers = answer.location === undefined ? {} : { location: answer.location };
    response.writeHead(answer.status ?? 200, headers).end(answer.body ?? "{}");
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, seen };
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "none",
    (error: unknown) => (error as { code?: string }).code ?? "no code",
  );

describe("workflowIdentity", () => {
  it("gives the claims of the run and a token for signing, asked for under two audiences", async () => {
    await using local = await startRun();
    const identity = identityOf(local);
    expect(await identity.claims(signal)).toMatchObject({ repository: "octo/app", run_id: "77" });
    const token = await identity.signingToken(signal);
    const payload = Buffer.from(token.split(".")[1]!, "base64url").toString();
    expect(JSON.parse(payload)).toMatchObject({ aud: "sigstore", iss: local.instance.issuer });
  });

  it("has no claims outside a workflow, and then signs with the token that was passed", async () => {
    const identity = workflowIdentity(
      { signingToken: "abc" },
      builtInInstance("public-good")!,
      clock,
    );
    expect(await identity.claims(signal)).toBeNull();
    expect(await identity.signingToken(signal)).toBe("abc");
  });

  it("says that a token is missing", async () => {
    const identity = workflowIdentity({ requestUrl: "" }, builtInInstance("github")!, clock);
    expect(await codeOf(identity.signingToken(signal))).toBe("identity-token-missing");
  });

  it("refuses a token of an issuer that only begins like the right one", async () => {
    await using local = await startRun();
    const instance = { ...local.instance, issuer: `${local.instance.issuer}/slug` };
    const variables = {
      requestUrl: local.environment.ACTIONS_ID_TOKEN_REQUEST_URL,
      requestToken: local.environment.ACTIONS_ID_TOKEN_REQUEST_TOKEN,
    };
    expect(await codeOf(workflowIdentity(variables, instance, clock).claims(signal))).toBe(
      "service-refused",
    );
  });

  it.each(
    Object.keys(RUN_CLAIMS).filter((name) =>
      /^(ref|sha|repository|event_name|run_id|run_attempt|runner_environment|workflow_ref|job_workflow_ref|repository_id|repository_owner_id)$/.test(
        name,
      ),
    ),
  )("refuses a token without the claim %s", async (missing) => {
    const claims = Object.entries(RUN_CLAIMS).filter(([name]) => name !== missing);
    await using local = await startRun(Object.fromEntries(claims));
    expect(await codeOf(identityOf(local).claims(signal))).toBe("claims-invalid");
  });

  it("refuses an address for tokens that is none, and an answer without a token", async () => {
    const instance = builtInInstance("github")!;
    const broken = workflowIdentity({ requestUrl: "x", requestToken: "y" }, instance, clock);
    expect(await codeOf(broken.claims(signal))).toBe("claims-invalid");
    const { url } = await serve(() => ({ body: '{"value":""}' }));
    const empty = workflowIdentity({ requestUrl: url, requestToken: "y" }, instance, clock);
    expect(await codeOf(empty.claims(signal))).toBe("claims-invalid");
  });

  it("takes keys from the issuer's own address only, and a key set that holds the key", async () => {
    await using local = await startRun();
    for (const keys of ["https://evil.example/jwks", "not an address", null]) {
      const { url } = await serve((request) => {
        if (request.url === "/token?audience=nobody") return { body: '{"value":"a.b.c"}' };
        if (request.url === "/jwks") return { body: '{"keys":[]}' };
        return {
          body: JSON.stringify({ jwks_uri: keys ?? `http://${request.headers.host!}/jwks` }),
        };
      });
      const identity = workflowIdentity(
        { requestUrl: `${url}/token`, requestToken: "y" },
        { ...local.instance, issuer: url },
        clock,
      );
      expect(await codeOf(identity.claims(signal))).toBe("claims-invalid");
    }
  });

  it("refuses when the token for signing speaks of another run", async () => {
    await using first = await startRun();
    await using second = await startRun({ ...RUN_CLAIMS, run_id: "78" });
    // One issuer's address in front of two: the audience decides which run answers.
    const { url } = await serve(() => null);
    servers[0]!.removeAllListeners("request");
    servers[0]!.on("request", (request: IncomingMessage, response) => {
      const inner = request.url?.includes("sigstore") === true ? second : first;
      void fetch(
        `${inner.environment.ACTIONS_ID_TOKEN_REQUEST_URL}&audience=${request.url?.includes("sigstore") === true ? "sigstore" : "nobody"}`,
        {
          headers: { authorization: `Bearer ${inner.environment.ACTIONS_ID_TOKEN_REQUEST_TOKEN}` },
        },
      ).then(async (answer) => {
        const text = await answer.text();
        (response as { end(text: string): void }).end(text);
      });
    });
    const identity = workflowIdentity(
      { requestUrl: url, requestToken: "y" },
      first.instance,
      clock,
    );
    expect(await identity.claims(signal)).not.toBeNull();
    expect(await codeOf(identity.signingToken(signal))).toBe("claims-invalid");
  });
});

describe("verifyToken", () => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const now = new Date(1_700_000_000_000);
  const seconds = now.getTime() / 1000;
  const key = { ...publicKey.export({ format: "jwk" }), kid: "k" };
  const expected = { issuer: "https://i.example", audience: "nobody", now };
  const honest = { iss: "https://i.example", aud: "nobody", exp: seconds + 60, nbf: seconds };

  function token(payload: unknown = honest, header: unknown = { alg: "RS256", kid: "k" }): string {
    const signed = [header, payload]
      .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
      .join(".");
    return `${signed}.${sign("sha256", Buffer.from(signed), privateKey).toString("base64url")}`;
  }
  const holds = (text: string, keys: unknown = { keys: [key] }) =>
    verifyToken(text, keys, expected).ok;

  it("takes an honest token, with a minute of skew", () => {
    expect(holds(token())).toBe(true);
    expect(holds(token({ ...honest, exp: seconds - 59 }))).toBe(true);
    expect(holds(token({ ...honest, nbf: seconds + 59 }))).toBe(true);
    const { nbf, ...withoutStart } = honest;
    expect(nbf).toBeDefined();
    expect(holds(token(withoutStart))).toBe(true);
  });

  it.each([
    ["another issuer", { ...honest, iss: "https://i.example/x" }],
    ["another audience", { ...honest, aud: "sigstore" }],
    ["a list of audiences", { ...honest, aud: ["nobody", "sigstore"] }],
    ["an expiry in the past", { ...honest, exp: seconds - 61 }],
    ["a start in the future", { ...honest, nbf: seconds + 61 }],
    ["no expiry", { iss: honest.iss, aud: honest.aud }],
    ["no object", "text"],
  ])("refuses %s", (_, payload) => {
    expect(holds(token(payload))).toBe(false);
  });

  it.each([
    { alg: "none" },
    { alg: "HS256", kid: "k" },
    { alg: "RS256" },
    { alg: "RS256", kid: "x" },
  ])("refuses the header %j", (header) => {
    expect(holds(token(honest, header))).toBe(false);
  });

  it("refuses a changed payload, a fourth part, no parts, and keys that are ambiguous or no RSA", () => {
    const [header, , signature] = token().split(".");
    const other = Buffer.from(JSON.stringify({ ...honest, x: 1 })).toString("base64url");
    expect(holds(`${header!}.${other}.${signature!}`)).toBe(false);
    expect(holds(`${token()}.x`)).toBe(false);
    expect(holds("")).toBe(false);
    expect(holds(token(), { keys: [key, key] })).toBe(false);
    expect(holds(token(), { keys: [{ ...key, kty: "EC" }] })).toBe(false);
    expect(holds(token(), { keys: Array.from({ length: 65 }, () => key) })).toBe(false);
    expect(holds(token(), null)).toBe(false);
  });
});

describe("getJson", () => {
  it("tries again after a server error, and not after a refusal", async () => {
    const flaky = await serve((_, count) => (count < 3 ? { status: 502 } : { body: '{"a":1}' }));
    expect(await getJson(flaky.url, {}, signal, patience)).toEqual({ a: 1 });
    const down = await serve(() => ({ status: 429 }));
    expect(await codeOf(getJson(down.url, {}, signal, patience))).toBe("service-refused");
    expect(down.seen).toHaveLength(3);
    const refusing = await serve(() => ({ status: 403 }));
    expect(await codeOf(getJson(refusing.url, {}, signal, patience))).toBe("service-refused");
    expect(refusing.seen).toHaveLength(1);
  });

  it("X2: follows no redirect, so no token reaches another host", async () => {
    const other = await serve(() => ({}));
    const first = await serve(() => ({ status: 302, location: other.url }));
    const headers = { authorization: "Bearer secret" };
    expect(await codeOf(getJson(first.url, headers, signal, patience))).toBe("service-unreachable");
    expect(other.seen).toHaveLength(0);
  });

  it("gives up on an answer that is too long, no JSON, or late, and when nobody listens", async () => {
    const long = await serve(() => ({ body: JSON.stringify("x".repeat(2000)) }));
    expect(await codeOf(getJson(long.url, {}, signal, patience))).toBe("service-refused");
    const text = await serve(() => ({ body: "<html>" }));
    expect(await codeOf(getJson(text.url, {}, signal, patience))).toBe("service-refused");
    const late = await serve(() => null);
    const quick = { ...patience, timeoutMs: 30, retries: 0 };
    expect(await codeOf(getJson(late.url, {}, signal, quick))).toBe("service-unreachable");
    expect(await codeOf(getJson("http://127.0.0.1:1", {}, signal, quick))).toBe(
      "service-unreachable",
    );
  });

  it("stops when it is told to, also between two tries", async () => {
    const down = await serve(() => ({ status: 500 }));
    const slow = { ...patience, firstDelayMs: 60_000 };
    const soon = AbortSignal.timeout(50);
    expect(await codeOf(getJson(down.url, {}, soon, slow))).toBe("interrupted");
    expect(await codeOf(getJson(down.url, {}, AbortSignal.abort(), patience))).toBe("interrupted");
  });
});
