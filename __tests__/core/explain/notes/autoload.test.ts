import { describe, expect, it } from "@jest/globals";
import { autoloadNote } from "../../../../src/core/explain/notes/autoload.ts";

describe("autoloadNote", () => {
  it.each([
    ["site-packages/evil.pth", "Python runs the lines"],
    ["sitecustomize.py", "at every start"],
    ["usercustomize.py", "at every start"],
    ["d/tests/conftest.py", "pytest"],
    ["demo-1.0.dist-info/entry_points.txt", "plug-ins"],
    ["d/setup.py", "when the package is built"],
    ["d/setup.cfg", "when the package is built"],
    ["d/pyproject.toml", "what runs"],
    ["package/.npmrc", "on install"],
    ["package/binding.gyp", "on install"],
    ["d/.git/hooks/pre-commit", "git obeys"],
    ["d/.GIT/config", "git obeys"],
    ["d/.gitmodules", "git obeys"],
    ["d/GIT~1/config", "as .git"],
    ["d/configure", "when the package is built"],
    ["d/configure.ac", "when the package is built"],
    ["d/aclocal.m4", "when the package is built"],
    ["d/m4/build-to-host.m4", "part of configure"],
    ["d/Makefile.in", "make runs"],
    ["d/GNUmakefile", "make runs"],
    ["d/rules.mk", "make runs"],
    ["d/CMakeLists.txt", "when the package is built"],
    ["d/cmake/x.cmake", "when the package is built"],
    ["d/build.rs", "when the package is built"],
    ["d/x.gemspec", "when the package is built"],
    ["d/.github/workflows/ci.yml", "opens or builds"],
    ["d/.envrc", "opens or builds"],
  ])("says why %s is dangerous", (name, why) => {
    expect(autoloadNote(name)).toContain(why);
  });

  it.each([
    "d/pth.py",
    "d/my_conftest.py",
    "d/gitignored.txt",
    "d/.gitignore",
    "d/configure.txt",
    "d/notes/m4.txt",
    "d/m4/deeper/x.m4",
    "d/Makefiles/readme",
    "d/setup.pyx",
    "d/a.c",
  ])("says nothing of %s", (name) => {
    expect(autoloadNote(name)).toBeNull();
  });
});
