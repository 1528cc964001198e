/** Names that some tool runs or obeys without being asked, with who does. */
const AUTOLOADED: readonly (readonly [RegExp, string])[] = [
  [/\.pth$/, "Python runs the lines of a .pth file at every start"],
  [/(^|\/)(site|user)customize\.py$/, "Python imports this at every start"],
  [/(^|\/)conftest\.py$/, "pytest imports this"],
  [/(^|\/)entry_points\.txt$/, "tools load the plug-ins named here"],
  [/(^|\/)setup\.(py|cfg)$/, "runs, or is obeyed, when the package is built"],
  [/(^|\/)pyproject\.toml$/, "names what runs when the package is built"],
  [
    /(^|\/)(\.npmrc|\.yarnrc(\.yml)?|\.pnpmfile\.c?js|binding\.gyp)$/,
    "npm and its kin obey this on install",
  ],
  [/(^|\/)\.git(modules|attributes|config)?(\/|$)/i, "git obeys this"],
  [/(^|\/)git~\d+(\/|$)/i, "Windows opens this name as .git"],
  [
    /(^|\/)(configure|configure\.(ac|in)|aclocal\.m4|acinclude\.m4|autogen\.sh|bootstrap)$/,
    "runs when the package is built",
  ],
  [/(^|\/)m4\/[^/]+\.m4$/, "becomes part of configure"],
  [/(^|\/)(GNUm|M|m)akefile(\.(am|in))?$|\.mk$/, "make runs what stands here"],
  [
    /(^|\/)(CMakeLists\.txt|meson\.build|build\.rs|build\.gradle(\.kts)?|pom\.xml|Rakefile|extconf\.rb)$|\.(cmake|gemspec)$/,
    "runs when the package is built",
  ],
  [
    /(^|\/)(\.envrc|\.vscode\/.*|\.idea\/.*|\.github\/workflows\/.*)$/,
    "runs when somebody opens or builds the source",
  ],
];

/** Why a file of this name is run without being called; null for ordinary names. */
export function autoloadNote(name: string): string | null {
  return AUTOLOADED.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}
