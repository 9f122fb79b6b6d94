import { NO_FIGURE } from "@/lib/words/figures";

/** A share of a whole as a short bar beside its figure; an empty scale where it is undefined. */
export function ShareBar({ share, text }: { share: number | null; text: string }) {
  return (
    <span className="inline-flex items-center justify-end gap-2.5">
      <svg aria-hidden viewBox="0 0 56 10" className="h-2.5 w-14 shrink-0">
        <path d="M0 9.5H56" className="stroke-line-strong" />
        <path d="M.5 6V10M28 7.5V10M55.5 6V10" className="stroke-line-strong" />
        {share !== null && <rect y="2" width={56 * share} height="5" className="fill-you" />}
      </svg>
      <span className="min-w-[3.7em] text-right">{share === null ? NO_FIGURE : text}</span>
    </span>
  );
}
