import { describe, expect, it } from "@jest/globals";
import { pythonPreset } from "../../../src/core/presets/python.ts";
import { projectOf, thrown, uploadOf, type Member } from "../../support/preset-project.ts";

const PYPROJECT =
  '[build-system]\nrequires = ["poetry-core>=1.0.0"]\nbuild-backend = "poetry.core.masonry.api"\n[tool.poetry]\nname = "My.Pkg"\n';
const project = projectOf({ "pyproject.toml": PYPROJECT });
const sdist = uploadOf("my_pkg-1.0.tar.gz", [
  { path: "my_pkg-1.0/PKG-INFO", mtime: 1 },
  { path: "my_pkg-1.0/a.py", mtime: 2 },
]);
const wheelOf = (name: string, generator = "poetry-core 1.3.2", more: readonly Member[] = []) =>
  uploadOf(
    name,
    [
      {
        path: "my_pkg-1.0.dist-info/WHEEL",
        mtime: 1_580_601_600,
        text: `Wheel-Version: 1.0\nGenerator: ${generator}\nTag: py3-none-any\n`,
      },
      ...more,
    ],
    { format: "zip" },
  );
const wheel = wheelOf("my_pkg-1.0-py3-none-any.whl");
const detect = (upload: typeof sdist, of = project) => pythonPreset.detect(of, upload);

describe("the python preset", () => {
  it("is detected by the manifest of a project of the upload's name", () => {
    expect(detect(sdist)).toBe("pyproject.toml of My.Pkg");
    expect(detect(wheel)).toBe("pyproject.toml of My.Pkg");
    expect(detect(uploadOf("my-pkg-1.0.tar.gz", null))).toBe("pyproject.toml of My.Pkg");
    expect(detect(wheelOf("other-1.0-py3-none-any.whl"))).toBeNull();
    expect(detect(wheel, projectOf({ "setup.py": "" }))).toBe("setup.py");
    expect(detect(wheel, projectOf({}))).toBeNull();
  });

  it("does not take every archive of a Python project for a source distribution", () => {
    expect(detect(uploadOf("my_pkg-1.0.tar.gz", [{ path: "my_pkg-1.0/a.py" }]))).toBeNull();
    expect(detect(uploadOf("my_pkg-1.0.zip", null))).toBeNull();
  });

  it("fetches the commit's requirements at the version of the upload, and no source package", () => {
    const { fetch, materials } = pythonPreset.plan(project, [sdist, wheel], null);
    expect(fetch?.command).toContain("--only-binary :all:");
    expect(fetch?.command).toMatch(/'poetry-core>=1\.0\.0' poetry-core==1\.3\.2$/);
    expect(fetch?.replay).toBeNull();
    expect(materials).toEqual(["python/*"]);
  });

  it("fetches nothing that the upload alone names", () => {
    const evil = wheelOf("my_pkg-1.0-py3-none-any.whl", "attacker-backend 6.6");
    const recipe = pythonPreset.plan(project, [evil], null);
    expect(recipe.fetch?.command).not.toContain("attacker");
    expect(recipe.build.command).not.toContain("attacker");
    expect(recipe.decisions).toContainEqual(
      expect.objectContaining({ item: "not installed", value: "attacker-backend 6.6" }),
    );
  });

  it("lets the commit's own lock win over the upload", () => {
    const hashes = `poetry-core==1.4.0 --hash=sha256:${"0".repeat(64)}\n`;
    const locked = (text: string) =>
      pythonPreset.plan(
        projectOf({ "pyproject.toml": PYPROJECT, "requirements-build.txt": text }),
        [wheel],
        null,
      );
    const { fetch, decisions } = locked(hashes);
    expect(fetch?.command).toMatch(/--require-hashes -r \.\/requirements-build\.txt$/);
    expect(fetch?.command).not.toContain("1.3.2");
    expect(decisions).toContainEqual({
      item: "lock",
      value: "requirements-build.txt, with hashes",
      evidence: "the commit",
    });
    const bare = locked("poetry-core==1.4.0\n").fetch?.command;
    expect(bare).toContain("-c ./requirements-build.txt 'poetry-core>=1.0.0'");
    expect(bare).not.toContain("1.3.2");
  });

  it("installs from what was fetched, offline", () => {
    const { prepare } = pythonPreset.plan(project, [wheel], null);
    expect(prepare?.command).toContain("no-index = true");
    expect(prepare?.command).toContain("$GATE_MATERIALS/python");
  });

  it("makes the wheel from the source distribution, and only what was uploaded counts", () => {
    const both = pythonPreset.plan(project, [sdist, wheel], null);
    expect(both.build.command).toMatch(/-m build --outdir dist$/);
    expect(both.outputs).toEqual(["dist/*.tar.gz", "dist/*.whl"]);
    expect(pythonPreset.plan(project, [wheel], null).outputs).toEqual(["dist/*.whl"]);
    const source = pythonPreset.plan(project, [sdist], null);
    expect(source.build.command).toMatch(/ --sdist$/);
    expect(source.outputs).toEqual(["dist/*.tar.gz"]);
  });

  it("sets no epoch where the upload shows that none was set", () => {
    expect(pythonPreset.plan(project, [wheel], null).environment).toEqual([
      {
        name: "SOURCE_DATE_EPOCH",
        value: null,
        evidence: "every file of my_pkg-1.0-py3-none-any.whl bears 2020-02-02, hatchling's own",
      },
    ]);
    expect(pythonPreset.plan(project, [sdist], null).environment).toEqual([]);
  });

  it("gives files the permissions that the upload shows", () => {
    const shared = uploadOf("my_pkg-1.0.tar.gz", [{ path: "my_pkg-1.0/PKG-INFO", mode: 0o664 }]);
    const recipe = pythonPreset.plan(project, [shared], null);
    expect(recipe.umask).toEqual({ value: "002", evidence: "the modes in my_pkg-1.0.tar.gz" });
    expect(recipe.build.command).toMatch(/^chmod -R g=u \. && /);
    expect(pythonPreset.plan(project, [sdist], null).umask).toBeNull();
  });

  it("builds machine code with the Python that the wheel is for, one at a time", () => {
    const native = (tag: string) => wheelOf(`my_pkg-1.0-${tag}-linux_x86_64.whl`);
    const { requires, fetch } = pythonPreset.plan(project, [native("cp312-cp312")], null);
    expect(requires).toEqual([
      { program: "python3.12", from: "the packages python3.12 and python3.12-venv" },
    ]);
    expect(fetch?.command).toContain("python3.12 -m venv");
    expect(pythonPreset.plan(project, [native("cp38-abi3")], null).requires[0]?.program).toBe(
      "python3",
    );
    expect(
      thrown(() =>
        pythonPreset.plan(project, [native("cp311-cp311"), native("cp312-cp312")], null),
      ),
    ).toMatch(/^preset-unusable: .*python3\.11, python3\.12/);
  });

  it.each([
    ["python -m build", true],
    ["python3 -m build --wheel", true],
    ["python3.12 -m build --sdist .", true],
    ["python -m build --no-isolation", false],
    ["python -m build -n", false],
    ["python -m build -nw", false],
    ["python -m builder", false],
    ["python setup.py sdist", false],
  ])("would run `%s`: %s", (command, expected) => {
    expect(pythonPreset.runs(command)).toBe(expected);
  });

  it("makes no plan of a project without a manifest, or with one that is broken", () => {
    expect(thrown(() => pythonPreset.plan(projectOf({}), [wheel], null))).toMatch(
      /^preset-unusable: /,
    );
    const broken = projectOf({ "pyproject.toml": "[build-system" });
    expect(thrown(() => pythonPreset.plan(broken, [wheel], null))).toMatch(/^preset-unusable: /);
  });
});
