import { describe, expect, it } from "@jest/globals";
import { belowTop } from "../../../src/core/inference/upload-traits.ts";
import { uploadOf } from "../../support/preset-project.ts";

describe("uploadTraits", () => {
  it("tell the one time that all files bear, whatever the folders do", () => {
    const one = uploadOf("a.tar", [
      { path: "a", mtime: 9, type: "directory", mode: 0o755 },
      { path: "a/b", mtime: 5 },
      { path: "a/c", mtime: 5 },
    ]);
    expect(one.memberTime).toBe(5);
    const several = uploadOf("a.tar", [
      { path: "a/b", mtime: 5 },
      { path: "a/c", mtime: 6 },
    ]);
    expect(several.memberTime).toBeNull();
    expect(uploadOf("a.tar", []).memberTime).toBeNull();
  });

  it.each([
    [0o644, 0o755, 0o022],
    [0o664, 0o775, 0o002],
    [0o666, 0o777, 0],
    [0o664, 0o755, 0o022],
    [0o644, 0o775, 0o022],
  ])("tell from modes %o and %o which bits the umask took", (file, folder, umask) => {
    const upload = uploadOf("a.tar", [
      { path: "a", type: "directory", mode: folder },
      { path: "a/b", mode: file },
    ]);
    expect(upload.umask).toBe(umask);
  });

  it("tell no umask where there is no mode", () => {
    expect(uploadOf("a.tar", []).umask).toBeNull();
  });

  it("tell the one folder that everything lies in, and none where a file lies beside it", () => {
    const inside = uploadOf("a.tar", [{ path: "top/a" }, { path: "top/b/c" }]);
    expect(inside.topFolder).toBe("top");
    expect(belowTop(inside, "top/b/c")).toBe("b/c");
    expect(belowTop(inside, "topper")).toBe("topper");
    expect(uploadOf("a.tar", [{ path: "top/a" }, { path: "b" }]).topFolder).toBeNull();
    expect(uploadOf("a.tar", [{ path: "top" }]).topFolder).toBeNull();
  });

  it("remember nothing of a file that is no archive", () => {
    expect(uploadOf("a.bin", null)).toMatchObject({
      archive: null,
      compressor: null,
      memberTime: null,
      umask: null,
      topFolder: null,
    });
  });

  it("keep the header of the compressor", () => {
    const { compressor } = uploadOf("a.tgz", [], { gzip: { "gzip.os": "19" } });
    expect(compressor?.format).toBe("gzip");
    expect(compressor?.fields.get("gzip.os")).toBe("19");
  });
});
