/** `Retry-After` in milliseconds: seconds, or a date; null when it is neither. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
  return Number.isFinite(ms) && header.trim() !== "" ? Math.max(0, ms) : null;
}
