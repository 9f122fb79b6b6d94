import type { ReviewSummary } from "@/lib/domain/reviews/views";
import { plural, t } from "@/lib/language/t";
import { ButtonLink } from "../ui/button-link";
import { Empty } from "../ui/empty";
import { PageHeading } from "../ui/page-heading";
import { ProgressBar } from "./progress-bar";
import { ReviewTable } from "./review-table";

/** The reviews someone has to do with: those that wait for them first. */
export function ReviewListView({
  reviews,
  timeZone,
}: {
  reviews: readonly ReviewSummary[];
  timeZone: string;
}) {
  const waiting = reviews.filter(({ closedAt, mine }) => !closedAt && mine && mine.done < mine.of);
  return (
    <>
      <PageHeading title={t`Reviews`} actions={<ButtonLink href="/reviews/new">{t`New review`}</ButtonLink>}>
        <p>{t`Clinicians read what different readers say of a case, without knowing who says it: which is the best, and which holds.`}</p>
      </PageHeading>
      {reviews.length === 0 ? (
        <Empty
          title={t`No review yet`}
          action={<ButtonLink href="/reviews/new" variant="primary">{t`Make a review`}</ButtonLink>}
        >
          <p>{t`Make one from the cases that a model has read, and choose who judges them. Where a colleague asks you to judge, it appears here.`}</p>
        </Empty>
      ) : (
        <div className="space-y-12">
          {waiting.length > 0 && (
            <section aria-labelledby="waiting">
              <h2 id="waiting" className="mb-2 font-semibold">{t`Waiting for you`}</h2>
              <ul className="divide-y divide-line border-line border-y">
                {waiting.map(({ id, name, mine }) => (
                  <li key={id} className="flex flex-wrap items-center gap-x-6 gap-y-2 py-3">
                    <p className="min-w-0 flex-1 basis-48 break-words font-medium">{name}</p>
                    {mine && (
                      <p className="flex items-center gap-3 text-muted text-sm">
                        <ProgressBar {...mine} /> {t`${mine.done} of ${plural(mine.of, "# case", "# cases")}`}
                      </p>
                    )}
                    <ButtonLink
                      href={`/reviews/${id}`}
                      variant="primary"
                      size="sm"
                      aria-label={`${mine && mine.done > 0 ? t`Go on` : t`Begin`}: ${name}`}
                    >
                      {mine && mine.done > 0 ? t`Go on` : t`Begin`}
                    </ButtonLink>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <ReviewTable reviews={reviews} timeZone={timeZone} />
        </div>
      )}
    </>
  );
}
