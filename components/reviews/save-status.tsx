"use client";

import { CloudOff, TriangleAlert } from "lucide-react";
import { usePathname } from "next/navigation";
import type { ReviewProgress } from "@/lib/domain/reviews/views";
import { plural, t } from "@/lib/language/t";
import { formatCount } from "@/lib/words/figures";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import type { OutboxState } from "./outbox";
import { ProgressBar } from "./progress-bar";

type SaveStatusProps = { state: OutboxState; progress: ReviewProgress; onRetry: () => void };

/** How far the reviewer is; and, where something could not be stored, what is safe and what to do. */
export function SaveStatus({ state, progress, onRetry }: SaveStatusProps) {
  const path = usePathname();
  const { unsent, trouble, refusal } = state;
  return (
    <div className="min-w-0">
      <div className="flex items-center gap-3 text-muted text-sm">
        <ProgressBar {...progress} />
        <span>{t`${formatCount(progress.done)} of ${formatCount(progress.of)} judged`}</span>
      </div>
      <div role="status">
        {trouble === "updated" && (
          <p className="mt-2 text-caution text-sm">{t`What you judged is stored. Calot was updated meanwhile: load the page again.`}</p>
        )}
        {trouble && trouble !== "updated" && (
          <div className="mt-2 flex flex-wrap items-center gap-2 text-caution text-sm">
            <CloudOff aria-hidden className="size-4 shrink-0" />
            <span>
              {t`${plural(unsent, "One case is not stored yet.", "# cases are not stored yet.")}`}{" "}
              {trouble === "signed-out"
                ? t`Your sign-in has ended. Sign in in another tab, then send again; leave this page open.`
                : t`They are sent when Calot can be reached; leave this page open.`}
            </span>
            {trouble === "signed-out" && (
              <ButtonLink
                size="sm"
                href={`/sign-in?next=${encodeURIComponent(path)}`}
                target="_blank"
              >{t`Sign in`}</ButtonLink>
            )}
            <Button size="sm" onClick={onRetry}>{t`Send now`}</Button>
          </div>
        )}
        {refusal && (
          <p className="mt-2 flex items-center gap-2 text-danger text-sm">
            <TriangleAlert aria-hidden className="size-4 shrink-0" /> {t`Not stored: ${refusal}`}
          </p>
        )}
      </div>
    </div>
  );
}
