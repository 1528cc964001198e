/** Seconds since 1970 as people read them, `2024-01-31T12:00:00Z`; plain seconds where no calendar reaches. */
export function utcTime(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime())
    ? `${String(seconds)} s since 1970`
    : date.toISOString().replace(".000Z", "Z");
}
