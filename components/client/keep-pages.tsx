"use client";

import { useEffect } from "react";
import { whenIdle } from "./part";

/** Where the server has what keeps pages for times without reception (cli/offline). */
const WORKER = "/sw.js";

/** Has the browser keep Calot's pages that are the same for everybody, once this one has nothing better to do. */
export function KeepPages() {
  useEffect(() => {
    // Development makes its scripts anew with each change. Browsers have workers in secure contexts alone.
    if (process.env.NODE_ENV !== "production" || !("serviceWorker" in navigator)) return;
    return whenIdle(() => {
      // One that can't be had now is asked for again by the next page.
      navigator.serviceWorker.register(WORKER, { updateViaCache: "none" }).catch(() => {});
    });
  }, []);
  return null;
}
