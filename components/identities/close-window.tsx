"use client";

import { useEffect } from "react";

/** Closes a window that a page of ours opened; any other one stays, as browsers want it. */
export function CloseWindow() {
  useEffect(() => window.close(), []);
  return null;
}
