import type { ReviewProgress } from "@/lib/domain/reviews/views";

/** How far a reviewer is, as a short bar; the figures stand beside it. */
export function ProgressBar({ done, of }: ReviewProgress) {
  return (
    <span
      aria-hidden
      className="inline-block h-1.5 w-24 shrink-0 overflow-hidden rounded-full bg-line align-middle"
    >
      <span
        className="block h-full rounded-full bg-accent"
        style={{ width: `${of === 0 ? 0 : (100 * done) / of}%` }}
      />
    </span>
  );
}
