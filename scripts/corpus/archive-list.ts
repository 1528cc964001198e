/** One archive of the corpus as the list records it. */
export interface ListedArchive {
  readonly source: string;
  /** Unique within its source. */
  readonly name: string;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

const HEAD = "source\tname\tsha256\tsize";
const LINE = /^(?<source>[a-z-]+)\t(?<name>[^\t]+)\t(?<sha256>[0-9a-f]{64})\t(?<size>[0-9]+)$/;

/** The list as text: a head, then one line per archive, sorted. */
export function writeList(archives: readonly ListedArchive[]): string {
  const lines = archives.map((it) => [it.source, it.name, it.sha256, String(it.size)].join("\t"));
  return [HEAD, ...lines.sort(), ""].join("\n");
}

/** The archives of a list, in its order. Throws on a line that is none, and on an archive listed twice. */
export function readList(text: string): readonly ListedArchive[] {
  const [head, ...lines] = text.replace(/\n$/, "").split("\n");
  if (head !== HEAD) throw new Error(`expected the head ${HEAD}, found ${head ?? "nothing"}`);
  const seen = new Set<string>();
  return lines.map((line) => {
    const { source, name, sha256, size } = LINE.exec(line)?.groups ?? {};
    if (source === undefined || name === undefined || sha256 === undefined) {
      throw new Error(`expected source, name, digest and size, found ${line}`);
    }
    const key = `${source}\t${name}`;
    if (seen.has(key)) throw new Error(`expected each archive once, found again ${key}`);
    seen.add(key);
    return { source, name, sha256, size: Number(size) };
  });
}
