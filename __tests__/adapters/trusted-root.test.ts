import { createHash, generateKeyPairSync, sign } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { fileTrustedRoot, updatedTrustedRoot } from "../../src/adapters/trusted-root.ts";
import type { Scratch } from "../../src/app/ports.ts";
import { builtInInstance } from "../../src/core/instance.ts";
import type { Instance } from "../../src/core/instance.ts";
import { newForge } from "../support/forge.ts";

const TRUSTED_ROOT = newForge().root;
const patience = { timeoutMs: 2000, retries: 0 };
let folder = "";
let server: Server;
let repository = new Map<string, string>();
let instance: Instance;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rebuild-gate-root-"));
  server = createServer((request, response) => {
    const body = repository.get(request.url ?? "");
    response.writeHead(body === undefined ? 404 : 200).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const mirror = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  instance = { ...builtInInstance("public-good")!, trustedRoot: { kind: "tuf", mirror } };
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

const scratch: Scratch = {
  directory: (label) => mkdtemp(join(folder, `${label}-`)),
  [Symbol.asyncDispose]: () => Promise.resolve(),
};

/** JSON with sorted keys and no white space, which TUF signs. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(",")}}`;
}

interface TufOptions {
  readonly key?: { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
  /** Role whose metadata has expired. */
  readonly expired?: string;
}

/** A whole TUF repository (specification 1.0) with one Ed25519 key for every role. */
function tufRepository({ key = generateKeyPairSync("ed25519"), expired }: TufOptions = {}) {
  const raw = key.publicKey.export({ format: "der", type: "spki" }).subarray(12).toString("hex");
  const publicKey = { keytype: "ed25519", scheme: "ed25519", keyval: { public: raw } };
  const keyid = createHash("sha256").update(canonical(publicKey)).digest("hex");
  const signed = (type: string, content: object): string => {
    const body = {
      _type: type,
      spec_version: "1.0.31",
      version: 1,
      expires: type === expired ? "2020-01-01T00:00:00Z" : "2099-01-01T00:00:00Z",
      ...content,
    };
    const sig = sign(null, Buffer.from(canonical(body)), key.privateKey).toString("hex");
    return JSON.stringify({ signed: body, signatures: [{ keyid, sig }] });
  };
  const role = { keyids: [keyid], threshold: 1 };
  const root = signed("root", {
    consistent_snapshot: false,
    keys: { [keyid]: publicKey },
    roles: { root: role, timestamp: role, snapshot: role, targets: role },
  });
  const sha256 = createHash("sha256").update(TRUSTED_ROOT).digest("hex");
  const files = new Map([
    ["/1.root.json", root],
    ["/timestamp.json", signed("timestamp", { meta: { "snapshot.json": { version: 1 } } })],
    ["/snapshot.json", signed("snapshot", { meta: { "targets.json": { version: 1 } } })],
    [
      "/targets.json",
      signed("targets", {
        targets: { "trusted_root.json": { length: TRUSTED_ROOT.length, hashes: { sha256 } } },
      }),
    ],
    ["/targets/trusted_root.json", TRUSTED_ROOT],
  ]);
  return { files, root };
}

async function update(options: TufOptions = {}, rootText?: string): Promise<string> {
  const made = tufRepository(options);
  repository = made.files;
  const rootFile = join(folder, "root.json");
  await writeFile(rootFile, rootText ?? made.root);
  return updatedTrustedRoot(instance, scratch, { ...patience, rootFile }).then(
    ({ text }) => text,
    (error: unknown) => (error as { code: string }).code,
  );
}

describe("updatedTrustedRoot", () => {
  it("fetches the root by TUF", async () => {
    expect(JSON.parse(await update())).toEqual(JSON.parse(TRUSTED_ROOT));
  });

  it("V18: pays no attention to a root that was planted in the usual cache", async () => {
    const planted = tufRepository();
    const home = join(folder, "home");
    const host = encodeURIComponent(
      new URL((instance.trustedRoot as { mirror: string }).mirror).host,
    );
    const cache = join(home, "sigstore-js", host);
    await mkdir(cache, { recursive: true });
    await writeFile(join(cache, "root.json"), planted.root);
    const before = process.env["XDG_DATA_HOME"];
    process.env["XDG_DATA_HOME"] = home;
    try {
      // The planted root would have this repository pass; ours is another.
      const honest = tufRepository();
      repository = planted.files;
      const rootFile = join(folder, "honest-root.json");
      await writeFile(rootFile, honest.root);
      const work = updatedTrustedRoot(instance, scratch, { ...patience, rootFile });
      await expect(work).rejects.toMatchObject({ code: "service-unreachable" });
      expect(await readdir(cache)).toEqual(["root.json"]);
    } finally {
      if (before === undefined) delete process.env["XDG_DATA_HOME"];
      else process.env["XDG_DATA_HOME"] = before;
    }
  });

  it.each(["timestamp", "snapshot", "targets", "root"])(
    "V19: refuses a repository whose %s has expired",
    async (expired) => {
      expect(await update({ expired })).toBe("service-unreachable");
    },
  );

  it("refuses a root that is signed by somebody else, and a changed target", async () => {
    expect(await update({}, tufRepository().root)).toBe("service-unreachable");
    const made = tufRepository();
    made.files.set("/targets/trusted_root.json", TRUSTED_ROOT.replace("forge", "other"));
    repository = made.files;
    const rootFile = join(folder, "root-changed.json");
    await writeFile(rootFile, made.root);
    const work = updatedTrustedRoot(instance, scratch, { ...patience, rootFile });
    await expect(work).rejects.toMatchObject({ code: "service-unreachable" });
  });

  it("has no root for a mirror that the client does not know, and none for an instance by file", async () => {
    repository = tufRepository().files;
    await expect(updatedTrustedRoot(instance, scratch, patience)).rejects.toMatchObject({
      code: "service-unreachable",
    });
    await expect(
      updatedTrustedRoot(builtInInstance("github")!, scratch, patience),
    ).rejects.toMatchObject({ code: "trusted-root-invalid" });
  });
});

describe("fileTrustedRoot", () => {
  const invalid = { code: "trusted-root-invalid" };

  it("reads a root, and refuses what is none", async () => {
    const file = join(folder, "trusted_root.json");
    await writeFile(file, TRUSTED_ROOT);
    expect(await fileTrustedRoot(file)).toEqual({ text: TRUSTED_ROOT, origin: file });
    await expect(fileTrustedRoot(join(folder, "missing"))).rejects.toMatchObject(invalid);
    await writeFile(file, "{}");
    await expect(fileTrustedRoot(file)).rejects.toMatchObject(invalid);
    await writeFile(file, TRUSTED_ROOT + " ".repeat(4 * 1024 * 1024));
    await expect(fileTrustedRoot(file)).rejects.toMatchObject(invalid);
  });
});
