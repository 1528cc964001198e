import { describe, expect, it } from "@jest/globals";
import { notApplicable } from "../../../src/core/presets/not-applicable.ts";
import { uploadOf } from "../../support/preset-project.ts";

const LAYER = "1".repeat(64);

describe("notApplicable", () => {
  it.each([
    ["image.tar", [{ path: "manifest.json" }, { path: `${LAYER}/layer.tar` }]],
    ["image.tar.gz", [{ path: "manifest.json" }, { path: `${LAYER}.json` }]],
  ])("knows a container image by what is in it: %s", (name, members) => {
    expect(notApplicable(uploadOf(name, members))).toBe("a container image");
  });

  it.each([[[{ path: "index.json" }]], [[{ path: "manifest.json" }, { path: "src/layer.tar" }]]])(
    "does not take every archive with such a file for one",
    (members) => {
      expect(notApplicable(uploadOf("pkg.tar", members))).toBeNull();
    },
  );

  it("knows one by the word of the strict reader, and by a name that only images have", () => {
    const told = { ...uploadOf("image.tar", null), isImage: true };
    expect(notApplicable(told)).toBe("a container image");
    expect(notApplicable(uploadOf("image.sif", null))).toBe("a container image");
    expect(notApplicable(uploadOf("image.tar", null))).toBeNull();
  });

  it.each([
    ["pkg-1.0.tgz.asc", "a signature or an attestation"],
    ["pkg.sigstore.json", "a signature or an attestation"],
    ["SHA256SUMS", "a list of checksums"],
    ["pkg-1.0.tgz.sha256", "a list of checksums"],
    ["checksums.txt", "a list of checksums"],
    ["pkg.spdx.json", "a bill of materials"],
    ["pkg_1.0_amd64.deb", "a package of an operating system"],
    ["Pkg.AppImage", "a package of an operating system"],
    ["pkg.dmg", "an installer or a disk image"],
  ])("knows %s by its name", (name, kind) => {
    expect(notApplicable(uploadOf(name, null))).toBe(kind);
  });

  it.each(["pkg-1.0.tgz", "pkg-1.0-py3-none-any.whl", "tool", "tool.exe", "sha256-tool.zip"])(
    "leaves %s to the presets",
    (name) => {
      expect(notApplicable(uploadOf(name, null))).toBeNull();
    },
  );
});
