"use client";

import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { type Desk, openDesk } from "./desk";
import type { OutboxStatus } from "./outbox/outbox";

const NOTHING: OutboxStatus = { waiting: [], refused: [], delay: null };
const unheard = (): void => {};

/** A reader's desk, null until it is open, with what lies on it; `kept` is false where the browser keeps nothing. */
export function useDesk(userId: string): { desk: Desk | null; status: OutboxStatus; kept: boolean } {
  const [desk, setDesk] = useState<Desk | null>(null);
  const [kept, setKept] = useState(true);
  useEffect(() => {
    let left = false;
    let opened: Desk | null = null;
    void openDesk(userId, setKept).then((ready) => {
      opened = ready;
      if (left) return ready.close();
      setDesk(ready);
      void ready.outbox.flush();
    });
    return () => {
      left = true;
      opened?.close();
      setDesk(null);
    };
  }, [userId]);
  const subscribe = useCallback((changed: () => void) => desk?.outbox.onStatus(changed) ?? unheard, [desk]);
  const read = (): OutboxStatus => desk?.outbox.status() ?? NOTHING;
  return { desk, status: useSyncExternalStore(subscribe, read, () => NOTHING), kept };
}
