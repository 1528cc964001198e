import fc from "fast-check";

/** Names as text of one char per byte, most of them honest; all below a folder of their own would be dull. */
const HONEST = [
  "a",
  "b",
  "c.txt",
  "d",
  "e/f",
  "e/g",
  "h/i/j",
  "sp ace",
  "q'uo\"te",
  "-dash",
  "#hash",
  "%d",
  "~tilde",
  "$home",
  "*star?",
  "[br]",
  "semi;colon",
  "am&p",
  "e/-x",
  "=",
  ".hidden",
  "..double",
  "dot.",
  "trailing ",
  " leading",
  "CON",
  "nul.txt",
  "__proto__",
  "constructor",
  "Foo::Bar.3pm",
  "d/c:x",
  ":colon",
  "x".repeat(99),
  "y".repeat(100),
  "z".repeat(101),
  "p".repeat(255),
  `${"s/".repeat(49)}ss`,
  `${"t/".repeat(49)}tt/u`,
  `${"long/".repeat(40)}name`,
  `${"k".repeat(155)}/${"l".repeat(100)}`,
  `${"m".repeat(150)}/${"n".repeat(90)}/o`,
];

/** In UTF-8, spelled as bytes. */
const OTHER_SCRIPTS = [
  "größe",
  "e\u0301",
  "日本",
  "\u{1f600}",
  "e/ü",
  "\u202ebidi",
  "z\u200bw",
  "\ufeffbom",
  "ﬁ",
  "\u00a0nbsp",
  "\ue000private",
].map((text) => Buffer.from(text).toString("latin1"));

/** In no encoding. */
const BROKEN = ["\xff", "a\xe9", "\xed\xa0\x80", "\xc0\xaf", "\xf0\x9f"];

/** What should be refused. */
const DOUBTFUL = [
  "",
  ".",
  "..",
  "/abs",
  "a/../b",
  "a//b",
  "./x",
  "e/./f",
  "x/",
  "a\\b",
  "c:x",
  "A",
  "E/F",
  "a/below",
  "tab\tname",
  "nul\0name",
  "esc\x1b",
  "lf\n",
  "\xc2\x85",
  "\x7f",
];

/** A name, one char per byte. */
export const name: fc.Arbitrary<string> = fc.oneof(
  { weight: 80, arbitrary: fc.constantFrom(...HONEST) },
  { weight: 15, arbitrary: fc.constantFrom(...OTHER_SCRIPTS) },
  { weight: 15, arbitrary: fc.stringMatching(/^[a-z]{1,12}(\/[a-z]{1,12}){0,3}$/) },
  { weight: 1, arbitrary: fc.constantFrom(...BROKEN) },
  { weight: 1, arbitrary: fc.constantFrom(...DOUBTFUL) },
);

/** A target of a symbolic link, one char per byte. */
export const linkTarget: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.constantFrom(
      "a",
      "b",
      "e/f",
      "nowhere",
      ".",
      "./a",
      "e//f",
      "t".repeat(120),
      "sp ace",
    ),
  },
  { weight: 3, arbitrary: fc.constantFrom("e/", "-x", "\xc3\xbc", "a:b", "x".repeat(100), "a/.") },
  {
    weight: 1,
    arbitrary: fc.constantFrom("../a", "../../a", "/etc", "", "e/../a", "C:x", "a\\b", "\xff"),
  },
);

/** The bytes of such a text. */
export function latin1Bytes(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "latin1"));
}
