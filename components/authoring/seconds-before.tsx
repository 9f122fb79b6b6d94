"use client";

import type { AuthoringCase } from "@/lib/domain/authoring/views";
import { t } from "@/lib/language/t";
import { formatClock } from "@/lib/words/clock";
import { ClipPlayer } from "../viewer/clip-player";

/**
 * The silent seconds that end at a frame, played on asking and never by themselves, and when the frame is shown in the
 * recording. Nothing where neither is known.
 */
export function SecondsBefore({ view }: { view: AuthoringCase }) {
  const { clipUrl, timeUs } = view;
  if (clipUrl === null && timeUs === null) return null;
  return (
    <section className="max-w-md">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h2 className="font-medium text-sm">{clipUrl === null ? t`The recording` : t`The seconds before`}</h2>
        {timeUs !== null && (
          <p className="text-muted text-sm tabular-nums">{t`${formatClock(timeUs)} in the recording`}</p>
        )}
      </div>
      {clipUrl !== null && <ClipPlayer key={clipUrl} frame={view} clipUrl={clipUrl} />}
    </section>
  );
}
