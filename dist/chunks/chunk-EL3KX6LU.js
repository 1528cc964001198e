import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  cause,
  documentationOf,
  failure,
  findingLines,
  fix,
  headline,
  statement
} from "./chunk-W7NP6TZG.js";
import {
  WIDTH,
  labelled,
  paragraph,
  wrapped
} from "./chunk-YGR2HKEP.js";
import {
  EVIDENCE_CLASSES,
  RISKS
} from "./chunk-YDC43DTV.js";
import {
  FINDING_CODES
} from "./chunk-EPPP6VBZ.js";
import {
  CLASS_WORDS,
  briefValue,
  counted,
  durationText,
  grouped,
  innerPath,
  pathText,
  shortId,
  sizeText,
  valueText
} from "./chunk-VGKXAESQ.js";
import {
  safeHtml,
  safeJson,
  safeLine,
  safeLines,
  safeMarkdown,
  safeMarkdownCode
} from "./chunk-QG4KOVD7.js";
import {
  PLAIN,
  verdictInk
} from "./chunk-GVPLSKDB.js";

// src/core/render/build-words.ts
var ISOLATION = {
  namespaces: "the build ran as another user in namespaces of its own",
  user: "the build ran as another user, in no namespace of its own",
  process: "the build had its own folder, process group and a cleaned environment, but ran as the same user: it could read that user's files and processes",
  none: "the build was not shut in at all"
};
function sandboxText({ sandbox }) {
  return reachedText(sandbox, ISOLATION[sandbox.reached]);
}
var NETWORK = {
  none: "the build could not reach the network",
  fetch: "only the fetch phase could reach the network",
  open: "the build could reach the network, and nothing kept it from fetching what it liked"
};
function networkText({ network }) {
  return reachedText(network, NETWORK[network.reached]);
}
function reachedText({ requested, reached }, meaning) {
  return `${reached}${requested === reached ? "" : ` (asked for: ${requested})`} - ${meaning}`;
}

// src/core/render/html-build.ts
function buildHtml(build) {
  const { plan, tools, durationMs, outcome } = build;
  return [
    '<section aria-labelledby="build"><h2 id="build">Build</h2>',
    `<dl><dt>Isolation</dt><dd>${safeHtml(sandboxText(build))}</dd>`,
    `<dt>Network</dt><dd>${safeHtml(networkText(build))}</dd>`,
    `<dt>Duration</dt><dd>${durationText(durationMs)}</dd></dl>`,
    table(
      "What ran, and who said so",
      ["Item", "Value", "Evidence"],
      plan.map(({ item, value: value2, evidence }) => [item, value2, evidence])
    ),
    table("Tools the build could see", ["Tool", "Version"], Object.entries(tools)),
    outcome.kind === "built" ? table(
      "What the build made",
      ["Path", "SHA-256", "Size"],
      outcome.files.map(({ path: path2, sha256, size }) => [path2, sha256, sizeText(size)])
    ) : [
      `<p>The build failed: ${safeHtml(failure(outcome))}.</p>`,
      `<pre>${safeLines(outcome.logTail).map((line) => safeHtml(line, Infinity)).join("\n")}</pre>`
    ].join("\n"),
    "</section>"
  ].join("\n");
}
function table(caption, titles, rows) {
  if (rows.length === 0) return "";
  return [
    `<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption>`,
    `<thead><tr>${titles.map((title) => `<th scope="col">${title}</th>`).join("")}</tr></thead>
<tbody>`,
    ...rows.map(
      ([first = "", ...rest]) => `<tr><th scope="row">${safeHtml(first)}</th>${rest.map((cell) => `<td class="value">${safeHtml(cell)}</td>`).join("")}</tr>`
    ),
    "</tbody></table></div>"
  ].join("\n");
}

// src/core/explain/groups.ts
var FIRST_PATHS = 3;
function summarise(findings) {
  const groups = /* @__PURE__ */ new Map();
  findings.forEach((finding, at) => {
    const { code, explanation, risk, accepted } = finding;
    const own = risk === "high" && accepted === null ? at : null;
    const key = JSON.stringify([
      code,
      explanation?.rule ?? null,
      finding.class,
      risk,
      accepted?.by ?? null,
      own
    ]);
    const known = groups.get(key);
    if (known === void 0) groups.set(key, [finding]);
    else known.push(finding);
  });
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    return first === void 0 ? [] : [groupOf(first, members)];
  });
}
function groupOf(first, members) {
  const { explanation } = first;
  return {
    code: first.code,
    rule: explanation?.rule ?? null,
    class: first.class,
    risk: first.risk,
    acceptedBy: first.accepted?.by ?? null,
    count: members.length,
    members,
    paths: members.slice(0, FIRST_PATHS).map(({ path: path2 }) => path2),
    because: explanation?.because ?? null,
    remedy: explanation?.remedy ?? null,
    uniform: members.every(
      (member) => member.explanation?.because === explanation?.because && member.explanation?.remedy === explanation?.remedy
    )
  };
}

// src/core/render/finding-groups.ts
var REJECTED = [
  {
    title: "Not explained",
    meaning: "Nothing known accounts for these. Read them before anything else.",
    holds: ({ class: evidence }) => evidence !== "unstable" && evidence !== "unverifiable" && evidence !== "modified-explained" && evidence !== "known-generated"
  },
  {
    title: "Not verifiable here",
    meaning: "Nothing here can say whether these are right: nothing was rebuilt, or the tool that makes them is missing.",
    holds: ({ class: evidence }) => evidence === "unverifiable"
  },
  {
    title: "Explained, not accepted",
    meaning: "The cause is known; this run accepts no differences of content.",
    holds: ({ class: evidence }) => evidence === "modified-explained" || evidence === "known-generated"
  },
  {
    title: "Not stable",
    meaning: "Two rebuilds of the same commit disagree here, so the upload cannot be judged by them.",
    holds: ({ class: evidence }) => evidence === "unstable"
  }
];
function rejectedGroups(artifact) {
  const rejected = artifact.findings.filter((finding) => finding.accepted === null);
  return REJECTED.flatMap(({ title, meaning, holds }) => {
    const findings = rejected.filter(holds);
    const risk = RISKS.find((candidate) => findings.some((finding) => finding.risk === candidate));
    return risk === void 0 ? [] : [{ title, meaning, risk, findings }];
  });
}
function acceptedGroups(artifact) {
  const groups = /* @__PURE__ */ new Map();
  for (const finding of artifact.findings) {
    if (finding.accepted === null) continue;
    const key = JSON.stringify([finding.code, finding.accepted.by]);
    const group = groups.get(key) ?? {
      title: FINDING_CODES[finding.code].title,
      by: finding.accepted.by,
      findings: []
    };
    group.findings.push(finding);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.findings.length - a.findings.length);
}
function kindsOf(findings) {
  return summarise(findings).flatMap(({ members }) => {
    const [first, ...others] = members;
    return first === void 0 ? [] : [{ first, others }];
  });
}

// src/core/render/html-findings.ts
var MOST_OPEN = 30;
function rejectedHtml(report, artifact, id) {
  return rejectedGroups(artifact).map(({ title, meaning, findings, risk }, at) => {
    const heading = `${id}-group-${String(at)}`;
    return [
      `<section aria-labelledby="${heading}"><h3 id="${heading}">${title} (${grouped(findings.length)})`,
      ` <span class="badge ${risk}">${risk} risk</span></h3>`,
      `<p class="soft">${meaning}</p>`,
      ...findings.map((finding) => findingHtml(report, finding, findings.length <= MOST_OPEN)),
      "</section>"
    ].join("\n");
  }).join("\n");
}
function findingHtml(report, finding, open) {
  const { title } = FINDING_CODES[finding.code];
  const rows = [
    ["Upload", value(finding.upload)],
    [report.mode === "no-build" ? "Commit" : "Rebuild", value(finding.rebuilt)],
    ...finding.class === null ? [] : [["Class", CLASS_WORDS[finding.class]]],
    ...finding.notes.map((note) => ["Note", safeHtml(note)]),
    ...finding.explanation === null ? [] : [["Cause", safeHtml(cause(finding))]],
    ["Fix", safeHtml(fix(finding, report))],
    [
      "Read on",
      `<a href="${documentationOf(finding)}">${safeHtml(finding.explanation?.rule ?? finding.code)}</a>`
    ]
  ];
  return [
    `<details${open ? " open" : ""}><summary><span class="badge ${finding.risk}">${finding.risk}</span>`,
    ` <code>${path(finding)}</code> – ${safeHtml(title)}</summary>`,
    `<dl>${rows.map(([term, text]) => `<dt>${term}</dt><dd>${text}</dd>`).join("")}</dl></details>`
  ].join("");
}
function value(side) {
  return `<span class="value">${safeHtml(valueText(side))}</span>`;
}
function path(finding) {
  return safeHtml(pathText(innerPath(finding.path)), Infinity);
}
function acceptedHtml(artifact) {
  const groups = acceptedGroups(artifact);
  if (groups.length === 0) return "";
  return [
    "<h3>Accepted</h3>",
    ...groups.map(
      ({ title, by, findings }) => [
        `<details><summary>${grouped(findings.length)} × ${safeHtml(title)} – accepted by <code>${safeHtml(by)}</code></summary>`,
        '<ul class="paths">',
        ...findings.map(
          (finding) => `<li><code>${path(finding)}</code> <span class="soft">${safeHtml(`${valueText(finding.upload)} → ${valueText(finding.rebuilt)}`)}</span></li>`
        ),
        "</ul></details>"
      ].join("\n")
    )
  ].join("\n");
}
function undecidedHtml(artifact) {
  if (artifact.undecided.length === 0) return "";
  return [
    "<h3>Not decided</h3>\n<ul>",
    ...artifact.undecided.map(
      ({ code, message, path: place, side }) => `<li>${safeHtml(side)}: <code>${safeHtml(pathText(place), Infinity)}</code> ${safeHtml(message)} (<code>${safeHtml(code)}</code>)</li>`
    ),
    "</ul>"
  ].join("\n");
}

// src/core/render/html-style.ts
import { createHash } from "node:crypto";
var STYLE = `
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
.soft { color: var(--soft); } footer { padding-top: 2rem; padding-bottom: 2rem; color: var(--soft); }
@media print { details { border: 0; } body { font-size: 11px; } }
`;
var CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'"
].join("; ");

// src/core/render/text.ts
var MOST_FINDINGS = 20;
var MOST_ROWS = 200;
function renderText(report, ink = PLAIN) {
  const sections = [
    headlineLines(report, ink),
    noticeLines(report),
    tableLines(report, ink),
    ...report.artifacts.slice(0, MOST_ROWS).map((artifact) => artifactLines(report, artifact, ink)),
    sourceLines(report, ink),
    report.build === null ? [] : buildLines(report.build, ink),
    closingLines(report, ink)
  ];
  return `${sections.filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n")}
`;
}
function headlineLines(report, ink) {
  const { verdict, sentence, first } = headline(report);
  const paint = verdictInk(ink, verdict);
  const [head = "", ...rest] = wrapped(sentence, WIDTH);
  return [
    paint(ink.bold(head)),
    ...rest.map((line) => paint(line)),
    ...first === null ? [] : [
      ...labelled("first", first.path),
      ...labelled("cause", first.cause),
      ...labelled("fix", first.fix)
    ]
  ];
}
function noticeLines(report) {
  return report.notices.flatMap(({ code, message }) => labelled("notice", `${message} (${code})`));
}
function tableLines(report, ink) {
  const shown = report.artifacts.slice(0, MOST_ROWS);
  const more = report.artifacts.length - shown.length;
  return [
    ink.bold("UPLOADS"),
    ink.dim(
      `  ${"verdict".padEnd(14)}${"level".padEnd(7)}${"sha256".padEnd(14)}${"rebuilt".padEnd(14)}${"size".padEnd(11)}name`
    ),
    ...shown.map(({ verdict, level, upload, rebuilt, name }) => {
      const paint = verdictInk(ink, verdict);
      return [
        `  ${paint(verdict.padEnd(14))}${(level ?? "-").padEnd(7)}`,
        `${shortId(upload.sha256).padEnd(14)}${shortId(rebuilt?.sha256 ?? "-").padEnd(14)}`,
        `${sizeText(upload.size).padEnd(11)}${safeLine(name, 80)}`
      ].join("");
    }),
    ...more === 0 ? [] : [`  ${counted(more, "more upload")} in report.json`]
  ];
}
function artifactLines(report, artifact, ink) {
  if (artifact.verdict === "identical") return [];
  const { undecided, reason } = artifact;
  const doubts = undecided.filter(({ message }) => message !== reason?.message);
  const paint = verdictInk(ink, artifact.verdict);
  return [
    ...wrapped(artifact.name, WIDTH).map((line) => ink.bold(line)),
    ...paragraph(statement(report, artifact)).map((line) => paint(line)),
    ...labelled("files", countsText(artifact)),
    ...reason === null ? [] : labelled("reason", `${reason.message} (${reason.code})`),
    ...doubts.slice(0, MOST_FINDINGS).flatMap(
      ({ code, message, side, path: path2 }) => labelled("undecided", `${[...path2, message].join(": ")} (${code}, ${side})`)
    ),
    ...moreLines(doubts.length - MOST_FINDINGS),
    ...rejectedGroups(artifact).flatMap((group) => groupLines(report, group, ink)),
    ...acceptedLines(artifact, ink)
  ];
}
function countsText(artifact) {
  const counts = EVIDENCE_CLASSES.flatMap((evidence) => {
    const count = artifact.files[evidence] ?? 0;
    return count === 0 ? [] : [`${grouped(count)} ${CLASS_WORDS[evidence]}`];
  });
  return counts.length === 0 ? "none classified" : counts.join(", ");
}
function groupLines(report, group, ink) {
  const kinds = kindsOf(group.findings);
  return [
    "",
    `  ${ink.bold(`${group.title.toUpperCase()} (${grouped(group.findings.length)})`)}`,
    ...paragraph(group.meaning),
    ...kinds.slice(0, MOST_FINDINGS).flatMap(({ first, others }) => [
      ...findingLines(report, first, ink),
      ...othersLines(others)
    ]),
    ...moreLines(
      kinds.slice(MOST_FINDINGS).reduce((sum, { others }) => sum + 1 + others.length, 0)
    )
  ];
}
var MOST_OTHERS = 5;
function othersLines(others) {
  if (others.length === 0) return [];
  const shown = others.slice(0, MOST_OTHERS).map(({ path: path2 }) => pathText(innerPath(path2)));
  const left = others.length - shown.length;
  return [
    `    and ${grouped(others.length)} more of this kind:`,
    ...shown.flatMap((path2) => paragraph(path2, 6)),
    ...left === 0 ? [] : [`      ... and ${grouped(left)} more; all of them are in report.json`]
  ];
}
function moreLines(count) {
  return count <= 0 ? [] : ["", `  ... and ${grouped(count)} more; all of them are in report.json`];
}
function acceptedLines(artifact, ink) {
  const groups = acceptedGroups(artifact);
  if (groups.length === 0) return [];
  return [
    "",
    `  ${ink.bold(`ACCEPTED (${grouped(artifact.findings.filter(({ accepted }) => accepted !== null).length)})`)}`,
    ...groups.flatMap(
      ({ title, by, findings }) => labelled(grouped(findings.length), `${title} - accepted by ${by}`)
    )
  ];
}
function sourceLines({ source }, ink) {
  if (source === null) return [];
  return [
    ink.bold("SOURCE"),
    ...labelled("repository", source.repository, { column: 14 }),
    ...labelled("commit", `${source.commit} (${source.committedAt})`, { column: 14 }),
    ...labelled("tree", `${source.tree}, sha256 ${source.treeSha256}`, { column: 14 })
  ];
}
function buildLines(build, ink) {
  const { outcome } = build;
  return [
    ink.bold("BUILD"),
    ...planLines(build),
    ...labelled("tools", pairsText(Object.entries(build.tools)), BUILD_COLUMN),
    ...labelled("isolation", sandboxText(build), BUILD_COLUMN),
    ...labelled("network", networkText(build), BUILD_COLUMN),
    ...labelled("duration", durationText(build.durationMs), BUILD_COLUMN),
    ...outcome.kind === "built" ? [] : logLines(outcome.logTail, ink)
  ];
}
var BUILD_COLUMN = { column: 20 };
function planLines({ plan }) {
  const chosen = plan.filter(({ evidence }) => evidence !== "default" && evidence !== "caller");
  const given = (by) => plan.filter(({ evidence }) => evidence === by).map(({ item, value: value2 }) => [item, value2]);
  return [
    ...chosen.flatMap(
      ({ item, value: value2, evidence }) => labelled(safeLine(item.replace(/^env /, ""), 40), `${value2}  [${evidence}]`, BUILD_COLUMN)
    ),
    ...labelled("defaults", pairsText(given("default")), BUILD_COLUMN),
    ...labelled("from caller", pairsText(given("caller")), BUILD_COLUMN)
  ];
}
function pairsText(pairs) {
  return pairs.length === 0 ? "none" : pairs.map(([name, value2]) => `${name.replace(/^env /, "")} ${value2}`).join(", ");
}
var LONGEST_LOG_TAIL = 40;
function logLines(log, ink) {
  const lines = safeLines(log, 400).slice(-LONGEST_LOG_TAIL);
  return lines.length === 0 ? ["  The build printed nothing."] : ["  The build log ended with:", ...lines.map((line) => ink.dim(`  | ${line}`))];
}
function closingLines(report, ink) {
  return [
    ...wrapped(
      `Accepted in this run: ${report.accepted.word}. Exit code ${String(report.exitCode)}.`,
      WIDTH
    ).map((line) => ink.dim(line)),
    ...report.artifacts.some(({ findings }) => findings.length > 0) ? [ink.dim("One finding in depth: rebuild-gate explain report.json PATH")] : []
  ];
}

// src/core/render/html.ts
function renderHtml(report) {
  const { sentence } = headline(report);
  return [
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${safeHtml(CONTENT_SECURITY_POLICY)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">',
    `<title>${safeHtml(`${report.verdict}: ${sentence}`, 120)}</title>`,
    `<style>${STYLE}</style>
</head>
<body>`,
    '<a class="skip" href="#findings">Skip to the findings</a>',
    headHtml(report),
    '<main id="findings">',
    artifactTable(report),
    ...report.artifacts.map((artifact, at) => artifactHtml(report, artifact, at)),
    sourceHtml(report),
    report.build === null ? "" : buildHtml(report.build),
    "</main>",
    footHtml(report),
    "</body>\n</html>\n"
  ].join("\n");
}
function whole(text) {
  return safeHtml(text, Infinity);
}
function headHtml(report) {
  const { verdict, sentence, first } = headline(report);
  return [
    `<header>
<div class="verdict ${verdict}">
<h1>${safeHtml(sentence)}</h1>`,
    first === null ? "" : [
      `<dl><dt>First file</dt><dd><code>${whole(first.path)}</code></dd>`,
      `<dt>Cause</dt><dd>${safeHtml(first.cause)}</dd><dt>Fix</dt><dd>${safeHtml(first.fix)}</dd></dl>`
    ].join("\n"),
    "</div>",
    report.notices.length === 0 ? "" : `<ul>${report.notices.map(({ code, message }) => `<li>${safeHtml(message)} <code>${safeHtml(code)}</code></li>`).join("")}</ul>`,
    '<nav aria-label="Sections"><ul>',
    '<li><a href="#uploads">Uploads</a></li>',
    ...report.artifacts.map(
      (artifact, at) => artifact.verdict === "identical" ? "" : `<li><a href="#upload-${String(at)}">${safeHtml(artifact.name, 80)}</a></li>`
    ),
    report.source === null ? "" : '<li><a href="#source">Source</a></li>',
    report.build === null ? "" : '<li><a href="#build">Build</a></li>',
    "</ul></nav>\n</header>"
  ].join("\n");
}
function artifactTable(report) {
  return [
    '<section aria-labelledby="uploads"><h2 id="uploads">Uploads</h2>',
    '<div class="scroll" tabindex="0" role="region" aria-labelledby="uploads"><table>',
    `<caption>${counted(report.artifacts.length, "upload")}, one verdict each</caption>`,
    "<thead><tr>",
    ...["Name", "Verdict", "Level", "SHA-256", "Rebuilt SHA-256", "Size"].map(
      (title) => `<th scope="col">${title}</th>`
    ),
    "</tr></thead>\n<tbody>",
    ...report.artifacts.map(
      ({ name, verdict, level, upload, rebuilt }) => [
        `<tr><th scope="row"><code>${whole(name)}</code></th>`,
        `<td><span class="badge ${verdict}">${verdict}</span></td><td>${level ?? "–"}</td>`,
        `<td><code title="${upload.sha256}">${shortId(upload.sha256)}</code></td>`,
        rebuilt === null ? "<td>–</td>" : `<td><code title="${rebuilt.sha256}">${shortId(rebuilt.sha256)}</code></td>`,
        `<td>${sizeText(upload.size)}</td></tr>`
      ].join("")
    ),
    "</tbody></table></div></section>"
  ].join("\n");
}
function artifactHtml(report, artifact, at) {
  if (artifact.verdict === "identical") return "";
  const id = `upload-${String(at)}`;
  const { reason } = artifact;
  return [
    `<section aria-labelledby="${id}"><h2 id="${id}">${whole(artifact.name)}</h2>`,
    `<p>${safeHtml(statement(report, artifact))}</p>`,
    `<dl><dt>Files</dt><dd>${safeHtml(countsText(artifact))}</dd>`,
    reason === null ? "" : `<dt>Reason</dt><dd>${safeHtml(reason.message)} <code>${safeHtml(reason.code)}</code></dd>`,
    `<dt>Bytes agree at</dt><dd>${artifact.agreement ?? "no level"}</dd></dl>`,
    undecidedHtml(artifact),
    rejectedHtml(report, artifact, id),
    acceptedHtml(artifact),
    "</section>"
  ].join("\n");
}
function sourceHtml({ source }) {
  if (source === null) return "";
  return [
    '<section aria-labelledby="source"><h2 id="source">Source</h2>',
    `<dl><dt>Repository</dt><dd><code>${whole(source.repository)}</code></dd>`,
    `<dt>Commit</dt><dd><code>${source.commit}</code>, ${safeHtml(source.committedAt)}</dd>`,
    `<dt>Tree</dt><dd><code>${source.tree}</code></dd>`,
    `<dt>Tree, SHA-256</dt><dd><code>${source.treeSha256}</code></dd></dl></section>`
  ].join("\n");
}
function footHtml(report) {
  return [
    `<footer><p>rebuild-gate ${safeHtml(report.tool.version, 40)}, ${safeHtml(report.createdAt)}.`,
    `Accepted in this run: ${report.accepted.word}. Exit code ${String(report.exitCode)}.</p></footer>`
  ].join("\n");
}

// src/core/render/capped.ts
function cappedDocument(blocks, tail, limit, more) {
  const encoder = new TextEncoder();
  const all = blocks.reduce((sum, { findings }) => sum + findings, 0);
  let room = limit - encoder.encode(tail).length - encoder.encode(more(all)).length;
  const kept = [];
  for (const { text } of blocks) {
    room -= encoder.encode(text).length;
    if (room < 0) break;
    kept.push(text);
  }
  const left = blocks.slice(kept.length).reduce((sum, { findings }) => sum + findings, 0);
  return `${kept.join("")}${kept.length === blocks.length ? "" : more(left)}${tail}`;
}

// src/core/render/markdown.ts
var LONGEST_SUMMARY = 900 * 1024;
var LONGEST_CELL = 300;
var MOST_PLAN_ITEMS = 60;
var MARK = {
  identical: "✅",
  equivalent: "✅",
  different: "❌",
  inconclusive: "⚠️"
};
function renderMarkdown(report, limit = LONGEST_SUMMARY) {
  return cappedDocument(
    [
      { text: headMarkdown(report), findings: 0 },
      ...artifactTable2(report),
      ...report.artifacts.flatMap((artifact) => artifactBlocks(report, artifact))
    ],
    tailMarkdown(report),
    limit,
    (findings) => `

**${counted(findings, "more file")} in the report.** This page is cut to what a job summary may hold.
`
  );
}
function headMarkdown(report) {
  const { verdict, sentence, first } = headline(report);
  return [
    `## ${MARK[verdict]} ${safeMarkdown(sentence)}
`,
    ...first === null ? [] : [
      [
        `**First file:** ${safeMarkdownCode(first.path, LONGEST_CELL)}`,
        `**Cause:** ${safeMarkdown(first.cause)}`,
        `**Fix:** ${safeMarkdown(first.fix)}`
      ].join("  \n"),
      ""
    ],
    ...report.notices.map((notice) => `> ${safeMarkdown(`${notice.message} (${notice.code})`)}
`),
    ""
  ].join("\n");
}
function artifactTable2(report) {
  return [
    {
      text: "| Upload | Verdict | Level | sha256 | Rebuilt sha256 | Size |\n|---|---|---|---|---|---|\n",
      findings: 0
    },
    ...report.artifacts.map(({ name, verdict, level, upload, rebuilt }) => ({
      text: row([
        safeMarkdownCode(name, LONGEST_CELL),
        `${MARK[verdict]} ${verdict}`,
        level ?? "–",
        `\`${shortId(upload.sha256)}\``,
        rebuilt === null ? "–" : `\`${shortId(rebuilt.sha256)}\``,
        sizeText(upload.size)
      ]),
      findings: 0
    }))
  ];
}
function row(cells) {
  return `| ${cells.join(" | ")} |
`;
}
function artifactBlocks(report, artifact) {
  if (artifact.verdict === "identical") return [];
  const accepted = acceptedGroups(artifact);
  return [
    {
      text: [
        `
### ${safeMarkdown(artifact.name, LONGEST_CELL)}
`,
        `${safeMarkdown(statement(report, artifact))}
`,
        `Files: ${safeMarkdown(countsText(artifact))}.
`
      ].join("\n"),
      findings: 0
    },
    ...artifact.undecided.map(({ code, message, path: path2, side }) => ({
      text: `- undecided, ${side}: ${safeMarkdown([...path2, message].join(": "))} (${safeMarkdownCode(code, 100)})
`,
      findings: 1
    })),
    ...rejectedGroups(artifact).flatMap((group) => groupBlocks(report, group)),
    ...accepted.length === 0 ? [] : [{ text: "\n#### Accepted\n\n", findings: 0 }],
    ...accepted.map(({ title, by, findings }) => ({
      text: `- ${grouped(findings.length)} × ${safeMarkdown(title)} – accepted by ${safeMarkdownCode(by, 100)}
`,
      findings: findings.length
    }))
  ];
}
function groupBlocks(report, group) {
  const other = report.mode === "no-build" ? "Commit" : "Rebuild";
  return [
    {
      text: [
        `
#### ${group.title} (${grouped(group.findings.length)})
`,
        `${group.meaning}
`,
        `| Risk | File | What | Upload | ${other} | Cause | Fix |`,
        "|---|---|---|---|---|---|---|\n"
      ].join("\n"),
      findings: 0
    },
    ...group.findings.map((finding) => ({ text: findingRow(report, finding), findings: 1 }))
  ];
}
function findingRow(report, finding) {
  return row([
    finding.risk,
    safeMarkdownCode(pathText(innerPath(finding.path)), LONGEST_CELL),
    `[${safeMarkdown(FINDING_CODES[finding.code].title)}](${documentationOf(finding)})`,
    safeMarkdownCode(briefValue(finding.upload), LONGEST_CELL),
    safeMarkdownCode(briefValue(finding.rebuilt), LONGEST_CELL),
    safeMarkdown(
      [cause(finding), ...finding.explanation === null ? [] : finding.notes].join("; "),
      LONGEST_CELL
    ),
    safeMarkdown(fix(finding, report), LONGEST_CELL)
  ]);
}
function tailMarkdown(report) {
  const { source, build } = report;
  return [
    "",
    ...source === null ? [] : [
      `**Source:** ${safeMarkdownCode(source.repository, LONGEST_CELL)} at commit \`${source.commit}\`, tree \`${shortId(source.tree)}\`
`
    ],
    ...build === null ? [] : buildMarkdown(build),
    `Accepted in this run: ${report.accepted.word}. rebuild-gate ${safeMarkdown(report.tool.version, 40)}, exit code ${String(report.exitCode)}.`,
    ""
  ].join("\n");
}
function buildMarkdown(build) {
  const left = build.plan.length - MOST_PLAN_ITEMS;
  return [
    "<details><summary>How it was rebuilt</summary>\n",
    "| Item | Value | Evidence |\n|---|---|---|",
    ...build.plan.slice(0, MOST_PLAN_ITEMS).map(
      ({ item, value: value2, evidence }) => row([
        safeMarkdown(item, 100),
        safeMarkdownCode(value2, LONGEST_CELL),
        safeMarkdown(evidence, LONGEST_CELL)
      ]).trimEnd()
    ),
    row(["isolation", safeMarkdown(sandboxText(build)), "measured"]).trimEnd(),
    row(["network", safeMarkdown(networkText(build)), "measured"]).trimEnd(),
    row(["duration", durationText(build.durationMs), "measured"]),
    ...left <= 0 ? [] : [`${counted(left, "more item")} in the report.
`],
    "</details>\n",
    ...build.outcome.kind === "built" ? [] : logMarkdown(build.outcome.logTail)
  ];
}
function logMarkdown(log) {
  const lines = safeLines(log, LONGEST_CELL).slice(-40);
  return [
    "The build log ended with:\n",
    ...lines.length === 0 ? ["    (nothing was printed)"] : lines.map((line) => `    ${line}`),
    ""
  ];
}

// src/core/render/formats.ts
function renderReport(report, format, ink) {
  switch (format) {
    case "text":
      return renderText(report, ink);
    case "json":
      return `${safeJson(report)}
`;
    case "markdown":
      return renderMarkdown(report);
    case "html":
      return renderHtml(report);
  }
}
function reportFiles(report) {
  return /* @__PURE__ */ new Map([
    ["report.json", `${safeJson(report)}
`],
    ["report.md", renderMarkdown(report)],
    ["report.html", renderHtml(report)],
    ["report.txt", renderText(report)]
  ]);
}

export {
  renderText,
  renderMarkdown,
  renderReport,
  reportFiles
};
