import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { GitRepository } from "../support/git-repository.ts";
import { runOrThrow } from "./support/run.ts";
import { checkAlone, programObstacle } from "./support/zero-configuration.ts";

// A project as the one of the backdoor was: macros that the tools copy into m4/, where git ignores them, and catalogues
// that gettext dates by the clock.
const FILES = {
  "configure.ac": [
    "AC_INIT([demo], [1.0])",
    "AC_CONFIG_AUX_DIR([build-aux])",
    "AC_CONFIG_MACRO_DIRS([m4])",
    "AM_INIT_AUTOMAKE([foreign])",
    "AC_PROG_CC",
    "AM_GNU_GETTEXT_VERSION([0.19])",
    "AM_GNU_GETTEXT([external])",
    "AC_CONFIG_FILES([Makefile po/Makefile.in])",
    "AC_OUTPUT",
    "",
  ].join("\n"),
  "Makefile.am":
    "SUBDIRS = po\nACLOCAL_AMFLAGS = -I m4\nEXTRA_DIST = hello.c build-aux/config.rpath m4/ChangeLog\n",
  "hello.c": 'int main(void) { return _("hello") == 0; }\n',
  "m4/ChangeLog": "",
  ".gitignore": "*.m4\n/po/*.pot\n/build-aux/\n",
  "po/POTFILES.in": "hello.c\n",
  "po/LINGUAS": "de\n",
  "po/de.po": [
    'msgid ""',
    'msgstr ""',
    '"Project-Id-Version: demo 1.0\\n"',
    '"POT-Creation-Date: 2001-01-01 01:01+0100\\n"',
    '"Language: de\\n"',
    '"Content-Type: text/plain; charset=UTF-8\\n"',
    '"Content-Transfer-Encoding: 8bit\\n"',
    "",
    'msgid "hello"',
    'msgstr "hallo"',
    "",
  ].join("\n"),
  "po/Makevars":
    "DOMAIN = $(PACKAGE)\nsubdir = po\ntop_builddir = ..\nXGETTEXT_OPTIONS = --keyword=_\n",
};
const IGNORED = "demo-1.0/m4/nls.m4";

const obstacle = await programObstacle({
  autoreconf: "autoconf",
  automake: "automake",
  autopoint: "autopoint",
  msgfmt: "gettext",
  make: "make",
  cc: "gcc",
});
const scenario = obstacle === undefined ? describe : describe.skip;

let folder = "";
let source = "";
let released = "";

beforeAll(async () => {
  if (obstacle !== undefined) return;
  folder = await mkdtemp(join(tmpdir(), "autotools-"));
  source = join(folder, "source");
  new GitRepository(source).commit(FILES);
  const clone = join(folder, "clone");
  // The release of somebody else: other folder, other umask, other zone, the clock of today.
  await runOrThrow("/bin/sh", [
    "-ec",
    [
      "umask 002",
      `git clone -q '${source}' '${clone}'`,
      `cd '${clone}'`,
      "autoreconf -fi >../log 2>&1",
      // gettext looks for the package's name in every file around it: the log must lie elsewhere.
      "export TZ=Pacific/Apia",
      "{ ./configure && make dist-xz; } >>../log 2>&1",
    ].join("\n"),
  ]);
  released = join(clone, "demo-1.0.tar.xz");
});

afterAll(async () => {
  if (folder !== "") await rm(folder, { recursive: true, force: true });
});

scenario(`a release of make dist${obstacle === undefined ? "" : `: ${obstacle}`}`, () => {
  test("is equivalent to its rebuild by the autotools preset, which nobody named", async () => {
    const { status, report, only } = await checkAlone(released, source);
    expect(only.findings.filter(({ accepted }) => accepted === null)).toEqual([]);
    expect(only).toMatchObject({ verdict: "equivalent", level: "L2" });
    expect(status).toBe(0);
    const plan = Object.fromEntries((report.build?.plan ?? []).map((item) => [item.item, item]));
    expect(plan["preset"]?.value).toBe("autotools");
    expect(plan["umask"]).toMatchObject({ value: "002" });
    expect(plan["POT-Creation-Date"]?.evidence).toBe("demo-1.0/po/demo.pot in demo-1.0.tar.xz");
  });

  test("with a macro of another serial in an ignored file is refused, file and rule named", async () => {
    const twin = join(folder, "twin", "demo-1.0.tar.xz");
    // Packed as automake packs, with the times of the release: only the macro tells the two apart.
    await runOrThrow("/bin/sh", [
      "-ec",
      [
        `mkdir -p '${join(folder, "twin")}' && cd '${join(folder, "twin")}'`,
        `tar -xpf '${released}'`,
        `touch -r ${IGNORED} time`,
        `printf '# nls.m4 serial 30\\n: "SYNTHETIC-MARKER"\\n' >> ${IGNORED}`,
        `touch -r time ${IGNORED}`,
        "tar chof - demo-1.0 | xz > demo-1.0.tar.xz",
      ].join("\n"),
    ]);
    const { status, only } = await checkAlone(twin, source);
    expect(status).toBe(1);
    expect(only).toMatchObject({ verdict: "different", stability: "stable" });
    const [found, ...others] = only.findings.filter(({ accepted }) => accepted === null);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ code: "entry-content", class: "unexplained", risk: "high" });
    expect(found?.path.at(-1)).toBe(IGNORED);
    expect(found?.notes.join("\n")).toContain(".gitignore:1: *.m4");
  });
});
