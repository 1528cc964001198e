import { describe, expect, it } from "@jest/globals";
import { aclocalBeside, m4Serial } from "../../../../src/core/explain/notes/m4.ts";
import { explainPair, findingAt } from "../../../support/explained.ts";
import type { BodiedEntry } from "../../../support/explained.ts";

describe("m4Serial", () => {
  it.each([
    ["# serial 30\n", 30],
    ["# build-to-host.m4 serial 3\ndnl x\n", 3],
    ["dnl x\n# foo.m4 serial 12 (gettext-0.22)\n", 12],
    ["#serial 5\n", 5],
    ["AC_DEFUN([X])\n# serial 7\n", null],
    ["# serialise 7\n", null],
    ["no serial 7\n", null],
    ["# serial one\n", null],
    ["", null],
  ])("reads %j as %s", (text, serial) => {
    expect(m4Serial(text)).toBe(serial);
  });
});

describe("aclocalBeside", () => {
  it.each([
    ["demo-1.0/m4/x.m4", "demo-1.0/aclocal.m4"],
    ["m4/x.m4", "aclocal.m4"],
    ["x.m4", "aclocal.m4"],
  ])("of %s is %s", (macro, aclocal) => {
    expect(aclocalBeside(macro)).toBe(aclocal);
  });
});

describe("notes on macro files", () => {
  const macro = (body: string) => ({ path: "d/m4/x.m4", body });
  const rest = { path: "d/a", body: "" };

  it("flag equal serials with other bytes", () => {
    const notes = findingAt(
      explainPair(
        { entries: [macro("# serial 5\nevil\n"), rest] },
        { entries: [macro("# serial 5\ngood\n"), rest] },
      ),
      "d/m4/x.m4",
    ).notes;
    expect(notes).toContain("serial 5 on both sides, with other bytes");
  });

  it("say which serial aclocal would keep", () => {
    const notes = (here: string, there: string) =>
      findingAt(
        explainPair({ entries: [macro(here), rest] }, { entries: [macro(there), rest] }),
        "d/m4/x.m4",
      ).notes.filter((note) => note.startsWith("serial"));
    expect(notes("# serial 3\n", "# serial 30\n")).toEqual(["serial 30 -> 3"]);
    expect(notes("# serial 4\n", "# nothing\n")).toEqual(["serial 4"]);
    expect(notes("# nothing\n", "# serial 4\n")).toEqual([]);
  });

  it("find a macro that an equal aclocal.m4 includes", () => {
    const aclocal = { path: "d/aclocal.m4", body: "m4_include([m4/x.m4])\n" };
    const notes = findingAt(
      explainPair({ entries: [macro("1\n"), aclocal] }, { entries: [macro("2\n"), aclocal] }),
      "d/m4/x.m4",
    ).notes;
    expect(notes).toContain("read by aclocal.m4");
  });

  it("find a changed aclocal.m4 that includes the macro", () => {
    const aclocal = (extra: string) => ({
      path: "d/aclocal.m4",
      body: `m4_include([m4/x.m4])\n${extra}`,
    });
    const comparison = explainPair(
      { entries: [macro("1\n"), aclocal("1")] },
      { entries: [macro("2\n"), aclocal("2")] },
    );
    expect(findingAt(comparison, "d/m4/x.m4").notes).toContain("read by d/aclocal.m4");
    expect(findingAt(comparison, "d/aclocal.m4").notes).toContain(
      "derived from d/m4/x.m4, which differs",
    );
  });

  it("claim no tie where no line is shared and nothing includes the macro", () => {
    const configure = (body: string) => ({ path: "d/configure", body });
    const comparison = explainPair(
      { entries: [macro("line of the macro\n"), configure("own line here\n")] },
      { entries: [macro("older macro line\n"), configure("other line here\n")] },
    );
    expect(findingAt(comparison, "d/m4/x.m4").notes.join("\n")).not.toContain("read by");
    expect(findingAt(comparison, "d/configure").notes.join("\n")).not.toContain("derived from");
  });

  it("claim no tie for a line that both sides of configure have", () => {
    const configure = (body: string) => ({
      path: "d/configure",
      body: `the same long line\n${body}`,
    });
    const comparison = explainPair(
      { entries: [macro("the same long line\n"), configure("1\n")] },
      { entries: [macro("\n"), configure("2\n")] },
    );
    expect(findingAt(comparison, "d/configure").notes.join("\n")).not.toContain("derived from");
  });

  it("claim no tie where aclocal.m4 includes another file, or one of another folder", () => {
    const aclocal = { path: "d/aclocal.m4", body: "m4_include([m4/other.m4])\n" };
    const plain = explainPair(
      { entries: [macro("1\n"), aclocal] },
      { entries: [macro("2\n"), aclocal] },
    );
    expect(findingAt(plain, "d/m4/x.m4").notes.join("\n")).not.toContain("read by");
    const foreign = (body: string) => ({
      path: "e/aclocal.m4",
      body: `m4_include([m4/x.m4])\n${body}`,
    });
    const crossed = explainPair(
      { entries: [macro("1\n"), foreign("1")] },
      { entries: [macro("2\n"), foreign("2")] },
    );
    expect(findingAt(crossed, "e/aclocal.m4").notes.join("\n")).not.toContain("derived from");
  });

  it("tie configure to an aclocal.m4 that differs, and no file to itself", () => {
    const pair = (line: string) => ({
      entries: [
        { path: "d/aclocal.m4", body: `${line} of the macro\n` },
        { path: "d/configure", body: `${line} of the macro\n` },
      ],
    });
    const comparison = explainPair(pair("a new line"), pair("an old line"));
    expect(findingAt(comparison, "d/aclocal.m4").notes).toContain("read by d/configure");
    expect(findingAt(comparison, "d/aclocal.m4").notes.join("\n")).not.toContain("derived from");
    expect(findingAt(comparison, "d/configure").notes).toContain(
      "derived from d/aclocal.m4, which differs",
    );
  });

  it("say nothing of what is no UTF-8 or not known, on either side", () => {
    const configure = (body: string) => ({ path: "d/configure", body });
    const odd = { path: "d/m4/x.m4", body: Buffer.from("# serial 3\n\xff", "latin1") };
    const plain = macro("# serial 2\na long enough line\n");
    const notes = (upload: BodiedEntry, rebuilt: BodiedEntry, unknown: readonly string[] = []) =>
      findingAt(
        explainPair(
          { entries: [upload, configure("a long enough line\n")] },
          { entries: [rebuilt, configure("\n")] },
          { unknown },
        ),
        "d/m4/x.m4",
      ).notes.filter((note) => /^(serial|read by)/.test(note));
    expect(notes(odd, plain)).toEqual([]);
    expect(notes(plain, odd)).toEqual(["serial 2"]);
    expect(notes(plain, macro(""), ["d/m4/x.m4"])).toEqual([]);
    expect(notes(plain, macro(""))).toEqual(["serial 2", "read by d/configure"]);
  });

  it("take no serial from a file that is no macro file", () => {
    const c = (body: string) => ({ entries: [{ path: "d/a.c", body }, rest] });
    const { notes } = findingAt(explainPair(c("# serial 3\n"), c("# serial 2\n")), "d/a.c");
    expect(notes.filter((note) => note.startsWith("serial"))).toEqual([]);
  });
});
