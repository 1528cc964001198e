import { describe, expect, it } from "@jest/globals";
import { join } from "../../../support/archives.ts";
import { expectFlipsUnexplained, explainContent } from "../../../support/explained.ts";

const HERE = "2023-01-11 19:05+0200";
const THERE = "2024-05-02 08:30+0000";

function po(date: string, message = "hello"): string {
  return [
    "# Translations.",
    "#, fuzzy",
    'msgid ""',
    'msgstr ""',
    '"Project-Id-Version: demo 1.0\\n"',
    `"POT-Creation-Date: ${date}\\n"`,
    '"Language: xx\\n"',
    "",
    'msgid "hello"',
    `msgstr "${message}"`,
    "",
  ].join("\n");
}

/** A compiled catalogue of two messages, GNU MO format. */
function mo(
  date: string,
  options: { message?: string; big?: boolean; count?: number; before?: string } = {},
): Uint8Array {
  const header = `${options.before ?? ""}Project-Id-Version: demo\nPOT-Creation-Date: ${date}\nLanguage: xx\n`;
  const strings = ["", "hello", header, options.message ?? "HELLO"].map((text) =>
    Buffer.from(text),
  );
  const number = (value: number) => {
    const bytes = Buffer.alloc(4);
    if (options.big === true) bytes.writeUInt32BE(value);
    else bytes.writeUInt32LE(value);
    return bytes;
  };
  let offset = 28 + 4 * 8;
  const tables = strings.map((bytes) => {
    const row = join(number(bytes.length), number(offset));
    offset += bytes.length + 1;
    return row;
  });
  const start = [0x950412de, 0, options.count ?? 2, 28, 28 + 16, 0, 28 + 32].map(number);
  return join(...start, ...tables, ...strings.map((bytes) => join(bytes, "\0")));
}

const text = { path: "demo/po/xx.po", upload: po(HERE), rebuilt: po(THERE) };
const compiled = { path: "demo/po/xx.gmo", upload: mo(HERE), rebuilt: mo(THERE) };

describe("the pot-creation-date rule", () => {
  it.each([
    ["a .po", text],
    ["a .pot", { ...text, path: "po/demo.pot" }],
    ["a .gmo", compiled],
    ["a .mo", { ...compiled, path: "xx.mo" }],
    [
      "a .po that begins with empty lines",
      { ...text, upload: `\n\n${po(HERE)}`, rebuilt: `\n\n${po(THERE)}` },
    ],
    [
      "a big-endian .gmo",
      { ...compiled, upload: mo(HERE, { big: true }), rebuilt: mo(THERE, { big: true }) },
    ],
  ])("accounts for the date in %s", (_, content) => {
    const finding = explainContent(content);
    expect(finding.class).toBe("modified-explained");
    expect(finding.explanation?.because).toBe(
      `gettext stamped another POT-Creation-Date (${HERE} in the upload, ${THERE} in the other).`,
    );
  });

  it.each([
    ["a .po", { ...text, upload: po(HERE, "good bye") }],
    ["a .gmo", { ...compiled, upload: mo(HERE, { message: "HELLA" }) }],
  ])("only hints when a message of %s differs beside the date", (_, content) => {
    const finding = explainContent(content);
    expect(finding.class).toBe("unexplained");
    expect(finding.explanation?.because).toContain("more than the date differs");
  });

  it.each([
    ["a month that is none", "2023-13-11 19:05+0200"],
    ["words", "whenever it pleases me"],
    ["trailing text", `${HERE} and more`],
    ["an hour that is none", "2023-01-11 25:05+0200"],
    ["calendar smuggled: a day that the month lacks", "2023-02-29 19:05+0200"],
    ["calendar smuggled: the 31st of April", "2023-04-31 19:05+0200"],
    ["zone smuggled: an offset that no zone has", "2023-01-11 19:05-1400"],
    ["zone smuggled: minutes that no zone has", "2023-01-11 19:05+0207"],
  ])("says nothing of a date with %s", (_, date) => {
    expect(explainContent({ ...text, upload: po(date) }).explanation).toBeNull();
    expect(explainContent({ ...compiled, upload: mo(date) }).explanation).toBeNull();
  });

  it.each([
    [
      "two dates in its header",
      po(HERE).replace('"Language', `"POT-Creation-Date: ${HERE}\\n"\n"Language`),
    ],
    [
      "the line in another message only",
      po(HERE)
        .replace(`"POT-Creation-Date: ${HERE}\\n"\n`, "")
        .replace('msgstr "hello"', `msgstr ""\n"POT-Creation-Date: ${HERE}\\n"`),
    ],
    ["a message before its header", `msgid "x"\nmsgstr "y"\n\n${po(HERE)}`],
    ["a first entry that is not the header", po(HERE).replace('msgid ""', 'msgid "x"')],
    ["a header that begins on the line of its msgstr", po(HERE).replace('msgstr ""', 'msgstr "x"')],
    [
      "field smuggled: a date that is the value of the field before",
      po(HERE).replace("demo 1.0\\n", "demo 1.0"),
    ],
    ["no header", `# comment\n"POT-Creation-Date: ${HERE}\\n"`],
    ["a NUL", po(HERE).replace("hello", "hel\0o")],
  ])("says nothing of a .po with %s", (_, upload) => {
    expect(explainContent({ ...text, upload }).explanation).toBeNull();
  });

  it.each([
    ["a wrong magic number", join("\0\0\0\0", mo(HERE).slice(4))],
    ["another magic number", join("\x01", mo(HERE, { big: true }).slice(1))],
    [
      "a header that ends beyond it",
      join(mo(HERE).slice(0, 44), new Uint8Array([0xff, 0xff]), mo(HERE).slice(46)),
    ],
    ["nothing in it", new Uint8Array(0)],
    ["its magic number alone", mo(HERE).slice(0, 4)],
    ["no messages", mo(HERE, { count: 0 })],
    ["a header beyond its end", mo(HERE).slice(0, 80)],
    ["less than a header", mo(HERE).slice(0, 20)],
    [
      "tables beyond its end",
      join(mo(HERE).slice(0, 12), new Uint8Array([0xff, 0xff, 0xff, 0x7f]), mo(HERE).slice(16)),
    ],
    [
      "a first message with a name",
      join(mo(HERE).slice(0, 28), new Uint8Array([1]), mo(HERE).slice(29)),
    ],
    ["two dates", mo(`${HERE}\nPOT-Creation-Date: ${HERE}`)],
  ])("says nothing of a .gmo with %s", (_, upload) => {
    expect(explainContent({ ...compiled, upload }).explanation).toBeNull();
  });

  /** A catalogue with another word at this offset. */
  const patched = (bytes: Uint8Array, at: number, value: number) => {
    const copy = Buffer.from(bytes);
    copy.writeUInt32LE(value, at);
    return new Uint8Array(copy);
  };
  const HEADER = 60 + 7;
  const DATE_AT = HEADER + "Project-Id-Version: demo\nPOT-Creation-Date: ".length;

  it.each([
    ["revision smuggled: further tables", 4, 1],
    ["overlap smuggled: a message that is part of the date", 28 + 8 + 4, DATE_AT],
    ["overlap smuggled: a translation that is part of the date", 44 + 8 + 4, DATE_AT],
    ["overlap smuggled: a hash table in the header", 24, DATE_AT],
    ["terminator smuggled: a header that ends within its text", 44, 30],
    ["terminator smuggled: a header that runs into the next message", 44, 106],
  ])("says nothing of a .gmo with %s, on both sides alike", (_, at, value) => {
    const grown = (date: string) => {
      const bytes = patched(mo(date), at, value);
      return at === 24 ? patched(bytes, 20, 1) : bytes;
    };
    const finding = explainContent({ ...compiled, upload: grown(HERE), rebuilt: grown(THERE) });
    expect(finding).toMatchObject({ class: "unexplained", explanation: null });
  });

  it("terminator smuggled: says nothing of a header behind which another byte than NUL stands", () => {
    const open = (date: string) => {
      const bytes = Buffer.from(mo(date));
      const end = bytes.readUInt32LE(44) + bytes.readUInt32LE(48);
      expect(bytes[end]).toBe(0);
      bytes[end] = 0x58;
      return new Uint8Array(bytes);
    };
    const finding = explainContent({ ...compiled, upload: open(HERE), rebuilt: open(THERE) });
    expect(finding).toMatchObject({ class: "unexplained", explanation: null });
  });

  it("overlap smuggled: says nothing of a table that lies in the header", () => {
    for (const table of [12, 16]) {
      const broken = (date: string) => {
        const bytes = mo(date, { before: "\0".repeat(32) });
        return patched(bytes, table, HEADER);
      };
      const finding = explainContent({ ...compiled, upload: broken(HERE), rebuilt: broken(THERE) });
      expect(finding.class).toBe("unexplained");
    }
  });

  it("moved-date smuggled: says nothing where NULs and the date change places", () => {
    const hole = "\0".repeat(HERE.length);
    const upload = mo(`${HERE}\nPOT-Creation-Date: ${hole}`);
    const rebuilt = mo(`${hole}\nPOT-Creation-Date: ${HERE.replace("2023", "2024")}`);
    expect(explainContent({ ...compiled, upload, rebuilt })).toMatchObject({
      class: "unexplained",
      explanation: null,
    });
  });

  it("says nothing of the same text in a file of another kind", () => {
    expect(explainContent({ ...text, path: "demo/po/xx.txt" }).explanation).toBeNull();
  });

  it("says nothing when the dates are equal", () => {
    expect(explainContent({ ...text, rebuilt: po(HERE, "other") }).explanation).toBeNull();
  });

  it("never accounts for a flipped byte of a .po beside the date", () => {
    expectFlipsUnexplained(text, [HERE]);
  });

  it("never accounts for a flipped byte of a .gmo beside the date", () => {
    expectFlipsUnexplained(compiled, [HERE]);
  });
});
