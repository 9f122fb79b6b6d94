import { type Zone, zoneIou } from "./zone";

/**
 * Which of several zones for one frame the others agree with most: the index of the one whose mean IoU with the
 * others is greatest, the first of equals; null for none. It is one of the zones, never one made of them.
 */
export function consensusZone(zones: readonly (Zone | null)[]): number | null {
  let best: { index: number; agreement: number } | null = null;
  for (const [index, zone] of zones.entries()) {
    if (!zone) continue;
    const agreement = zones.reduce((sum, other) => sum + (other ? zoneIou(zone, other) : 0), 0);
    if (!best || agreement > best.agreement) best = { index, agreement };
  }
  return best?.index ?? null;
}
