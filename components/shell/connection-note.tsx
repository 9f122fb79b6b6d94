"use client";

import { useSyncExternalStore } from "react";
import { t } from "@/lib/language/t";

function subscribe(changed: () => void): () => void {
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => {
    window.removeEventListener("online", changed);
    window.removeEventListener("offline", changed);
  };
}

/** Says that the network is gone for as long as it is; over the page, so that nothing moves. */
export function ConnectionNote() {
  const online = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 bottom-16 z-30 px-3 md:bottom-4">
      {!online && (
        <p className="pointer-events-auto mx-auto w-fit max-w-prose rounded-lg border border-line-strong bg-raised px-4 py-2.5 text-sm shadow-float">
          <strong className="font-semibold">{t`No connection.`}</strong>{" "}
          {t`What is on screen was loaded before. Answers already sent are safe; stay on this page, and it goes on once the connection is back.`}
        </p>
      )}
    </div>
  );
}
