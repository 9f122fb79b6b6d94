"use client";

import { useEffect, useSyncExternalStore } from "react";
import { useLeaveWarning } from "../client/leave-warning";
import { sendJudgement } from "./api";
import { createOutbox, type Outbox, type OutboxState } from "./outbox";

// It outlives the pages it is used on: what is judged on one is sent while the next is read.
const outboxes = new Map<string, Outbox>();

function outboxOf(userId: string): Outbox {
  const kept = outboxes.get(userId);
  if (kept) return kept;
  const outbox = createOutbox(
    (place, judgement) => sendJudgement(userId, place, judgement),
    (run, ms) => setTimeout(run, ms),
    Math.random,
  );
  // Where the server draws the page there is nothing to send, and nothing of a person is to stay.
  if (typeof window !== "undefined") outboxes.set(userId, outbox);
  return outbox;
}

/** Someone's judgements on their way. While some are unsent, the browser asks before it leaves the page. */
export function useOutbox(userId: string): { readonly outbox: Outbox; readonly state: OutboxState } {
  const outbox = outboxOf(userId);
  const state = useSyncExternalStore(outbox.subscribe, outbox.get, outbox.get);
  const isUnsent = state.unsent > 0;
  useLeaveWarning(isUnsent);
  useEffect(() => {
    if (!isUnsent) return;
    window.addEventListener("online", outbox.flush);
    return () => window.removeEventListener("online", outbox.flush);
  }, [isUnsent, outbox]);
  return { outbox, state };
}
