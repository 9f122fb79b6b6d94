"use client";

import { t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { EnterBadge } from "../viewer/enter-badge";
import type { NextState } from "./use-case-queue";
import { useLate } from "./use-late";

/** Goes on; says so when the next case can't be fetched. */
export function NextButton({ state, onNext }: { state: NextState; onNext: () => void }) {
  const busy = useLate(state === "fetching");
  return (
    <div className="w-full">
      <p role="status" className="text-pretty text-muted text-sm">
        {state === "unreachable" && (
          <span className="mb-2 block">{t`The next case could not be fetched. Your answers are safe; try again.`}</span>
        )}
      </p>
      <Button variant="primary" size="lg" className="w-full" busy={busy} onClick={onNext}>
        {t`Next case`} <EnterBadge />
      </Button>
    </div>
  );
}
