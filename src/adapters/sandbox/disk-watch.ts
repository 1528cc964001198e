import { statfs } from "node:fs/promises";

/** How much of a file system a build may use up. */
export interface DiskLimits {
  /** Bytes that must stay free. */
  readonly reserveBytes: number;
  /** Files and folders that may be made. */
  readonly files: number;
  /** Between two looks. */
  readonly everyMs: number;
}

/** A watch that runs until it is stopped. */
export interface DiskWatch {
  stop(): void;
}

/**
 * Watches the file system of a folder and reports, once, when a build is about to fill it: less free than the
 * reserve, or more files than allowed since the start. What others write at the same time counts, too: a full disk
 * is no build's result, whoever filled it. A disk that has less than the reserve to begin with is left alone.
 */
export function watchDisk(
  folder: string,
  limits: DiskLimits,
  onFull: (detail: string) => void,
): DiskWatch {
  let start: { readonly bytes: number; readonly files: number } | null = null;
  const look = async (): Promise<void> => {
    const { bavail, bsize, ffree } = await statfs(folder);
    const now = { bytes: bavail * bsize, files: ffree };
    start ??= now;
    if (now.bytes < limits.reserveBytes && start.bytes >= limits.reserveBytes) {
      onFull(`less than ${String(limits.reserveBytes)} bytes free`);
    } else if (start.files - now.files > limits.files) {
      onFull(`more than ${String(limits.files)} new files`);
    }
  };
  const again = (): void => {
    // A folder that the build took away is somebody else's error message.
    look().catch(() => undefined);
  };
  again();
  const timer = setInterval(again, limits.everyMs);
  timer.unref();
  return {
    stop() {
      clearInterval(timer);
    },
  };
}
