/** Where DOS counts from, as seconds since 1970 UTC; also the time of a stamp that names no real moment. */
export const DOS_EPOCH = 315532800;

/**
 * Whole seconds since 1970 of a DOS stamp (date in the high half), read as if its zone were UTC; null for one that no
 * calendar has, such as the zero that some writers leave.
 */
export function secondsOfDosStamp(stamp: number): number | null {
  const date = stamp >>> 16;
  const time = stamp & 0xffff;
  const seconds =
    Date.UTC(
      1980 + (date >>> 9),
      ((date >>> 5) & 15) - 1,
      date & 31,
      time >>> 11,
      (time >>> 5) & 63,
      (time & 31) * 2,
    ) / 1000;
  return dosStampOf(seconds) === stamp >>> 0 ? seconds : null;
}

/** The stamp of an even second from 1980 to 2107. */
export function dosStampOf(seconds: number): number {
  const at = new Date(seconds * 1000);
  const date =
    ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  return ((date << 16) | time) >>> 0;
}
