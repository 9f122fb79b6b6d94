import type { Judgement } from "@/lib/domain/reviews/judgement";
import type { ReviewProgress } from "@/lib/domain/reviews/views";
import { waitAfter } from "../client/backoff";

/** Whose judgement of what is sent where. */
export type Place = { readonly reviewId: string; readonly itemId: string };

/** What came of sending a judgement. */
export type Sent =
  | { readonly outcome: "stored"; readonly progress: ReviewProgress }
  /** `afterMs` is what the server asked to wait. */
  | { readonly outcome: "unreachable"; readonly afterMs?: number | null }
  /** Stored, by a server whose answer this page can't read. */
  | { readonly outcome: "unreadable" }
  | { readonly outcome: "signed-out" }
  | { readonly outcome: "refused"; readonly detail: string };

export type OutboxState = {
  /** Cases with a change that is not stored yet. */
  readonly unsent: number;
  /** Why sending stopped or waits, or that this page is older than Calot; null while all goes well. */
  readonly trouble: "unreachable" | "signed-out" | "updated" | null;
  /** The latest refusal, for people; null when a later judgement was stored. */
  readonly refusal: string | null;
  /** How far the reviewer is in the review of the latest judgement; null before the first. */
  readonly progress: (ReviewProgress & { readonly reviewId: string }) | null;
};

export type Outbox = {
  /** Takes a judgement to be sent: the latest of a case stands for those before it. */
  readonly keep: (place: Place, judgement: Judgement) => void;
  /** What was last judged of a case on this page, stored or not; null for none. */
  readonly latest: (itemId: string) => Judgement | null;
  /** Sends what waits, now. */
  readonly flush: () => void;
  readonly get: () => OutboxState;
  readonly subscribe: (listener: () => void) => () => void;
};

/**
 * Keeps judgements until they are stored, and sends them one at a time, so that a later one never arrives before an
 * earlier one of the same case.
 *
 * @param later runs something after so many milliseconds
 * @param random 0 ≤ x < 1; nothing is left to chance without it
 */
export function createOutbox(
  send: (place: Place, judgement: Judgement) => Promise<Sent>,
  later: (run: () => void, ms: number) => void,
  random: () => number = () => 0,
): Outbox {
  const waiting = new Map<string, { readonly place: Place; readonly judgement: Judgement }>();
  const made = new Map<string, Judgement>();
  const listeners = new Set<() => void>();
  let state: OutboxState = { unsent: 0, trouble: null, refusal: null, progress: null };
  let sending = false;
  let failures = 0;

  function tell(change: Partial<OutboxState>): void {
    state = { ...state, ...change, unsent: waiting.size };
    for (const listener of listeners) listener();
  }

  async function flush(): Promise<void> {
    if (sending) return;
    sending = true;
    for (let next = first(waiting); next; next = first(waiting)) {
      const { place, judgement } = next;
      const sent = await send(place, judgement);
      if (sent.outcome === "unreachable" || sent.outcome === "signed-out") {
        sending = false;
        tell({ trouble: sent.outcome });
        if (sent.outcome === "unreachable") {
          failures += 1;
          later(flush, waitAfter(failures, sent.afterMs ?? null, random()));
        }
        return;
      }
      failures = 0;
      // Changed meanwhile: then the change is yet to be sent.
      if (waiting.get(place.itemId)?.judgement === judgement) waiting.delete(place.itemId);
      if (sent.outcome === "refused") tell({ trouble: null, refusal: sent.detail });
      else if (sent.outcome === "unreadable") tell({ trouble: "updated", refusal: null });
      else tell({ trouble: null, refusal: null, progress: { ...sent.progress, reviewId: place.reviewId } });
    }
    sending = false;
  }

  return {
    keep(place, judgement) {
      made.set(place.itemId, judgement);
      waiting.set(place.itemId, { place, judgement });
      tell({});
      void flush();
    },
    latest: (itemId) => made.get(itemId) ?? null,
    flush: () => void flush(),
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function first<Value>(map: ReadonlyMap<string, Value>): Value | undefined {
  for (const value of map.values()) return value;
  return undefined;
}
