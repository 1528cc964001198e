import { bytesOf, join, type Bytes } from "./archives.ts";

export interface ArMember {
  /** The name field, filled up with spaces. */
  readonly name: string;
  readonly body?: Bytes;
  readonly mtime?: string;
  readonly uid?: string;
  readonly gid?: string;
  readonly mode?: string;
  readonly size?: string;
  readonly end?: string;
  /** What stands behind the body; by default a line feed where its length is odd. */
  readonly padding?: string;
}

/** An ar of these members, written from its parts. */
export function arOf(members: readonly ArMember[]): Uint8Array {
  const parts = members.map((member) => {
    const body = bytesOf(member.body ?? "");
    const header = [
      member.name.padEnd(16),
      (member.mtime ?? "1700000000").padEnd(12),
      (member.uid ?? "0").padEnd(6),
      (member.gid ?? "0").padEnd(6),
      (member.mode ?? "100644").padEnd(8),
      (member.size ?? String(body.length)).padEnd(10),
      member.end ?? "`\n",
    ].join("");
    return join(header, body, member.padding ?? (body.length % 2 === 1 ? "\n" : ""));
  });
  return join("!<arch>\n", ...parts);
}

/** A Debian package around two tars. */
export function debOf(control: Bytes, data: Bytes, more: readonly ArMember[] = []): Uint8Array {
  return arOf([
    { name: "debian-binary", body: "2.0\n" },
    { name: "control.tar", body: control },
    { name: "data.tar", body: data },
    ...more,
  ]);
}
