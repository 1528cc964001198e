import { createHash, generateKeyPairSync, sign, X509Certificate } from "node:crypto";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { oid, integer, utf8 } from "../../../src/adapters/local-sigstore/der.ts";
import { auditPath, leafHash, treeHash } from "../../../src/adapters/local-sigstore/merkle-tree.ts";
import { newTimestampAuthority } from "../../../src/adapters/local-sigstore/timestamp-authority.ts";
import { parseInstance } from "../../../src/core/instance.ts";
import { RUN_CLAIMS, startRun } from "../../support/local-run.ts";

/** Test vectors that certificate-transparency implementations share for RFC 6962 trees. */
const LEAVES = [
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f",
].map((hex) => Buffer.from(hex, "hex"));
const ROOTS = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

describe("the Merkle tree", () => {
  const hashes = LEAVES.map((leaf) => leafHash(leaf));

  it("has the roots of the published vectors, and the hash of nothing when empty", () => {
    for (const [at, root] of ROOTS.entries()) {
      expect(treeHash(hashes.slice(0, at + 1)).toString("hex")).toBe(root);
    }
    expect(treeHash([])).toEqual(createHash("sha256").digest());
  });

  it("proves each leaf of trees of every size up to 20", () => {
    for (let size = 1; size <= 20; size += 1) {
      const leaves = Array.from({ length: size }, (_, at) => leafHash(Buffer.from([at])));
      for (let index = 0; index < size; index += 1) {
        const root = rootFrom(leaves[index]!, index, size, auditPath(leaves, index));
        expect(root).toEqual(treeHash(leaves));
      }
    }
  });
});

/** RFC 9162 section 2.1.3.2, which verifies a proof without building the tree. */
function rootFrom(leaf: Buffer, index: number, size: number, path: readonly Buffer[]): Buffer {
  let [fn, sn, hash] = [index, size - 1, leaf];
  const node = (left: Buffer, right: Buffer) =>
    createHash("sha256")
      .update(Buffer.from([1]))
      .update(left)
      .update(right)
      .digest();
  for (const sibling of path) {
    if (fn % 2 === 1 || fn === sn) {
      hash = node(sibling, hash);
      while (fn % 2 === 0 && fn !== 0) {
        fn >>= 1;
        sn >>= 1;
      }
    } else {
      hash = node(hash, sibling);
    }
    fn >>= 1;
    sn >>= 1;
  }
  return hash;
}

describe("the DER encoder", () => {
  it("writes minimal lengths, positive integers and long arcs", () => {
    expect(utf8("x".repeat(127)).subarray(0, 2).toString("hex")).toBe("0c7f");
    expect(utf8("x".repeat(128)).subarray(0, 3).toString("hex")).toBe("0c8180");
    expect(utf8("x".repeat(300)).subarray(0, 4).toString("hex")).toBe("0c82012c");
    expect(integer(0).toString("hex")).toBe("020100");
    expect(integer(128).toString("hex")).toBe("02020080");
    expect(oid("1.3.6.1.4.1.57264.1.8").toString("hex")).toBe("060a2b0601040183bf300108");
  });
});

describe("the local instance", () => {
  it("is an instance as data, and says where its root may count: nowhere by itself", async () => {
    await using local = await startRun();
    expect(parseInstance(JSON.stringify(local.instance), "the test")).toEqual(local.instance);
    expect(local.instance.trustedRoot).toEqual({ kind: "file" });
  });

  it("gives tokens only to whoever has the request token", async () => {
    await using local = await startRun();
    const url = `${local.environment.ACTIONS_ID_TOKEN_REQUEST_URL}&audience=sigstore`;
    expect((await fetch(url)).status).toBe(401);
    const authorization = `Bearer ${local.environment.ACTIONS_ID_TOKEN_REQUEST_TOKEN}`;
    expect((await fetch(url, { headers: { authorization } })).status).toBe(200);
  });

  it("certifies only a token that holds, for a key whose holder proves it", async () => {
    await using local = await startRun();
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const token = async (audience: string) => {
      const answer = await fetch(
        `${local.environment.ACTIONS_ID_TOKEN_REQUEST_URL}&audience=${audience}`,
        {
          headers: {
            authorization: `Bearer ${local.environment.ACTIONS_ID_TOKEN_REQUEST_TOKEN}`,
          },
        },
      );
      return ((await answer.json()) as { value: string }).value;
    };
    const ask = (oidcIdentityToken: string, proof: string) =>
      fetch(`${local.instance.fulcio}/api/v2/signingCert`, {
        method: "POST",
        body: JSON.stringify({
          credentials: { oidcIdentityToken },
          publicKeyRequest: {
            publicKey: {
              algorithm: "ECDSA",
              content: publicKey.export({ format: "pem", type: "spki" }),
            },
            proofOfPossession: sign("sha256", Buffer.from(proof), privateKey).toString("base64"),
          },
        }),
      });
    const honest = await token("sigstore");
    const [header, payload, signature] = honest.split(".");
    const claims = Buffer.from(payload!, "base64url").toString();
    const forged = Buffer.from(claims.replace("octo/app", "evil/app")).toString("base64url");
    const statuses = [
      await ask(honest, RUN_CLAIMS.sub),
      await ask(honest, "somebody else"),
      await ask(`${header!}.${forged}.${signature!}`, RUN_CLAIMS.sub),
      await ask(await token("nobody"), RUN_CLAIMS.sub),
      await ask(`${honest}.x`, RUN_CLAIMS.sub),
      await ask("x", RUN_CLAIMS.sub),
    ].map(({ status }) => status);
    expect(statuses).toEqual([201, 400, 401, 401, 401, 401]);
    const { signedCertificateEmbeddedSct } = (await (await ask(honest, RUN_CLAIMS.sub)).json()) as {
      signedCertificateEmbeddedSct: { chain: { certificates: [string, string] } };
    };
    const [leaf, root] = signedCertificateEmbeddedSct.chain.certificates;
    const certificate = new X509Certificate(leaf);
    expect(certificate.verify(new X509Certificate(root).publicKey)).toBe(true);
    expect(certificate.subjectAltName).toBe(
      `URI:https://github.com/${RUN_CLAIMS.job_workflow_ref}`,
    );
  });

  it("logs only envelopes whose signature holds, and each once", async () => {
    await using local = await startRun();
    const post = (body: unknown) =>
      fetch(`${local.instance.fulcio}/api/v1/log/entries`, {
        method: "POST",
        body: JSON.stringify(body),
      });
    expect((await post({ kind: "hashedrekord" })).status).toBe(400);
    const entry = selfSignedEntry(false);
    expect((await post(selfSignedEntry(true))).status).toBe(400);
    expect((await post(entry)).status).toBe(201);
    const again = await post(entry);
    expect(again.status).toBe(409);
    const location = again.headers.get("location")!;
    const found = await fetch(`${local.instance.fulcio}${location}`);
    expect(Object.keys((await found.json()) as object)).toEqual([location.split("/").pop()]);
    expect((await fetch(`${local.instance.fulcio}${location}0`)).status).toBe(404);
  });

  it("answers nonsense with a refusal, and is gone when disposed", async () => {
    const local = await startRun();
    const url = local.instance.fulcio;
    const post = (path: string, body: string) => fetch(`${url}${path}`, { method: "POST", body });
    expect((await post("/api/v1/timestamp", "{")).status).toBe(400);
    expect((await post("/api/v1/timestamp", '{"hashAlgorithm":"sha1"}')).status).toBe(400);
    expect((await post("/api/v2/signingCert", "{}")).status).toBe(400);
    expect((await fetch(`${url}/elsewhere`)).status).toBe(404);
    await local[Symbol.asyncDispose]();
    await expect(fetch(url)).rejects.toThrow();
  });
});

/** A log entry of a self-made certificate; optionally with a signature over something else. */
function selfSignedEntry(wrong: boolean): unknown {
  const folder = mkdtempSync(join(tmpdir(), "rebuild-gate-entry-"));
  try {
    const [key, certificate] = [join(folder, "key.pem"), join(folder, "cert.pem")];
    openssl(
      ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"],
      ["-keyout", key, "-out", certificate, "-subj", "/CN=x"],
    );
    const payload = Buffer.from("{}");
    const type = "application/vnd.in-toto+json";
    const text = `DSSEv1 ${String(type.length)} ${type} 2 ${wrong ? "[]" : "{}"}`;
    writeFileSync(join(folder, "signed"), text);
    openssl(["dgst", "-sha256", "-sign", key, "-out", join(folder, "sig"), join(folder, "signed")]);
    const sig = execFileSync("base64", ["-w0", join(folder, "sig")]).toString();
    const verifier = execFileSync("base64", ["-w0", certificate]).toString();
    const envelope = {
      payload: payload.toString("base64"),
      payloadType: type,
      signatures: [{ sig, keyid: "" }],
    };
    return {
      apiVersion: "0.0.1",
      kind: "dsse",
      spec: { proposedContent: { envelope: JSON.stringify(envelope), verifiers: [verifier] } },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function openssl(...args: readonly (readonly string[])[]): string {
  return execFileSync("openssl", args.flat(), { stdio: ["ignore", "pipe", "pipe"] }).toString();
}

describe("the timestamp authority", () => {
  it("convinces openssl, for the data that was stamped and no other", () => {
    const authority = newTimestampAuthority(new Date(Date.now() - 60_000));
    const artifactHash = createHash("sha256").update("data").digest("base64");
    const token = authority.timestamp({ artifactHash, hashAlgorithm: "sha256" }, new Date());
    const folder = mkdtempSync(join(tmpdir(), "rebuild-gate-tsa-"));
    try {
      const file = (name: string, content: string | Buffer) => {
        writeFileSync(join(folder, name), content);
        return join(folder, name);
      };
      const [leaf, root] = authority.chain.map((der) => new X509Certificate(der).toString());
      const common = ["ts", "-verify", "-in", file("token", token!)];
      const trust = ["-CAfile", file("root", root!), "-untrusted", file("leaf", leaf!)];
      openssl(common, ["-data", file("data", "data")], trust);
      expect(() => openssl(common, ["-data", file("other", "other")], trust)).toThrow();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("stamps SHA-256 digests only", () => {
    const authority = newTimestampAuthority(new Date());
    const stamp = (artifactHash: string, hashAlgorithm: string) =>
      authority.timestamp({ artifactHash, hashAlgorithm }, new Date());
    expect(stamp("AAAA", "sha256")).toBeNull();
    expect(stamp(Buffer.alloc(32).toString("base64"), "sha512")).toBeNull();
  });
});
