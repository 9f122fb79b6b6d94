"use client";

import { useEffect } from "react";

/** The number on the icon of the installed app, where the system shows one; 0 takes it away. */
export function showBadge(due: number): void {
  // Not in every browser, and refused where Calot isn’t installed: home says the same.
  const shown = due > 0 ? navigator.setAppBadge?.(due) : navigator.clearAppBadge?.();
  shown?.catch(() => {});
}

/** Shows on the installed app’s icon how much is due. */
export function DueBadge({ due }: { due: number }) {
  useEffect(() => showBadge(due), [due]);
  return null;
}
