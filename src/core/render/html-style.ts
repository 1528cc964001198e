import { createHash } from "node:crypto";

/** The whole style of the HTML report; nothing is loaded, and both colour schemes have a contrast of 4.5 or more. */
export const STYLE = `
:root { color-scheme: light dark; --bg: #fff; --fg: #1b1f24; --soft: #57606a; --line: #d0d7de; --card: #f6f8fa;
  --good: #116329; --good-bg: #e3f5e7; --bad: #a40e26; --bad-bg: #ffebe9; --doubt: #7a4d00; --doubt-bg: #fff4d6; --link: #0550ae; }
@media (prefers-color-scheme: dark) { :root { --bg: #0d1117; --fg: #e6edf3; --soft: #9aa4af; --line: #30363d; --card: #161b22;
  --good: #5fd27a; --good-bg: #10291a; --bad: #ff8f87; --bad-bg: #34161a; --doubt: #e9b949; --doubt-bg: #2d2410; --link: #7ab7ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--fg); font: 16px/1.5 system-ui, sans-serif; }
header, main, footer { max-width: 76rem; margin: 0 auto; padding: 0 1.25rem; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; } .skip:focus { left: 1rem; top: .5rem; background: var(--bg); padding: .5rem; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; overflow-wrap: anywhere; } h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
code, pre, .value { font: .875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.verdict { border-left: .5rem solid; border-radius: .375rem; padding: 1rem 1.25rem; margin: 1.5rem 0 1rem; }
.identical, .equivalent { border-color: var(--good); background: var(--good-bg); }
.different { border-color: var(--bad); background: var(--bad-bg); }
.inconclusive { border-color: var(--doubt); background: var(--doubt-bg); }
.verdict dl { margin: .75rem 0 0; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .125rem 1rem; margin: .5rem 0; }
dt { color: var(--soft); } .verdict dt { color: inherit; font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; margin: .5rem 0; padding: 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; }
caption { text-align: left; color: var(--soft); padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .375rem .625rem; border-bottom: 1px solid var(--line); }
thead th { color: var(--soft); font-weight: 600; white-space: nowrap; } tbody th { font-weight: 400; overflow-wrap: anywhere; }
.badge { display: inline-block; border-radius: 1rem; padding: 0 .625rem; font-size: .875rem; font-weight: 600; white-space: nowrap; }
.badge.identical, .badge.equivalent { color: var(--good); } .badge.different, .badge.high { color: var(--bad); background: var(--bad-bg); }
.badge.inconclusive, .badge.medium { color: var(--doubt); background: var(--doubt-bg); } .badge.low, .badge.info { color: var(--soft); background: var(--card); }
details { border: 1px solid var(--line); border-radius: .375rem; margin: .5rem 0; background: var(--card); }
summary { cursor: pointer; padding: .5rem .75rem; overflow-wrap: anywhere; } details > :not(summary) { margin-left: .75rem; margin-right: .75rem; }
ul.paths { columns: 24rem; padding-left: 1.25rem; } ul.paths li { break-inside: avoid; overflow-wrap: anywhere; }
pre { background: var(--card); border: 1px solid var(--line); border-radius: .375rem; padding: .75rem; white-space: pre-wrap; }
.excerpt .added { color: var(--good); } .excerpt .removed { color: var(--bad); } .excerpt .place, .excerpt .same, .excerpt .remark { color: var(--soft); }
.soft { color: var(--soft); } footer { padding-top: 2rem; padding-bottom: 2rem; color: var(--soft); }
@media print { details { border: 0; } body { font-size: 11px; } }
`;

/** Only this style may act on the page: no script, no image, no request, no form, no base (CSP level 3). */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
