import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { readReport } from "../../src/adapters/report-file.ts";
import { assertUntracked, reportStore } from "../../src/adapters/report-store.ts";
import { readWholeFile } from "../../src/adapters/whole-file.ts";
import { InputError, RemoteError } from "../../src/core/errors.ts";
import { report } from "../support/reports.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "report-store-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const files = (...names: string[]) =>
  new Map(names.map((name) => [name, new TextEncoder().encode(`new ${name}`)]));
const content = (name: string) => readFile(join(folder, name), "utf8");

describe("reportStore", () => {
  it("makes the folder and writes every file, and nothing else stays", async () => {
    await reportStore().write(join(folder, "a", "b"), files("report.json", "report.md"));
    expect(await readdir(join(folder, "a", "b"))).toEqual(["report.json", "report.md"]);
    expect(await content("a/b/report.json")).toBe("new report.json");
  });

  const ofLinux = process.platform === "linux" ? it : it.skip;
  ofLinux("ends where a folder cannot have children, instead of trying for ever", async () => {
    await expect(
      reportStore().write("/proc/report/of-a-run", files("report.json")),
    ).rejects.toMatchObject({
      code: "disk-failed",
    });
  });

  it("replaces the files of an earlier run and leaves others alone", async () => {
    await writeFile(join(folder, "report.json"), "old");
    await writeFile(join(folder, "mine.txt"), "mine");
    await reportStore().write(folder, files("report.json"));
    expect(await readdir(folder)).toEqual(["mine.txt", "report.json"]);
    expect(await content("report.json")).toBe("new report.json");
    expect(await content("mine.txt")).toBe("mine");
  });

  it.each(["folder", "link"])("writes nothing when one name is taken by a %s", async (kind) => {
    await writeFile(join(folder, "a"), "old");
    await (kind === "folder"
      ? mkdir(join(folder, "b"))
      : symlink("/etc/passwd", join(folder, "b")));
    const written = reportStore().write(folder, files("a", "b"));
    await expect(written).rejects.toMatchObject({ name: "InputError", code: "output-exists" });
    expect(await content("a")).toBe("old");
    expect(await readdir(folder)).toEqual(["a", "b"]);
  });

  it.each(["../a", "x/a", "..", "."])("writes no file called %s", async (name) => {
    await expect(reportStore().write(join(folder, "sub"), files(name))).rejects.toThrow(InputError);
    expect(await readdir(folder)).toEqual([]);
  });

  it("leaves everything as it was when it fails half-way", async () => {
    await writeFile(join(folder, "a"), "old");
    // The name fits, the name of what is kept of the file it replaces does not.
    const long = "n".repeat(250);
    await writeFile(join(folder, long), "old too");
    await expect(reportStore().write(folder, files("a", "b", long))).rejects.toThrow(RemoteError);
    expect((await readdir(folder)).sort()).toEqual(["a", long].sort());
    expect(await content("a")).toBe("old");
    expect(await content(long)).toBe("old too");
  });

  it("says so when the folder cannot be made", async () => {
    await writeFile(join(folder, "file"), "");
    const written = reportStore().write(join(folder, "file", "sub"), files("a"));
    await expect(written).rejects.toMatchObject({ name: "RemoteError", code: "disk-failed" });
  });
});

describe("assertUntracked", () => {
  const git = (...args: string[]) =>
    execFileSync("git", [
      "-C",
      join(folder, "repo"),
      "-c",
      "user.name=n",
      "-c",
      "user.email=e@x",
      ...args,
    ]);
  const names = ["report.json", "report.md"];
  let home: string;
  beforeEach(async () => {
    home = join(folder, "home");
    await mkdir(home);
    await mkdir(join(folder, "repo", "out"), { recursive: true });
    await writeFile(join(folder, "repo", "out", "report.md"), "tracked");
    git("init", "-q");
    git("add", ".");
  });
  const check = (directory: string) =>
    assertUntracked(join(folder, directory), names, home, new AbortController().signal);

  it("refuses a folder in which git tracks one of the names", async () => {
    await expect(check("repo/out")).rejects.toMatchObject({ code: "output-exists" });
  });

  it("refuses it through a link, too", async () => {
    await symlink(join(folder, "repo", "out"), join(folder, "link"));
    await expect(check("link")).rejects.toMatchObject({ code: "output-exists" });
  });

  it("refuses it when the tracked file and its folder were removed from the work tree", async () => {
    await rm(join(folder, "repo", "out"), { recursive: true });
    await expect(check("repo/out")).rejects.toMatchObject({ code: "output-exists" });
  });

  it.each(["repo", "repo/new/deep", "elsewhere"])("takes %s", async (directory) => {
    await expect(check(directory)).resolves.toBeUndefined();
  });
});

describe("readWholeFile", () => {
  it("refuses a folder, a named pipe without waiting for it, a missing file, and too much", async () => {
    execFileSync("mkfifo", [join(folder, "pipe")]);
    await writeFile(join(folder, "big"), "12345");
    const code = (name: string) =>
      readWholeFile(join(folder, name), 4, "a file").then(
        () => "accepted",
        (error: unknown) => (error as InputError).code,
      );
    expect(await code(".")).toBe("file-unusable");
    expect(await code("pipe")).toBe("file-unusable");
    expect(await code("none")).toBe("file-missing");
    expect(await code("big")).toBe("file-unusable");
    expect(Buffer.from(await readWholeFile(join(folder, "big"), 5, "a file")).toString()).toBe(
      "12345",
    );
  });
});

describe("readReport", () => {
  it("reads what was written, and refuses bytes that are not UTF-8", async () => {
    const file = join(folder, "report.json");
    await writeFile(file, JSON.stringify(report()));
    expect(await readReport(file)).toEqual(report());
    await chmod(file, 0o600);
    await writeFile(
      file,
      Buffer.concat([Buffer.from(JSON.stringify(report())), Buffer.from([0xff])]),
    );
    await expect(readReport(file)).rejects.toMatchObject({ code: "report-invalid" });
  });
});
