import fc from "fast-check";

/** What an attacker would build a name or a log line from; every piece is an attack on some surface or half of one. */
const pieces = [
  ...Array.from("::#[]#`|<>&\"'$@!*_~\\(){}^=-+.1 a/"),
  "::set-output name=verdict::pass",
  "##[add-mask]e",
  "##[",
  "::",
  "\n",
  "\r",
  "\t",
  "\u0085",
  "\u2028",
  "\u2029",
  "\u001b[31m",
  "\u001b]8;;http://x\u0007",
  "\u0000",
  "\u007f",
  "\u009b",
  "\u00a0",
  "\u00ad",
  "\u034f",
  "\u200b",
  "\u202e",
  "\u2066",
  "\u2800",
  "\u3164",
  "\ue000",
  "\ufe0f",
  "\ufeff",
  "\uffff",
  "\ud800",
  "\udc00",
  "\u{e0041}",
  "\u0301",
  "é",
  "😀",
  "<!--",
  "-->",
  "<img src=//x>",
  "</code></pre><h1>PASS</h1>",
  "http://evil.example",
  "www.evil.example",
  "me@evil.example",
  "@octocat",
  "#123",
  "[a](http://x)",
  "![a](//x)",
  ":smile:",
  "[^1]",
  "$`x`$",
  "---",
  "    ",
];

/** Text made of such pieces and of anything else. */
export const hostileText = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...pieces) },
      fc.string({ unit: "binary", maxLength: 4 }),
    ),
    {
      maxLength: 12,
    },
  )
  .map((parts) => parts.join(""));
