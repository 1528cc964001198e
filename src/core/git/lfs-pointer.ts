/** git-lfs writes pointers of less than this many bytes (its specification, "The Pointer"). */
export const LARGEST_LFS_POINTER = 1024;

const FIRST_LINE = "version https://git-lfs.github.com/spec/v1\n";

/** Whether a whole blob is a git-lfs pointer: the tree then holds the name of a file, not the file. */
export function isLfsPointer(body: Uint8Array): boolean {
  return (
    body.byteLength < LARGEST_LFS_POINTER &&
    new TextDecoder("latin1").decode(body).startsWith(FIRST_LINE)
  );
}
