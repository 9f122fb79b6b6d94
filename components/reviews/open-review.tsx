import { rich } from "@/components/ui/rich";
import type { OpenReview } from "@/lib/domain/reviews/views";
import { plural, t } from "@/lib/language/t";
import { formatDay, formatMoment } from "@/lib/words/dates";
import { describeSplit } from "../readers/reader-words";
import { ButtonLink } from "../ui/button-link";
import { PageHeading } from "../ui/page-heading";
import { CloseReview } from "./close-review";
import { ProgressBar } from "./progress-bar";

/** A review that is open: the way in for its reviewers, and for who manages it how far everyone is. */
export function OpenReviewView({ review, timeZone }: { review: OpenReview; timeZone: string }) {
  const { id, name, dataset, split, maker, createdAt, cases, mine, next, progress, sources } = review;
  return (
    <>
      <PageHeading title={name}>
        <p>{t`${plural(cases, "# case", "# cases")} of ${describeSplit({ dataset, split })}, judged by ${plural(review.reviewers, "# reviewer", "# reviewers")}. Made by ${maker} on ${formatDay(createdAt, timeZone)}.`}</p>
      </PageHeading>
      <div className="grid gap-x-16 gap-y-12 lg:grid-cols-2">
        {mine && (
          <section aria-labelledby="mine">
            <h2 id="mine" className="font-semibold text-lg">
              {next === null ? t`You have judged every case` : t`Yours to judge`}
            </h2>
            <p className="mt-2 flex items-center gap-3 text-muted">
              <ProgressBar {...mine} /> {t`${mine.done} of ${plural(mine.of, "# case", "# cases")}`}
            </p>
            {next === null ? (
              <p className="mt-3 max-w-prose text-muted">{t`Thank you. You can change what you said until the review is closed; then you see whose each text was.`}</p>
            ) : (
              <HowToJudge />
            )}
            <div className="mt-5 flex flex-wrap gap-2">
              {next !== null && (
                <ButtonLink href={`/reviews/${id}/cases/${next}`} variant="primary" size="lg">
                  {mine.done > 0 ? t`Go on` : t`Begin`}
                </ButtonLink>
              )}
              {(next === null || mine.done > 0) && (
                <ButtonLink
                  href={`/reviews/${id}/cases/1`}
                  size="lg"
                >{t`Look through from the first`}</ButtonLink>
              )}
            </div>
          </section>
        )}
        {progress && (
          <section aria-labelledby="progress">
            <h2 id="progress" className="font-semibold text-lg">{t`Reviewers`}</h2>
            <p className="mt-1 text-muted text-sm">
              {sources && <>{t`Compared: ${sources.join("; ")}.`} </>}
              {t`Whose text is whose, and what was said of it, is shown to nobody before the closing.`}
            </p>
            <ul className="mt-3 divide-y divide-line border-line border-y">
              {progress.map((each) => (
                <li key={each.id} className="flex flex-wrap items-center gap-x-6 gap-y-1 py-2.5">
                  <p className="min-w-0 flex-1 basis-40 break-words">{each.name}</p>
                  <p className="flex items-center gap-3 text-muted text-sm">
                    {each.lastAt && (
                      <span className="max-sm:hidden">{formatMoment(each.lastAt, timeZone)}</span>
                    )}
                    <ProgressBar {...each} />
                    <span className="min-w-16 text-right">{t`${each.done} of ${each.of}`}</span>
                  </p>
                </li>
              ))}
            </ul>
            <CloseReview
              id={id}
              open={progress.reduce((sum, each) => sum + each.of - each.done, 0)}
              of={progress.reduce((sum, each) => sum + each.of, 0)}
            />
          </section>
        )}
      </div>
    </>
  );
}

/** What is asked of a reviewer, in the paper's sense. */
function HowToJudge() {
  return (
    <ul className="mt-4 max-w-prose list-disc space-y-1.5 pl-5 marker:text-line-strong">
      <li>{t`You see a frame and two to four texts in random order. Nothing tells who wrote them.`}</li>
      <li>{rich`${<strong className="font-medium">{t`The best`}</strong>} is the one you would rather have beside you at this frame.`}</li>
      <li>{rich`${<strong className="font-medium">{t`Right (1)`}</strong>} is a text in which everything holds; ${<strong className="font-medium">{t`wrong (0)`}</strong>} one with an error, or with something that isn’t there.`}</li>
      <li>{t`Every change is stored as you make it. You can stop, go on later, and change your mind until the closing.`}</li>
    </ul>
  );
}
