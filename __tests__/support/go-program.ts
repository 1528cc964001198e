/** What stands in a program that is made for a test. */
export interface GoProgram {
  readonly version?: string;
  readonly path?: string;
  readonly settings?: Readonly<Record<string, string>>;
  readonly buildId?: boolean;
  /** Names of sections; absent: no ELF file at all. */
  readonly sections?: readonly string[];
  /** Where the build information begins. */
  readonly at?: number;
  /** Byte behind the size of a pointer: 2 says that the strings follow. */
  readonly flags?: number;
}

/** As the linker of Go lays it out: an ELF header and table, a build id, and build information at a multiple of 16. */
export function goProgram(program: GoProgram = {}): Uint8Array {
  const { version = "go1.24.1", path = "example.test/tool/cmd/tool", settings = {} } = program;
  const { buildId = true, sections, at = 4096, flags = 2 } = program;
  const info = [
    `path\t${path}`,
    "mod\texample.test/tool\t(devel)\t",
    ...Object.entries(settings).map(([name, value]) => `build\t${name}=${value}`),
    "",
  ].join("\n");
  const wrapped = `${"0".repeat(16)}${info}${"1".repeat(16)}`;
  const strings = [version, wrapped].map((text) => Buffer.concat([length(text), latin1(text)]));
  const header = Buffer.alloc(32);
  header.write("\xff Go buildinf:", "latin1");
  header[14] = 8;
  header[15] = flags;
  const file = Buffer.alloc(at + 32 + 65536);
  if (sections !== undefined) elf(file, sections);
  if (buildId) file.write('\xff Go build ID: "abc"\n \xff', 2048, "latin1");
  Buffer.concat([header, ...strings]).copy(file, at);
  return file;
}

function length(text: string): Buffer {
  const bytes: number[] = [];
  let left = text.length;
  for (; left >= 0x80; left >>= 7) bytes.push((left & 0x7f) | 0x80);
  return Buffer.from([...bytes, left]);
}

function latin1(text: string): Buffer {
  return Buffer.from(text, "latin1");
}

/** Header, section table at 64 and the names of sections behind it. */
function elf(file: Buffer, names: readonly string[]): void {
  file.write("\x7fELF\x02\x01", "latin1");
  file.writeBigUInt64LE(64n, 40);
  file.writeUInt16LE(64, 58);
  file.writeUInt16LE(names.length, 60);
  file.writeUInt16LE(0, 62);
  file.writeBigUInt64LE(1500n, 64 + 24);
  let place = 0;
  for (const [at, name] of names.entries()) {
    file.writeUInt32LE(place, 64 + at * 64);
    file.write(`${name}\0`, 1500 + place, "latin1");
    place += name.length + 1;
  }
}
