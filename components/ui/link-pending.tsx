"use client";

import { useLinkStatus } from "next/link";

/**
 * A thin bar along the bottom of the link it stands in, for as long as the page behind it is on its way and
 * the wait can be felt. The link must be placed (`relative`), or what the bar is to underline around it.
 */
export function LinkPending() {
  const { pending } = useLinkStatus();
  return pending ? (
    <span aria-hidden className="pointer-events-none absolute inset-x-1 bottom-0 h-0.5 animate-late">
      <span className="block h-full animate-breathe rounded-full bg-current" />
    </span>
  ) : null;
}
