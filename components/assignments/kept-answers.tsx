"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { dismiss } from "../quiz/dismiss";
import { isToOffer } from "../quiz/outbox/item";
import { OutboxStatus } from "../quiz/outbox-status";
import { useDesk } from "../quiz/use-desk";

/** Sends what this browser has kept of a reader's answers, and says so while something waits. */
export function KeptAnswers({ userId }: { userId: string }) {
  const router = useRouter();
  const { desk, status, kept } = useDesk(userId);
  const waits = status.waiting.length > 0 || status.refused.some(isToOffer);
  const waited = useRef(false);
  useEffect(() => {
    // What was sent changes how far the assignment is.
    if (waited.current && !waits) router.refresh();
    waited.current = waits;
  }, [waits, router]);
  return (
    <OutboxStatus
      status={status}
      kept={kept}
      onRetry={() => void desk?.outbox.flush()}
      onDismiss={(item) => desk && void dismiss(desk, item)}
    />
  );
}
