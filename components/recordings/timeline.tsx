"use client";

import { useMemo } from "react";
import { type Cut, isKept } from "@/lib/domain/recordings/cut";
import { stretchesOf } from "@/lib/domain/recordings/phase-track";
import { t } from "@/lib/language/t";
import { sampleWords } from "./sample-words";
import type { StripSample } from "./strip";

type TimelineProps = {
  samples: readonly StripSample[];
  count: number;
  cut: Cut;
  cursor: number;
  onGo: (index: number) => void;
};

/** The recording from its beginning to its end: its phases, what is kept, and where one stands. */
export function Timeline({ samples, count, cut, cursor, onGo }: TimelineProps) {
  const kept = useMemo(
    () => samples.map(({ mark }, index) => (isKept(cut, index, mark) ? `M${index} 0h1v1h-1z` : "")).join(""),
    [samples, cut],
  );
  const share = (n: number): string => `${(100 * n) / Math.max(1, count)}%`;
  return (
    <div className="relative">
      <div
        aria-hidden
        className="relative h-7 overflow-hidden rounded-t-md border border-line bg-sunken text-xs"
      >
        {stretchesOf(cut.phases, count).map(
          ({ from, to, phase }) =>
            phase && (
              <span
                key={from}
                style={{ left: share(from), width: share(to - from + 1) }}
                className="absolute inset-y-0 flex items-center justify-center overflow-hidden border-paper border-x bg-accent-soft font-semibold"
              >
                {phase}
              </span>
            ),
        )}
      </div>
      <svg
        aria-hidden
        viewBox={`0 0 ${Math.max(1, count)} 1`}
        preserveAspectRatio="none"
        className="block h-3 w-full border-line border-x border-b bg-raised"
      >
        <path d={kept} className="fill-accent" />
        {cut.first !== null && <rect width={cut.first} height={1} className="fill-line-strong" />}
        {cut.last !== null && (
          <rect
            x={cut.last + 1}
            width={Math.max(0, count - cut.last - 1)}
            height={1}
            className="fill-line-strong"
          />
        )}
      </svg>
      <div
        aria-hidden
        className="pointer-events-none absolute top-0 h-10 w-0.5 bg-ink"
        style={{ left: share(cursor + 0.5) }}
      />
      <input
        type="range"
        min={0}
        max={Math.max(0, samples.length - 1)}
        value={Math.min(cursor, Math.max(0, samples.length - 1))}
        aria-label={t`Place in the recording`}
        aria-valuetext={samples[cursor] ? sampleWords(cut, cursor, samples[cursor]) : ""}
        onChange={(event) => onGo(Number(event.currentTarget.value))}
        className="block min-h-6 accent-accent pointer-coarse:min-h-11"
        style={{ width: share(Math.max(1, samples.length)) }}
      />
    </div>
  );
}
