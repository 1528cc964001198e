import { describe, expect, it } from "@jest/globals";
import { paxMember, tarOf } from "../../../support/archives.ts";
import { archiveIn, refusalOf } from "../../../support/read-archive.ts";

const TIMES = "14742271765\x0014742271766\0";

/** A tar whose only entry has these bytes in the field of the prefix. */
function withPrefix(prefix: string): Uint8Array {
  return tarOf([{ path: "package/a", body: "x", raw: { prefix } }]);
}

describe("access and change time behind the prefix, as npm once packed", () => {
  it("are read, and are no part of the name", async () => {
    const [bare] = (await archiveIn(withPrefix(TIMES.padStart(155, "\0")))).entries;
    expect(bare?.path).toBe("package/a");
    expect(bare?.fields.get("tar.header-times")).toBe("14742271765,14742271766");
    const [folded] = (await archiveIn(withPrefix(`p${TIMES.padStart(154, "\0")}`))).entries;
    expect(folded?.path).toBe("p/package/a");
  });

  it("are absent from a header without them", async () => {
    const [entry] = (await archiveIn(withPrefix("p"))).entries;
    expect(entry?.fields.has("tar.header-times")).toBe(false);
  });

  it.each([
    ["a prefix that reaches up to them", TIMES.padStart(155, "p"), "tar-field-padding@488"],
    ["a space behind one, as star has it", TIMES.replace("\0", " "), "tar-field-padding@476"],
    ["a digit too few", TIMES.replace("147", "47\0"), "tar-field-padding@476"],
    ["another character", TIMES.replace("147", "149"), "tar-field-padding@476"],
    ["only the first", `${TIMES.slice(0, 12)}${"\0".repeat(12)}`, "tar-field-padding@476"],
    ["only the second", `${"\0".repeat(12)}${TIMES.slice(12)}`, "tar-field-padding@488"],
  ])("are refused with %s", async (_, tail, refusal) => {
    expect(await refusalOf(withPrefix(tail.padStart(155, "\0")))).toBe(refusal);
  });

  it("are refused where a byte stands between a prefix and them", async () => {
    const prefix = `p\0q${TIMES.padStart(152, "\0")}`;
    expect(await refusalOf(withPrefix(prefix))).toBe("tar-field-padding@347");
  });

  it("are refused in a metadata member", async () => {
    const pax = paxMember([["mtime", "0"]], { prefix: TIMES.padStart(155, "\0") });
    expect(await refusalOf(tarOf([pax, { path: "a" }]))).toBe("tar-field-padding@476");
  });
});
