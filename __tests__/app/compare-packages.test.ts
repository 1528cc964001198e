import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { RememberedFiles } from "../../src/adapters/remembered-files.ts";
import { tarOpinion } from "../../src/adapters/second-opinion.ts";
import { compareFiles } from "../../src/app/compare.ts";
import { DEFAULT_LIMITS } from "../../src/core/archive/limits.ts";
import { DEFAULT_NORMALISERS } from "../../src/core/normalisers.ts";
import { decide } from "../../src/core/verdict.ts";
import { debOf } from "../support/ar.ts";
import { gzipOf, tarOf, zipOf } from "../support/archives.ts";
import type { TarEntry } from "../support/archives.ts";
import { gemOf } from "../support/gem.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "packages-"));
});
afterAll(() => rm(folder, { recursive: true }));

let files = 0;
async function compare(name: string, upload: Uint8Array, rebuilt: Uint8Array) {
  const accepted = { word: "normalized", normalisers: DEFAULT_NORMALISERS } as const;
  const written = async (bytes: Uint8Array) => {
    const file = path.join(folder, String(files++));
    await writeFile(file, bytes);
    return { file, name };
  };
  const { comparison } = await compareFiles(
    {
      upload: await written(upload),
      rebuilt: await written(rebuilt),
      commit: null,
      accepted,
      limits: DEFAULT_LIMITS,
    },
    { files: new RememberedFiles(), secondOpinion: tarOpinion },
    new AbortController().signal,
  );
  const { verdict } = decide(comparison, accepted);
  return {
    verdict: [verdict.kind, verdict.level].filter((part) => part !== null).join(" "),
    codes: comparison.findings.map(({ code, path: at }) => [code, ...at].join(" > ")),
    undecided: comparison.undecided.map(({ code, side }) => `${code} ${side}`),
    remarks: (comparison.remarks ?? []).map(
      ({ code, count, paths }) => `${code} ${String(count)}: ${paths.join(", ")}`,
    ),
  };
}

describe("compareFiles on gems", () => {
  const name = "x-1.gem";

  it("accepts members that were packed otherwise, and with them the checksums that follow", async () => {
    const found = await compare(name, gemOf({ gzip: { level: 1 } }), gemOf({ gzip: { level: 0 } }));
    expect(found.verdict).toBe("equivalent L2");
    expect(found.codes).toContain(`gem-checksums-derived > ${name} > checksums.yaml.gz`);
    expect(found.codes).toContain(`compression-layout > ${name} > data.tar.gz`);
    expect(found.codes.filter((code) => code.startsWith("entry-content"))).toEqual([]);
  });

  it("accepts other times of the members, whose checksums are the same", async () => {
    const found = await compare(name, gemOf({ mtime: 1 }), gemOf({ mtime: 2 }));
    expect(found.verdict).toBe("equivalent L2");
  });

  it("shows the path through data.tar.gz to a file that differs", async () => {
    const tampered = gemOf({ files: [{ path: "lib/x.rb", body: "y" }] });
    const found = await compare(name, tampered, gemOf());
    expect(found.verdict).toBe("different");
    expect(found.codes[0]).toBe(`entry-content > ${name} > data.tar.gz > lib/x.rb`);
  });

  it("rejects other metadata", async () => {
    const found = await compare(name, gemOf({ metadata: "--- other\n" }), gemOf());
    expect(found.verdict).toBe("different");
    expect(found.codes[0]).toBe(`entry-content > ${name} > metadata.gz`);
  });

  it.each([
    ["mismatch", (text: string) => text.replace(/([0-9a-f]{64})/, "0".repeat(64)), "metadata.gz"],
    ["mismatch", (text: string) => text.replace(/([0-9a-f]{128})/, "0".repeat(128)), "metadata.gz"],
    ["unlisted", (text: string) => text.replaceAll(/ {2}data.*\n/g, ""), "data.tar.gz"],
    ["absent-file", (text: string) => `${text}  more.gz: 12\n`, "more.gz"],
    ["malformed", (text: string) => text.replace("SHA256:", "SHA256: # x"), "checksums.yaml.gz"],
  ] as const)(
    "rejects checksums with a row that is %s, also where both sides share it",
    async (problem, checksums, at) => {
      const bad = (mtime: number) => gemOf({ checksums, mtime });
      for (const rebuilt of [bad(2), gemOf({ mtime: 2 })]) {
        const found = await compare(name, bad(1), rebuilt);
        expect(found.verdict).toBe("different");
        expect(found.codes).toContain(`gem-checksums-${problem} > ${name} > ${at}`);
      }
      // Under another name nobody reads the checksums.
      expect((await compare("x.tar", bad(1), bad(2))).verdict).toBe("equivalent L2");
    },
  );

  it("rejects a gem without checksums, also where both sides have none", async () => {
    const bare = (mtime: number) => gemOf({ mtime, members: (all) => all.slice(0, 2) });
    const found = await compare(name, bare(1), bare(2));
    expect(found.verdict).toBe("different");
    expect(found.codes).toContain(`gem-checksums-missing > ${name}`);
  });

  it("does not accept checksums that differ in more than follows from the members", async () => {
    const reordered = gemOf({
      gzip: { level: 1 },
      checksums: (text) => {
        const [head = "", first = "", second = ""] = text.split(/(?=SHA)/);
        return head + second + first;
      },
    });
    const found = await compare(name, reordered, gemOf({ gzip: { level: 0 } }));
    expect(found.verdict).toBe("different");
    expect(found.codes).toContain(`entry-content > ${name} > checksums.yaml.gz`);
  });

  it("decides nothing where the checksums cannot be read", async () => {
    const broken = (mtime: number) =>
      gemOf({
        mtime,
        members: (all) =>
          all.map((one) =>
            one.path === "checksums.yaml.gz" ? { ...one, body: gzipOf("x", { crc: 1 }) } : one,
          ),
      });
    const found = await compare(name, broken(1), broken(2));
    expect(found.verdict).toBe("inconclusive");
    expect(found.undecided).toEqual([
      "gem-checksums-unchecked upload",
      "gem-checksums-unchecked rebuilt",
    ]);
  });

  it("checks a gem inside an archive", async () => {
    const around = (mtime: number) =>
      tarOf([{ path: name, body: gemOf({ mtime, checksums: (text) => `${text}  m: 1\n` }) }]);
    const found = await compare("a.tar", around(1), around(2));
    expect(found.codes).toContain(`gem-checksums-absent-file > a.tar > ${name} > m`);
  });
});

describe("compareFiles on other packages", () => {
  const tgz = (body: string, level: number, mtime: number): Uint8Array =>
    gzipOf(tarOf([{ path: "x-1/src/lib.rs", body, mtime } satisfies TarEntry]), { level });
  const jar = (body: string, mtime: number): Uint8Array =>
    zipOf([
      { path: "META-INF/MANIFEST.MF", body: "Manifest-Version: 1.0\n", mtime },
      { path: "x/A.class", body, mtime },
      { path: "lib/inner.jar", body: zipOf([{ path: "B.class", body, mtime }]), mtime },
    ]);
  const nupkg = (body: string, mtime: number): Uint8Array =>
    zipOf([
      { path: "x.nuspec", body: "<package/>", mtime },
      { path: "lib/net8.0/x.dll", body, mtime },
      { path: "lib/source.zip", body: zipOf([{ path: "x.cs", body, mtime }]), mtime },
    ]);
  const deb = (body: string, mtime: number): Uint8Array =>
    debOf(
      tarOf([{ path: "./control", body: "Package: x\n", mtime }]),
      tarOf([{ path: "./usr/bin/x", body, mtime }]),
    );
  const DAY = 1_600_000_000;

  it.each([
    ["x-1.crate", tgz("a", 1, 1), tgz("a", 0, 2), tgz("b", 1, 1), "x-1/src/lib.rs"],
    ["x-1.jar", jar("a", DAY), jar("a", DAY + 60), jar("b", DAY), "lib/inner.jar > B.class"],
    ["x.1.nupkg", nupkg("a", DAY), nupkg("a", DAY + 60), nupkg("b", DAY), "lib/source.zip > x.cs"],
    ["x_1_all.deb", deb("a", 1), deb("a", 2), deb("b", 1), "data.tar > usr/bin/x"],
  ])(
    "accepts an honest twin of %s and rejects a tampered one",
    async (name, one, twin, tampered, at) => {
      const honest = await compare(name, one, twin);
      expect(honest.verdict).toBe("equivalent L2");
      for (const [upload, rebuilt] of [
        [tampered, one],
        [one, tampered],
      ] as const) {
        const found = await compare(name, upload, rebuilt);
        expect(found.verdict).toBe("different");
        expect(found.codes).toContain(`entry-content > ${name} > ${at}`);
      }
    },
  );

  it("reads a package of a system whose links are absolute and whose names have case, and remarks on it", async () => {
    const files = (mtime: number, more: readonly TarEntry[] = []): Uint8Array =>
      debOf(
        tarOf([{ path: "./control", body: "Package: x\n", mtime }]),
        tarOf([
          { path: "./l", type: "symlink", linkTarget: "/etc/x", mtime },
          { path: "./A", mtime, mode: 0o4755 },
          { path: "./a", mtime },
          ...more,
        ]),
      );
    const honest = await compare("x_1_all.deb", files(1), files(2));
    expect(honest.verdict).toBe("equivalent L2");
    expect(honest.remarks).toEqual([
      "mode-setuid 1: data.tar ▸ A",
      "mode-executable 1: data.tar ▸ A",
      "link-absolute 1: data.tar ▸ l",
      "name-case 2: data.tar ▸ A, data.tar ▸ a",
    ]);
    const more = await compare("x_1_all.deb", files(1, [{ path: "./aA" }]), files(2));
    expect(more.verdict).toBe("different");
  });

  it("does not read the same in a tar", async () => {
    const tar = (mtime: number): Uint8Array =>
      tarOf([{ path: "l", type: "symlink", linkTarget: "/etc/x", mtime }]);
    const found = await compare("x.tar", tar(1), tar(2));
    expect(found.verdict).toBe("inconclusive");
    expect(found.undecided).toEqual(["link-escape upload", "link-escape rebuilt"]);
  });
});
