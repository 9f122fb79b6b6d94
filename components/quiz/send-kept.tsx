"use client";

import { useEffect } from "react";
import { part, whenIdle } from "../client/part";

const keptPart = part(() => import("./send-kept-answers"));

/**
 * Once a page has nothing better to do: sends what waits in this browser for whoever is signed in, and lets go of what is
 * kept here of others for times without reception.
 */
export function SendKept({ userId }: { userId: string }) {
  useEffect(() => {
    let leave = (): void => {};
    let left = false;
    const callOff = whenIdle(async () => {
      const { sendKeptAnswers } = await keptPart.load();
      const end = left ? null : await sendKeptAnswers(userId).catch(() => null);
      if (!end) return;
      if (left) end();
      else leave = end;
    });
    return () => {
      left = true;
      callOff();
      leave();
    };
  }, [userId]);
  return null;
}
