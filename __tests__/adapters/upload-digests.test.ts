import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { uploadReader } from "../../src/adapters/upload-digests.ts";
import { sourceFiles } from "../support/layers.ts";
import { uploadOf } from "../support/statements.ts";

const signal = new AbortController().signal;

describe("uploadReader", () => {
  it("gives size and both digests of a file, and refuses what is none", async () => {
    const folder = await mkdtemp(join(tmpdir(), "rebuild-gate-upload-"));
    try {
      const file = join(folder, "a.bin");
      const body = Buffer.alloc(300_000, "x");
      await writeFile(file, body);
      expect(await uploadReader().digests(file, signal)).toEqual(uploadOf(body, "a.bin"));
      await expect(uploadReader().digests(folder, signal)).rejects.toMatchObject({
        code: "file-unusable",
      });
      await expect(uploadReader().digests(join(folder, "b"), signal)).rejects.toMatchObject({
        code: "file-missing",
      });
      await expect(uploadReader().digests(file, AbortSignal.abort())).rejects.toMatchObject({
        code: "interrupted",
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe("a verified statement", () => {
  it("is made by the verifying adapter alone", () => {
    const root = join(import.meta.dirname, "..", "..");
    const makers = sourceFiles(root).filter((path) =>
      /sealVerifiedStatement|as (?:unknown as )?VerifiedStatement\b/.test(
        readFileSync(join(root, path), "utf8"),
      ),
    );
    expect(makers.sort()).toEqual([
      "src/adapters/sigstore-verify.ts",
      "src/core/statement/verified-statement.ts",
    ]);
  });
});
