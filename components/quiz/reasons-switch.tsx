"use client";

import { t } from "@/lib/language/t";
import { Tick } from "../ui/tick";
import { reasonsWish } from "./reasons-wish";

/** Turns the step for reasons on and off, for one person in this browser. */
export function ReasonsSwitch({ userId, className }: { userId: string; className?: string }) {
  const wish = reasonsWish(userId);
  return (
    <Tick
      small
      label={t`Ask me what comes next and what could go wrong, before the answer`}
      on={wish.use()}
      onChange={wish.set}
      {...(className && { className })}
    />
  );
}
