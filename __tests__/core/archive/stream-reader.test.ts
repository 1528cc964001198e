import { crc32, zstdCompressSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import { LimitCounters } from "../../../src/core/archive/limit-counters.ts";
import { DEFAULT_LIMITS, type Limits } from "../../../src/core/archive/limits.ts";
import { StreamReader } from "../../../src/core/archive/stream-reader.ts";
import { sha256Hex } from "../../../src/core/digest.ts";
import { pathFromText, type PathBytes } from "../../../src/core/path-bytes.ts";
import { bytesOf, gzipOf, join, patched, tarOf, zipOf } from "../../support/archives.ts";
import { readBytes, refusalOf, type ReadOptions } from "../../support/read-archive.ts";
import { xzOf } from "../../support/xz.ts";

const inner = tarOf([{ path: "deep", body: "content" }]);

/** What is left of a reading for a glance. */
async function glance(bytes: Uint8Array, options?: ReadOptions): Promise<string> {
  const reading = await readBytes(bytes, options);
  switch (reading.kind) {
    case "archive":
      return [...reading.layers.map((layer) => layer.format), reading.archive.format].join(" ");
    case "opaque":
      return [...reading.layers.map((layer) => layer.format), "opaque"].join(" ");
    case "unsupported":
      return `${reading.refusal.code} ${reading.format}`;
    case "refused":
      return `${reading.refusal.code} in ${reading.format}`;
  }
}

describe("a stream is recognised by its bytes", () => {
  const CASES: readonly (readonly [name: string, bytes: Uint8Array, expected: string])[] = [
    ["tar", inner, "tar"],
    ["a tar made by GNU tar", tarOf([{ path: "a" }], { format: "gnu" }), "tar"],
    ["gzip around tar", gzipOf(inner), "gzip tar"],
    ["gzip around zip", gzipOf(zipOf([{ path: "a" }])), "gzip zip"],
    ["gzip around text", gzipOf("text"), "gzip opaque"],
    ["gzip around nothing", gzipOf(""), "gzip opaque"],
    ["gzip around another compressor", gzipOf("\xfd7zXZ\0"), "gzip opaque"],
    [
      "gzip around a container without reader",
      gzipOf(latin1("7z\xbc\xaf\x27\x1c")),
      "container-unsupported 7z",
    ],
    ["zip", zipOf([{ path: "a" }]), "zip"],
    ["an empty zip", zipOf([]), "zip"],
    ["text", bytesOf("just text"), "opaque"],
    ["nothing", new Uint8Array(0), "opaque"],
    ["one byte", bytesOf("P"), "opaque"],
    ["xz around tar", xzOf([{ content: inner }]), "xz tar"],
    ["half a header of xz", latin1("\xfd7zXZ\0\0\x04"), "xz-header in xz"],
    ["zstd around tar", new Uint8Array(zstdCompressSync(inner)), "zstd tar"],
    ["half a header of zstd", latin1("\x28\xb5\x2f\xfd"), "zstd-header in zstd"],
    ["half a block of bzip2", latin1("BZh91AY&SY"), "bzip2-data in bzip2"],
    ["half a header of bzip2", latin1("BZh"), "bzip2-header in bzip2"],
    ["a frame of zstd that is to be skipped", latin1("\x5a\x2a\x4d\x18"), "zstd-header in zstd"],
    ["the end of such a magic alone", latin1("\x60\x2a\x4d\x18\0"), "opaque"],
    ["its first byte alone", latin1("\x50\x2a\x4d\x19\0"), "opaque"],
    ["text that begins like bzip2", latin1("BZh is no level"), "opaque"],
    ["lzip", latin1("LZIP\x01"), "compressor-unsupported lzip"],
    ["lz4", latin1("\x04\x22\x4d\x18"), "compressor-unsupported lz4"],
    ["compress", latin1("\x1f\x9d\x90"), "compressor-unsupported compress"],
    ["old lz4", latin1("\x02\x21\x4c\x18"), "compressor-unsupported lz4"],
    ["lzop", latin1("\x89LZO\0\r\n\x1a\n"), "compressor-unsupported lzop"],
    ["lrzip", latin1("LRZI\0"), "compressor-unsupported lrzip"],
    ["snappy", latin1("\xff\x06\0\0sNaPpY"), "compressor-unsupported snappy"],
    ["pack", latin1("\x1f\x1e"), "compressor-unsupported pack"],
    ["zstd 0.1", latin1("\xfd\x2f\xb5\x1e"), "compressor-unsupported old zstd"],
    ["zstd 0.7", latin1("\x27\xb5\x2f\xfd"), "compressor-unsupported old zstd"],
    ["lzma", latin1("\x5d\0\0\x80\0"), "compressor-unsupported lzma"],
    ["7z", latin1("7z\xbc\xaf\x27\x1c"), "container-unsupported 7z"],
    ["rar", latin1("Rar!\x1a\x07\x01"), "container-unsupported rar"],
    ["rpm", latin1("\xed\xab\xee\xdb\x03"), "container-unsupported rpm"],
    ["an empty ar", latin1("!<arch>\n"), "ar"],
    ["half a deb", latin1("!<arch>\ndebian-binary"), "ar-header in ar"],
    ["thin ar", latin1("!<thin>\n"), "container-unsupported thin ar"],
    ["cab", latin1("MSCF\0\0\0\0"), "container-unsupported cab"],
    ["msi", latin1("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "container-unsupported msi"],
    ["new cpio", latin1("070701"), "container-unsupported cpio"],
    ["cpio with checksums", latin1("070702"), "container-unsupported cpio"],
    ["old cpio", latin1("070707"), "container-unsupported cpio"],
    ["xar", latin1("xar!\0"), "container-unsupported xar"],
    ["squashfs", latin1("hsqs"), "container-unsupported squashfs"],
    ["squashfs of the other order", latin1("sqsh"), "container-unsupported squashfs"],
    ["cab of InstallShield", latin1("ISc("), "container-unsupported installshield cab"],
    ["binary cpio", latin1("\xc7\x71"), "container-unsupported cpio"],
    ["binary cpio of the other order", latin1("\x71\xc7"), "container-unsupported cpio"],
    ["arj", latin1("\x60\xea"), "container-unsupported arj"],
    ["ace", latin1("1234567**ACE**"), "container-unsupported ace"],
    [
      "zoo",
      latin1(`${"ZOO 2.10 Archive.\x1a".padEnd(20)}\xdc\xa7\xc4\xfd`),
      "container-unsupported zoo",
    ],
    ["lha", latin1("\x20\x10-lh5-"), "container-unsupported lha"],
    ["wim", latin1("MSWIM\0\0\0"), "container-unsupported wim"],
    ["crx", latin1("Cr24\x03"), "container-unsupported chrome extension"],
    ["apk of Alpine", latin1("ADBd"), "container-unsupported apk of Alpine 3"],
    ["cramfs", latin1("\x45\x3d\xcd\x28"), "container-unsupported cramfs"],
    [
      "erofs",
      join(new Uint8Array(1024), latin1("\xe2\xe1\xf5\xe0")),
      "container-unsupported erofs",
    ],
    ["romfs", latin1("-rom1fs-"), "container-unsupported romfs"],
    ["qcow2", latin1("QFI\xfb"), "container-unsupported qcow2"],
    ["vmdk", latin1("KDMV"), "container-unsupported vmdk"],
    ["vhdx", latin1("vhdxfile"), "container-unsupported vhdx"],
    ["flatpak", latin1("flatpak\0"), "container-unsupported flatpak"],
    ["AppImage 1", latin1("\x7fELF\x02\x01\x01\0AI\x01"), "container-unsupported AppImage"],
    ["AppImage 2", latin1("\x7fELF\x02\x01\x01\0AI\x02"), "container-unsupported AppImage"],
    ["another program", latin1("\x7fELF\x02\x01\x01\0\0\0\0"), "opaque"],
    ["iso", join(new Uint8Array(32769), "CD001"), "container-unsupported iso"],
    ["dmg", join(new Uint8Array(5000), "koly", new Uint8Array(508)), "container-unsupported dmg"],
    ["an OCI image", tarOf([{ path: "oci-layout", body: "{}" }]), "container-unsupported in tar"],
    ["a layer of an image", tarOf([{ path: "etc/.wh.passwd" }]), "container-unsupported in tar"],
    ["a layer that hides all", tarOf([{ path: ".wh..wh..opq" }]), "container-unsupported in tar"],
    ["names like those of images", tarOf([{ path: "a/oci-layout" }, { path: "a.wh.b" }]), "tar"],
    ["a dmg's mark elsewhere", join("koly", new Uint8Array(508), "x"), "opaque"],
    ["a dmg's mark in less than its trailer", latin1("koly"), "opaque"],
    ["a zip behind a program", join("#!/bin/sh\n", zipOf([{ path: "a" }])), "zip-prefix in opaque"],
  ];

  it.each(CASES)("%s", async (_, bytes, expected) => {
    expect(await glance(bytes)).toBe(expected);
    expect(await glance(bytes, { pieces: [1000, 1] })).toBe(expected);
    expect((await readBytes(bytes)).file).toEqual({ size: bytes.length, sha256: sha256Hex(bytes) });
  });

  function latin1(text: string): Uint8Array {
    return Uint8Array.from(text, (char) => char.charCodeAt(0));
  }
});

describe("a stream inside an entry", () => {
  const outers: readonly (readonly [name: string, wrap: (body: Uint8Array) => Uint8Array])[] = [
    ["tar", (body) => tarOf([{ path: "x" }, { path: "in", body }, { path: "y", body: "y" }])],
    [
      "tar in gzip",
      (body) =>
        gzipOf(
          tarOf([
            { path: "in", body },
            { path: "y", body: "y" },
          ]),
        ),
    ],
    [
      "zip, deflated",
      (body) =>
        zipOf([
          { path: "in", body },
          { path: "y", body: "y" },
        ]),
    ],
    ["zip, stored", (body) => zipOf([{ path: "in", body, method: "stored" }, { path: "y" }])],
    ["zip, described later", (body) => zipOf([{ path: "in", body, descriptor: true }])],
  ];
  const inside = ["in"];

  it.each(outers)("of %s is read as if it stood alone", async (_, wrap) => {
    for (const body of [inner, gzipOf(inner), zipOf([{ path: "deep", body: "1" }]), bytesOf("t")]) {
      expect(await readBytes(wrap(body), { inside })).toEqual(await readBytes(body));
      expect(await readBytes(wrap(body), { inside, pieces: [1] })).toEqual(await readBytes(body));
    }
  });

  it.each(outers)("of %s gives its own refusal", async (_, wrap) => {
    expect(await refusalOf(wrap(join(inner, "x")), { inside })).toBe("tar-length@2049");
  });

  it.each(outers)(
    "of %s counts for nothing when the archive around it is refused",
    async (_, wrap) => {
      const cut = wrap(inner);
      const reading = await readBytes(cut.subarray(0, -1), { inside });
      expect(reading.kind).toBe("refused");
    },
  );

  it("is refused when no file has that name", async () => {
    expect(await refusalOf(inner, { inside })).toBe("nested-absent@0");
    expect(await refusalOf(bytesOf("text"), { inside })).toBe("nested-absent@0");
    expect(await refusalOf(tarOf([{ path: "in/", type: "directory" }]), { inside })).toBe(
      "nested-absent@0",
    );
  });

  it("is refused by the name of a container that has no reader", async () => {
    const sevenZip = bytesOf(Uint8Array.of(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c));
    expect(await refusalOf(sevenZip, { inside })).toBe("container-unsupported@0");
  });

  it("does not change what is read around it", async () => {
    for (const [, wrap] of outers) {
      const alone = await readBytes(wrap(inner));
      expect(alone.kind).toBe("archive");
    }
  });

  it("is no wheel, whatever the archive around it is", async () => {
    const late = zipOf([{ path: "a", body: "x", descriptor: true }]);
    const wheel = zipOf([{ path: "in", body: late }]);
    expect(await refusalOf(wheel, { inside, profile: "wheel" })).toBe("archive");
  });
});

describe("a sink", () => {
  async function bodies(
    bytes: Uint8Array,
    wanted: string,
    options: ReadOptions = {},
  ): Promise<Record<string, string>> {
    const got: Record<string, string> = {};
    const path = pathFromText(wanted);
    await readBytes(bytes, {
      ...options,
      sink: {
        wants: (other: PathBytes) => other === path,
        body: (other, piece) => {
          got[other] = (got[other] ?? "") + new TextDecoder().decode(piece);
        },
      },
    });
    return got;
  }
  const entries = [
    { path: "a", body: "first" },
    { path: "b", body: "second" },
  ];

  it("gets the bodies it wants, in pieces", async () => {
    for (const bytes of [tarOf(entries), gzipOf(tarOf(entries)), zipOf(entries)]) {
      expect(await bodies(bytes, "b")).toEqual({ b: "second" });
      expect(await bodies(bytes, "b", { pieces: [1] })).toEqual({ b: "second" });
    }
  });

  it("gets the whole content of what is no archive under the empty path", async () => {
    expect(await bodies(gzipOf("text"), "")).toEqual({ "": "text" });
  });

  it("gets bodies of the innermost archive only", async () => {
    const nested = tarOf([...entries, { path: "in", body: tarOf([{ path: "b", body: "deep" }]) }]);
    expect(await bodies(nested, "b", { inside: ["in"] })).toEqual({ b: "deep" });
    const text = tarOf([{ path: "in", body: "text" }]);
    expect(await bodies(text, "", { inside: ["in"] })).toEqual({ "": "text" });
    expect(await bodies(text, "in", { inside: ["in"] })).toEqual({});
  });
});

describe("a sink for a container's own bytes", () => {
  async function content(bytes: Uint8Array, inside: readonly string[] = []): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    const sink = {
      wants: () => false,
      body: () => undefined,
      content: (piece: Uint8Array) => pieces.push(piece.slice()),
    };
    await readBytes(bytes, { inside, sink, pieces: [700] });
    return join(...pieces);
  }

  it("gets them behind the compressors, of the innermost container alone", async () => {
    const outer = tarOf([{ path: "in", body: gzipOf(inner) }]);
    expect(await content(gzipOf(outer))).toEqual(outer);
    expect(await content(outer, ["in"])).toEqual(inner);
    expect(await content(gzipOf("text"))).toHaveLength(0);
  });

  it("that fails is no refusal", async () => {
    const body = (): never => {
      throw new Error("the disk is full");
    };
    const read = readBytes(inner, { sink: { wants: () => true, body } });
    await expect(read).rejects.toThrow("the disk is full");
  });
});

describe("a stream that is driven by hand", () => {
  function reader(limits: Partial<Limits> = {}, deadline: { aborted: boolean } | null = null) {
    const counters = new LimitCounters({ ...DEFAULT_LIMITS, ...limits }, null, deadline);
    const place = { profile: null, inside: [], sink: null, containers: 0, compressors: 0 };
    return new StreamReader({ ...place, counters, crc32 });
  }

  it("is judged by what its end hands over", () => {
    const short = reader();
    short.end(Uint8Array.of(0x1f, 0x8b, 8));
    expect(short.reading()).toMatchObject({ kind: "refused", refusal: { code: "gzip-header" } });
  });

  it("is refused as soon as what a decoder consumed is above the cap", () => {
    const bytes = gzipOf(inner);
    const capped = reader({ input: 40 });
    expect(capped.push(bytes.subarray(0, 40))).toBe(10);
    capped.consumed(bytes.subarray(10, 40));
    expect(capped.need.kind).toBe("stream");
    capped.consumed(bytes.subarray(40, 41));
    expect(capped.need.kind).toBe("bytes");
    expect(capped.reading()).toMatchObject({ refusal: { code: "limit-input", offset: 40 } });
  });

  it("is refused at its next step when its time is over", () => {
    const bytes = gzipOf(inner);
    const steps: readonly ((over: StreamReader) => unknown)[] = [
      (over) => over.push(bytes),
      (over) => {
        over.end(new Uint8Array());
      },
      (over) => {
        over.decoded(new Uint8Array(1));
      },
    ];
    for (const step of steps) {
      const deadline = { aborted: false };
      const over = reader({}, deadline);
      over.push(bytes.subarray(0, 20));
      deadline.aborted = true;
      step(over);
      expect(over.reading()).toMatchObject({ refusal: { code: "limit-time" } });
    }
  });

  it.each([
    ["refused", patched(inner, 0, "x"), "tar-checksum"],
    ["unsupported", bytesOf("MSCF\0\0\0\0"), "container-unsupported"],
  ])("stays %s when its time is over", (_, bytes, code) => {
    const deadline = { aborted: false };
    const known = reader({}, deadline);
    known.push(bytes);
    deadline.aborted = true;
    expect(known.push(bytes)).toBe(bytes.length);
    known.end(new Uint8Array());
    expect(known.reading()).toMatchObject({ refusal: { code } });
  });
});

describe("a refusal", () => {
  it("says what was expected and what was found, with every odd byte escaped", async () => {
    const reading = await readBytes(tarOf([{ path: "a\x1b]0;x\x07\u202e" }]));
    expect(reading.kind === "refused" && reading.refusal.message).toBe(
      'expected a name without control characters, found "a\\x1b]0;x\\x07\\xe2\\x80\\xae"',
    );
  });

  it("cuts long names", async () => {
    const reading = await readBytes(tarOf([{ path: `${"n".repeat(300)}:` }]));
    expect(reading.kind === "refused" && reading.refusal.message.length).toBeLessThan(200);
  });

  it("is found before what stands behind it", async () => {
    const bytes = patched(tarOf([{ path: "a:b" }, { path: "/c" }]), 700, "broken");
    expect(await refusalOf(bytes)).toBe("name-separator@0");
  });
});
