/**
 * `text` as one word of a POSIX shell, whatever it holds: what an upload is called, or what it calls its folders, gets
 * into a command through this and through nothing else.
 */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
