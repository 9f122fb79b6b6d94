import { modeNames } from "@/lib/domain/attempts/mode";
import type { AttemptReview } from "@/lib/domain/attempts/views";
import { formatMoment } from "../ui/dates";

type ReviewTitleProps = {
  review: Pick<AttemptReview, "case" | "mode" | "ordinal" | "zoneAt" | "referenceChanged">;
  timeZone: string;
};

/** Which past attempt is looked at again: told after the answer alone. */
export function ReviewTitle({ review, timeZone }: ReviewTitleProps) {
  const { case: shown, mode, ordinal, zoneAt, referenceChanged } = review;
  return (
    <>
      <p className="truncate text-ink">
        {shown.video}, frame {shown.frame} <span className="text-muted">{shown.dataset}</span>
      </p>
      <p>
        <time dateTime={zoneAt}>{formatMoment(zoneAt, timeZone)}</time>, {modeNames[mode].toLowerCase()}
        {ordinal > 1 && `, attempt ${ordinal}`}
        {referenceChanged &&
          ". The reference has changed since; the score stands against the one it was given by."}
      </p>
    </>
  );
}
