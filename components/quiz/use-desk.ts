"use client";

import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { part } from "../client/part";
import type { Desk } from "./desk";
import type { OutboxStatus } from "./outbox/outbox";

/** Outbox, database and contract: nothing of them is needed before something is to be kept. */
const deskPart = part(async () => (await import("./desk")).openDesk);

const NOTHING: OutboxStatus = { waiting: [], refused: [], delay: null };
const unheard = (): void => {};

/** A reader's desk, null until it is open, with what lies on it; `kept` is false where the browser keeps nothing. */
export function useDesk(userId: string): { desk: Desk | null; status: OutboxStatus; kept: boolean } {
  const [desk, setDesk] = useState<Desk | null>(null);
  const [kept, setKept] = useState(true);
  useEffect(() => {
    let left = false;
    let opened: Desk | null = null;
    const open = async (): Promise<void> => {
      const openDesk = await deskPart.load();
      if (left) return;
      opened = await openDesk(userId, setKept);
      if (left) return opened.close();
      setDesk(opened);
      void opened.outbox.flush();
    };
    void open();
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
