import { describe, expect, it } from "@jest/globals";
import type { Reading } from "../../../src/core/archive/model.ts";
import { InputError } from "../../../src/core/errors.ts";
import { cappedDocument } from "../../../src/core/render/capped.ts";
import { renderExplanation, selectFindings } from "../../../src/core/render/explanation.ts";
import { reportFiles } from "../../../src/core/render/formats.ts";
import { headline } from "../../../src/core/render/headline.ts";
import { PLAIN } from "../../../src/core/render/ink.ts";
import { inspectionOf, renderInspection } from "../../../src/core/render/inspection.ts";
import { labelled, WIDTH } from "../../../src/core/render/lines.ts";
import { LONGEST_SUMMARY, renderMarkdown } from "../../../src/core/render/markdown.ts";
import { renderText } from "../../../src/core/render/text.ts";
import { counted, durationText, grouped, sizeText } from "../../../src/core/render/words.ts";
import { parseReport } from "../../../src/core/report.ts";
import type { FailureReason } from "../../../src/core/rebuild-record.ts";
import type { Report } from "../../../src/core/report.ts";
import { pathFromText } from "../../../src/core/path-bytes.ts";
import { artifact, build, digest, finding, mtime, report } from "../../support/reports.ts";

const generator = finding({
  path: ["pkg-1.0.tgz", "pkg-1.0/PKG-INFO"],
  class: "modified-explained",
  risk: "medium",
  explanation: {
    rule: "backend-version",
    because: "the upload names generator poetry-core 1.3.2, the rebuild used 1.4.0",
    remedy: "build with poetry-core==1.3.2",
    docs: "https://rebuild-gate.github.io/docs/rules#backend-version",
  },
});
const failedBuild = (reason: FailureReason, detail: string) =>
  build({ outcome: { kind: "failed", reason, detail, logTail: "make: no rule\n" } });
const unbuilt = artifact({
  rebuilt: null,
  agreement: null,
  undecided: [
    { code: "build-failed", message: "no rebuild", path: ["pkg-1.0.tgz"], side: "rebuilt" },
  ],
});

describe("the first line", () => {
  it.each<[string, Report, string]>([
    [
      "identical",
      report(),
      "pkg-1.0.tgz: identical. The rebuild of commit 0123456789ab made the same bytes.",
    ],
    [
      "accepted metadata",
      report([artifact({ findings: [mtime("a"), mtime("b")] })]),
      "pkg-1.0.tgz: equivalent (L2). Same files, same contents; 2 differences that no consumer can observe.",
    ],
    [
      "an unstable build",
      report([artifact({ stability: "unstable", findings: [finding()] })]),
      "pkg-1.0.tgz: different. Your build is not stable here: two rebuilds of one commit disagree.",
    ],
    [
      "a stable build",
      report([artifact({ stability: "stable", findings: [finding()] })]),
      "pkg-1.0.tgz: different. The upload is not what a stable build makes: two rebuilds agree, the upload does not.",
    ],
    [
      "a build that was not repeated",
      report([artifact({ findings: [finding()] })]),
      "pkg-1.0.tgz: different. The upload is not what the rebuild made; whether the build is stable was not checked.",
    ],
    [
      "two given files",
      report([artifact({ findings: [finding()] })], {
        command: "compare",
        mode: "given",
        build: null,
        source: null,
      }),
      "pkg-1.0.tgz: different. The two files do not hold the same.",
    ],
    [
      "a changed tracked file without a build",
      report([artifact({ findings: [finding({ code: "tracked-file-changed" })] })], {
        mode: "no-build",
        build: null,
      }),
      "pkg-1.0.tgz: different. The upload is not what the commit holds.",
    ],
    [
      "one of several uploads",
      report([artifact(), artifact({ name: "b.whl", findings: [finding()] })]),
      "b.whl: different. The upload is not what the rebuild made; whether the build is stable was not checked.",
    ],
    [
      "two of three uploads",
      report([
        artifact(),
        artifact({ findings: [finding()] }),
        artifact({ findings: [finding()] }),
      ]),
      "2 of 3 uploads: different. The upload is not what the rebuild made; whether the build is stable was not checked.",
    ],
    [
      "a failed build",
      report([unbuilt], { build: failedBuild("exit", "2") }),
      "pkg-1.0.tgz: could not tell. The build failed: it ended with exit status 2. Nothing was compared.",
    ],
    [
      "a refused archive",
      report([
        artifact({
          agreement: null,
          findings: [],
          rebuilt: null,
          reason: { code: "tar-checksum", message: "the header's checksum is wrong (at byte 512)" },
          undecided: [
            { code: "tar-checksum", message: "bad", path: ["pkg-1.0.tgz"], side: "upload" },
          ],
        }),
      ]),
      "pkg-1.0.tgz: could not tell. the header's checksum is wrong (at byte 512)",
    ],
  ])("says it in plain words: %s", (_name, whole, sentence) => {
    expect(headline(whole).sentence).toBe(sentence);
    expect(renderText(whole).replace(/\n(?! )/, " ")).toMatch(
      new RegExp(`^${sentence.slice(0, 60).replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`),
    );
  });

  it("names the first file, its cause and its fix", () => {
    expect(headline(report([artifact({ findings: [generator] })])).first).toEqual({
      path: "pkg-1.0/PKG-INFO",
      cause: "the upload names generator poetry-core 1.3.2, the rebuild used 1.4.0",
      fix: "build with poetry-core==1.3.2",
    });
  });

  it("names a real difference before one that only says the build is unstable", () => {
    const unstable = finding({ class: "unstable", path: ["pkg-1.0.tgz", "stamp"] });
    const whole = report([artifact({ stability: "unstable", findings: [unstable, finding()] })]);
    expect(headline(whole).first?.path).toBe("package/index.js");
    expect(headline(report([artifact({ findings: [unstable] })])).first).toMatchObject({
      path: "stamp",
      fix: expect.stringContaining("the same bytes twice") as unknown as string,
    });
  });

  it.each([
    ["timeout", "30 m", "it took too long (30 m)"],
    ["signal", "SIGKILL", "it was ended by SIGKILL"],
    ["log-limit", "1 GB", "it printed too much (1 GB)"],
    ["interrupted", "SIGINT", "it was interrupted (SIGINT)"],
    ["no-output", "no *.tgz", "it left no output to compare (no *.tgz)"],
    ["network-needed", "status 6", "it wanted the network, which it does not have (status 6)"],
    ["disk-limit", "1 MB free", "it filled the disk (1 MB free)"],
    ["memory-limit", "9 bytes", "it wanted too much memory (9 bytes)"],
    ["process-limit", "9 processes", "it started too many processes (9 processes)"],
  ] as const)("says why a build failed: %s", (reason, detail, cause) => {
    const fixes: Partial<Record<FailureReason, string>> = {
      "no-output": "--output GLOB",
      "network-needed": "--network open",
      "disk-limit": "TMPDIR",
      "memory-limit": "more memory",
      "process-limit": "less in parallel",
    };
    const { first } = headline(report([unbuilt], { build: failedBuild(reason, detail) }));
    expect(first?.cause).toBe(cause);
    expect(first?.fix).toContain(fixes[reason] ?? "clean checkout");
  });

  it("finds the first file of a report that is open for want of a rebuild", () => {
    const open = finding({ code: "not-rebuilt", class: "unverifiable", rebuilt: null });
    const whole = report([artifact({ agreement: null, findings: [open] })], {
      mode: "no-build",
      build: null,
    });
    expect(headline(whole)).toMatchObject({
      sentence: expect.stringContaining(
        "package/index.js: The commit does not have this file",
      ) as unknown as string,
      first: { path: "package/index.js" },
    });
  });
});

describe("text", () => {
  const whole = report([
    artifact({
      stability: "stable",
      files: { "in-commit": 1453, unexplained: 1 },
      findings: [
        finding({ code: "entry-only-in-upload", rebuilt: null, notes: [".gitignore:12: *.m4"] }),
        generator,
        { ...generator, path: ["pkg-1.0.tgz", "pkg-1.0/METADATA"] },
        ...Array.from({ length: 82 }, (_, at) => mtime(`package/${String(at)}.js`)),
      ],
    }),
  ]);
  const text = renderText(whole);

  it("counts what is accepted in one line per kind", () => {
    expect(text).toContain("ACCEPTED (82)");
    expect(text).toMatch(/82 +Modification time differs - accepted by archive-mtime/);
    expect(text).not.toContain("package/5.js");
  });

  it("spells out what is not, with both values, the ignore rule and where to read on", () => {
    expect(text).toContain("NOT EXPLAINED (1)");
    expect(text).toContain(`120 bytes, sha256 ${digest("aa")}`);
    expect(text).toContain("rebuilt   not there");
    expect(text).toContain(".gitignore:12: *.m4");
    expect(text).toContain("https://rebuild-gate.github.io/docs/differences#entry-only-in-upload");
  });

  it("says one cause once, and names the other files", () => {
    expect(text.match(/fix +build with poetry-core==1.3.2/g)).toHaveLength(1);
    expect(text).toContain("and 1 more of this kind:\n      pkg-1.0/METADATA");
    expect(text).toContain("1,453 as in the commit, 1 not explained");
  });

  it("says truthfully how far the build was shut in", () => {
    expect(text).toMatch(/isolation +process \(asked for: auto\) - .*ran as the same\s+user/s);
    expect(text).toMatch(/limits +none that the kernel held/);
    expect(text).toMatch(/network +open \(asked for: none\) - the build could reach the network/);
  });

  it("points to the report where it is cut", () => {
    const many = Array.from({ length: 30 }, (_, at) =>
      finding({ path: ["pkg-1.0.tgz", `f${String(at)}`] }),
    );
    const cut = renderText(report([artifact({ findings: many })]));
    expect(cut).toContain("... and 10 more; all of them are in report.json");
    expect(cut).toContain("f19");
    expect(cut).not.toContain("f20");
  });

  it("shows the end of a failed build's log", () => {
    const failed = renderText(report([unbuilt], { build: failedBuild("exit", "2") }));
    expect(failed).toContain("The build log ended with:\n  | make: no rule\n");
  });

  it("keeps unstable findings apart from the alarms", () => {
    const unstable = finding({ class: "unstable", path: ["pkg-1.0.tgz", "stamp"] });
    const both = renderText(
      report([artifact({ stability: "unstable", findings: [unstable, finding()] })]),
    );
    expect(both.indexOf("NOT EXPLAINED (1)")).toBeLessThan(both.indexOf("NOT STABLE (1)"));
    expect(both.indexOf("NOT STABLE (1)")).toBeLessThan(both.lastIndexOf("stamp"));
  });
});

describe("Markdown", () => {
  const many = report([
    artifact({
      findings: Array.from({ length: 9000 }, (_, at) =>
        finding({ path: ["pkg-1.0.tgz", `dir/f${String(at)}.js`] }),
      ),
    }),
  ]);

  it("ends before a job summary's limit, between two rows, and counts what is left out", () => {
    const page = renderMarkdown(many);
    const bytes = new TextEncoder().encode(page).length;
    expect(bytes).toBeLessThanOrEqual(LONGEST_SUMMARY);
    expect(bytes).toBeGreaterThan(LONGEST_SUMMARY - 2000);
    const rows = page.split("\n").filter((line) => line.startsWith("| high |"));
    expect(rows.every((line) => line.endsWith(" |"))).toBe(true);
    const [, left] = /\*\*([\d,]+) more files in the report\.\*\*/.exec(page) ?? [];
    expect(rows.length + Number(left?.replace(",", ""))).toBe(9000);
    expect(page).toContain("Accepted in this run: normalized.");
  });

  it("is whole when it fits", () => {
    expect(renderMarkdown(report([artifact({ findings: [finding()] })]))).not.toContain(
      "more file",
    );
  });
});

describe("limits of a build", () => {
  it("stand on every surface, also when there were none", () => {
    const page = (files: ReadonlyMap<string, string>, name: string): string =>
      files.get(name)?.replaceAll(/\s+/g, " ") ?? "";
    const limits = [{ limit: "process-memory", value: 1e9, by: "rlimit" } as const];
    const [held, none] = [limits, []].map((given) => {
      const made = report([artifact({ findings: [finding()] })]);
      const sandbox = { ...build().sandbox, limits: given };
      return reportFiles({ ...made, build: { ...build(), sandbox } });
    });
    for (const name of ["report.txt", "report.md", "report.html"]) {
      expect(page(held!, name)).toMatch(/1\.0 GB of data for one process.*not limited.*rlimit/);
      expect(page(none!, name)).toMatch(/none that the kernel held/);
    }
  });
});

describe("remarks", () => {
  it("stand on every surface", () => {
    const remarks = [{ code: "mode-world-writable" as const, count: 1, paths: ["p/open"] }];
    const files = reportFiles(report([artifact({ findings: [finding()], remarks })]));
    for (const name of ["report.txt", "report.md", "report.html"]) {
      expect(files.get(name)).toMatch(/1 entry is writable for everybody on both sides: p\/open/);
    }
    expect(files.get("report.json")).toContain('"mode-world-writable"');
  });
});

describe("cappedDocument", () => {
  const blocks = [
    { text: "é".repeat(10), findings: 1 },
    { text: "b".repeat(10), findings: 2 },
    { text: "c", findings: 4 },
  ];
  const more = (findings: number) => `+${String(findings)}`;

  it("counts bytes, and leaves out everything from the first block that does not fit", () => {
    expect(cappedDocument(blocks, "T", 34, more)).toBe(`${"é".repeat(10)}${"b".repeat(10)}cT`);
    expect(cappedDocument(blocks, "T", 33, more)).toBe(`${"é".repeat(10)}${"b".repeat(10)}+4T`);
    expect(cappedDocument(blocks, "T", 25, more)).toBe(`${"é".repeat(10)}+6T`);
    expect(cappedDocument(blocks, "T", 0, more)).toBe("+7T");
  });
});

describe("reportFiles", () => {
  it("has every format, and the JSON reads back", () => {
    const whole = report([artifact({ findings: [finding(), mtime("a")] })]);
    const files = reportFiles(whole);
    expect([...files.keys()]).toEqual(["report.json", "report.md", "report.html", "report.txt"]);
    expect(parseReport(files.get("report.json")!)).toEqual(whole);
  });
});

describe("selectFindings", () => {
  const whole = report([
    artifact({
      findings: [
        finding({ path: ["pkg-1.0.tgz", "a/METADATA"] }),
        finding({ path: ["pkg-1.0.tgz", "b/METADATA"] }),
        finding({ path: ["pkg-1.0.tgz", "inner.zip", "x"] }),
      ],
    }),
  ]);
  const paths = (path: string | null) =>
    selectFindings(whole, path).map((one) => one.path.slice(1).join("/"));

  it.each([
    [null, ["a/METADATA", "b/METADATA", "inner.zip/x"]],
    ["a/METADATA", ["a/METADATA"]],
    ["pkg-1.0.tgz ▸ a/METADATA", ["a/METADATA"]],
    ["METADATA", ["a/METADATA", "b/METADATA"]],
    ["inner.zip/x", ["inner.zip/x"]],
  ])("finds %j", (path, found) => {
    expect(paths(path)).toEqual(found);
  });

  it("refuses a path without a finding", () => {
    expect(() => paths("nothing")).toThrow(InputError);
  });

  it.each<[Parameters<typeof finding>[0], string]>([
    [{}, "no; this run accepts normalized"],
    [{ code: "unaccounted-bytes" }, "no, and nothing may ever accept it"],
    [{ code: "not-rebuilt", class: "unverifiable" }, "no; it was not proven either way"],
    [
      { code: "entry-mtime", accepted: { by: "archive-mtime" } },
      "by archive-mtime: modification times",
    ],
    [{ accepted: { by: "my-waiver" } }, "by my-waiver"],
  ])("says who accepts it or could: %j", (overrides, said) => {
    expect(renderExplanation(whole, [finding(overrides)], PLAIN)).toContain(said);
  });

  it("says that there is nothing to explain", () => {
    expect(renderExplanation(report(), [], PLAIN)).toBe(
      "This report has no findings: nothing differs.\n",
    );
  });
});

describe("inspectionOf", () => {
  const fingerprint = { size: 1, sha256: digest("a") as never };
  const refusal = { code: "tar-checksum", message: "wrong", offset: 1512 };
  const entry = {
    path: pathFromText("bin/tool"),
    type: "file" as const,
    mode: 0o4755,
    size: 12,
    sha256: digest("ab") as never,
    linkTarget: null,
    mtime: 0,
    packed: null,
    fields: new Map(),
  };
  const reading: Reading = {
    kind: "archive",
    file: fingerprint,
    layers: [{ format: "gzip", fields: new Map(), packed: fingerprint }],
    archive: {
      format: "tar",
      fields: new Map(),
      content: fingerprint,
      entries: [
        entry,
        {
          ...entry,
          type: "symlink",
          mode: null,
          sha256: null,
          size: 0,
          linkTarget: pathFromText("tool"),
        },
        { ...entry, type: "directory", mode: 0o1777, sha256: null, size: 0 },
      ],
    },
  };

  it("lists entries as the schema has them", () => {
    expect(inspectionOf(reading)).toEqual({
      ok: true,
      format: "tar+gzip",
      entries: [
        { path: "bin/tool", type: "file", mode: "4755", size: 12, sha256: digest("ab") },
        {
          path: "bin/tool",
          type: "symlink",
          mode: null,
          size: 0,
          sha256: null,
          linkTarget: "tool",
        },
        { path: "bin/tool", type: "directory", mode: "1777", size: 0, sha256: null },
      ],
    });
  });

  it("prints them like ls -l, special bits included", () => {
    const lines = renderInspection(inspectionOf(reading)).split("\n");
    expect(lines[1]).toMatch(/^-rwsr-xr-x +12 {2}ab0000000000 {2}bin\/tool$/);
    expect(lines[2]).toMatch(/^l\?{9} +0 {2}- +bin\/tool -> tool$/);
    expect(lines[3]).toMatch(/^drwxrwxrwt/);
  });

  it.each<[Reading, string]>([
    [{ kind: "refused", file: fingerprint, format: "tar", refusal }, "tar-checksum"],
    [{ kind: "unsupported", file: fingerprint, format: "xz", refusal }, "tar-checksum"],
    [{ kind: "opaque", file: fingerprint, layers: [], content: fingerprint }, "not-an-archive"],
    [
      {
        kind: "opaque",
        file: fingerprint,
        layers: reading.layers,
        content: fingerprint,
      },
      "not-an-archive",
    ],
  ])("refuses what is no whole archive: %#", (refused, code) => {
    const inspection = inspectionOf(refused);
    expect(inspection).toMatchObject({ ok: false, code });
    expect(renderInspection(inspection)).toContain(`refused: ${code}`);
  });
});

describe("words and lines", () => {
  it("count, size and time as people read them", () => {
    expect([counted(1, "file"), counted(1234, "file"), counted(2, "entry", "entries")]).toEqual([
      "1 file",
      "1,234 files",
      "2 entries",
    ]);
    expect([0, 999, 1000, 1_234_567, 999_950, 5e15].map(sizeText)).toEqual([
      "0 bytes",
      "999 bytes",
      "1.0 kB",
      "1.2 MB",
      "1.0 MB",
      "5000.0 TB",
    ]);
    expect([5, 999, 1500, 59_949, 59_950, 250_000].map(durationText)).toEqual([
      "5 ms",
      "999 ms",
      "1.5 s",
      "59.9 s",
      "1 min 0 s",
      "4 min 10 s",
    ]);
    expect(grouped(1_000_000)).toBe("1,000,000");
  });

  it("keep a text in its column, and give a label that is too long a line of its own", () => {
    expect(labelled("fix", "a b", { indent: 2, column: 8 })).toEqual(["  fix   a b"]);
    expect(labelled("a long label", "text", { indent: 2, column: 8 })).toEqual([
      "  a long label",
      "        text",
    ]);
    const long = labelled("x", "😀".repeat(200));
    expect(long.every((line) => line.length <= WIDTH)).toBe(true);
    expect(long.join("").replaceAll(/[ x]/g, "")).toBe("😀".repeat(200));
  });
});
