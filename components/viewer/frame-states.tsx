"use client";

import { RotateCw } from "lucide-react";
import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { t } from "@/lib/language/t";

/** Whether a frame can be seen. */
export type FrameState = "loading" | "shown" | "failed";

/** Stands where the frame will be, once the wait can be felt. */
export function FetchingFrame() {
  return (
    <p className="pointer-events-none absolute inset-0 grid animate-late place-items-center text-muted text-sm">
      <span className="animate-breathe">{t`Fetching the frame`}</span>
    </p>
  );
}

/** Says that the frame could not be fetched, and tries again when asked or when the network is back. */
export function LostFrame({ onRetry }: { onRetry: () => void }) {
  useEffect(() => {
    window.addEventListener("online", onRetry);
    return () => window.removeEventListener("online", onRetry);
  }, [onRetry]);
  return (
    <div
      role="alert"
      className="absolute inset-0 flex flex-col items-center justify-center gap-3 overflow-y-auto p-4 text-center"
    >
      <p className="max-w-[36ch] text-sm">{t`The frame could not be fetched. What you have answered is safe. It is fetched again when the connection is back.`}</p>
      <Button size="sm" onClick={onRetry}>
        <RotateCw aria-hidden /> {t`Load again`}
      </Button>
    </div>
  );
}
