/** The parts of a version by PEP 440, as texts; undefined where it has none. */
interface Parts {
  readonly epoch: string | undefined;
  readonly release: readonly string[];
  readonly pre: string | undefined;
  readonly post: string | undefined;
  readonly dev: string | undefined;
  readonly local: string | undefined;
}

type Quote = "'" | '"';
type Spelling = (parts: Parts, version: string, quoted: (text: string) => string) => Literals;
type Literals = readonly (string | undefined)[];

/**
 * How the tools turn a version into a tuple. setuptools-scm, which hatch-vcs calls, writes Python's own `repr`; until
 * version 8 it left epoch, pre- and post-release out. versioningit splits the text, or follows PEP 440 when told so.
 */
const SPELLINGS: ReadonlyMap<string, readonly [spelling: Spelling, quotes: readonly Quote[]]> =
  new Map([
    [
      "setuptools-scm",
      [
        ({ epoch, release, pre, post, dev, local }, _, quoted) => [
          ...texts([epoch === undefined ? undefined : `${epoch}!`], quoted),
          ...release,
          ...texts([pre, post, dev, local], quoted),
        ],
        ["'"],
      ],
    ],
    [
      "setuptools-scm before 8",
      [({ release, dev, local }, _, quoted) => [...release, ...texts([dev, local], quoted)], ["'"]],
    ],
    [
      "versioningit by PEP 440",
      [
        ({ epoch, release, pre, post, dev, local }, _, quoted) => [
          epoch,
          ...release,
          ...texts([pre, post, dev, local === undefined ? undefined : `+${local}`], quoted),
        ],
        ['"', "'"],
      ],
    ],
    [
      "versioningit",
      [
        (_, version, quoted) =>
          version.split(/[.+!]/).map((part) => (/^\d+$/.test(part) ? part : quoted(part))),
        ['"', "'"],
      ],
    ],
  ]);

function texts(parts: Literals, quoted: (text: string) => string): Literals {
  return parts.map((part) => (part === undefined ? undefined : quoted(part)));
}

/**
 * Who writes this version, in normal form, as exactly this tuple literal: the tools with their quotes. Everything but
 * the very literal (another quote, a missing or additional comma, a number for a tuple) is written by nobody.
 */
export function tupleWriters(version: string, literal: string): ReadonlySet<string> {
  const parts = partsOf(version);
  const writers = new Set<string>();
  for (const [tool, [spelling, quotes]] of SPELLINGS) {
    for (const quote of quotes) {
      const items = spelling(parts, version, (text) => `${quote}${text}${quote}`).filter(
        (item) => item !== undefined,
      );
      if (literal === tupleOf(items)) writers.add(`${tool} ${quote}`);
    }
  }
  return writers;
}

/** As Python prints a tuple: one item alone needs its comma, or it is no tuple. */
function tupleOf(items: readonly string[]): string {
  return `(${items.join(", ")}${items.length === 1 ? "," : ""})`;
}

function partsOf(version: string): Parts {
  const [main = "", local] = version.split("+");
  const release = /^(?:(\d+)!)?([\d.]*\d)/.exec(main);
  return {
    epoch: release?.[1],
    release: (release?.[2] ?? "").split("."),
    pre: /(?:a|b|rc)\d+/.exec(main)?.[0],
    post: /post\d+/.exec(main)?.[0],
    dev: /dev\d+/.exec(main)?.[0],
    local,
  };
}
