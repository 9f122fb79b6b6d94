import { openStranger } from "./parts/way";

/** Whom a browser brought from a provider, as they are called there; null for nobody, or too long ago. */
export function whoCame(
  kept: string | null,
  now: Date,
): { readonly provider: string; readonly label: string } | null {
  const stranger = openStranger(kept, now);
  return stranger && { provider: stranger.provider, label: stranger.label };
}
