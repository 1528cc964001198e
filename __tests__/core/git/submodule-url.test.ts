import { describe, expect, it } from "@jest/globals";
import { submoduleUrl } from "../../../src/core/git/submodule-url.ts";

describe("submoduleUrl", () => {
  it.each([
    ["https://host.test/owner/lib.git", null, "https://host.test/owner/lib.git"],
    ["../lib", "https://host.test/owner/app", "https://host.test/owner/lib"],
    ["../lib.git", "https://host.test/owner/app.git/", "https://host.test/owner/lib.git"],
    ["../../other/lib", "https://host.test/owner/app", "https://host.test/other/lib"],
    ["./lib", "https://host.test/owner/app", "https://host.test/owner/app/lib"],
    ["../lib", "file:///srv/app", "file:///srv/lib"],
    ["../lib", null, null],
  ])("resolves %s at %s to %s", (written, superproject, resolved) => {
    expect(submoduleUrl(written, superproject)).toBe(resolved);
  });

  it.each([
    ["file:///srv/x", "file:///srv/app"],
    ["http://host.test/x", null],
    ["ssh://host.test/x", null],
    ["ext::sh -c x", null],
    ["https:///host.test/x", null],
    ["https://me@host.test/x", null],
    ["https://host.test\\@evil.test/x", null],
    ["https://host.test/x?y", null],
    ["https://host.test/x#y", null],
    ["https://host.test/a b", null],
    ["https://host.test/a\nb", null],
    ["https://host.test/\u00e9", null],
    ["https://[", null],
    ["--upload-pack=x", null],
    ["/srv/x", "https://host.test/app"],
    ["lib", "https://host.test/app"],
    ["", "https://host.test/app"],
    ["../x?y", "https://host.test/owner/app"],
    [`https://host.test/${"x".repeat(2048)}`, null],
  ])("refuses %j", (written, superproject) => {
    expect(() => submoduleUrl(written, superproject)).toThrow(
      expect.objectContaining({ code: "submodule-unsafe" }),
    );
  });
});
