/** A time of a recording as a player shows it: 0:05, 12:30, 1:02:03. Microseconds, rounded down to seconds. */
export function formatClock(timeUs: number): string {
  const seconds = Math.max(0, Math.floor(timeUs / 1e6));
  const two = (n: number): string => String(n).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = two(seconds % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}
