/** One program of `dist/`: what it is bundled from and how a bare start of it must end. */
export interface Entry {
  /** Base name in `dist/`, and of the file in `src/entry/`. */
  readonly name: string;
  /** Whether it is started by its path, so that it needs a shebang and the executable bit. */
  readonly executable: boolean;
  /** Packages it may load before it knows what it is asked for; anything else must be lazy. */
  readonly packagesAtStart: readonly string[];
  /** A start that needs no input, network or repository. */
  readonly probe: {
    readonly args: readonly string[];
    readonly exit: number;
    readonly stdout: RegExp;
  };
}

/** Every program that a release holds; the build, the dist check and the dist test read this list. */
export const entries: readonly Entry[] = [
  {
    name: "cli",
    executable: true,
    packagesAtStart: [],
    probe: { args: ["--version"], exit: 0, stdout: /^(?:rebuild-gate )?\d+\.\d+\.\d+/ },
  },
  {
    name: "action",
    executable: false,
    packagesAtStart: ["@actions/core", "@actions/exec", "@actions/io", "diff", "picomatch"],
    // Without the inputs that a runner gives.
    probe: { args: [], exit: 1, stdout: /^::error::rebuild-gate: usage/ },
  },
];
