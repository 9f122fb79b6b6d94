import type { Period } from "@/lib/domain/cohorts/views";
import { t } from "@/lib/language/t";
import { ButtonLink } from "../ui/button-link";
import { Empty } from "../ui/empty";

/** What stands in the place of figures where nobody answered in the period. */
export function NoAnswers({ period, allWeeks }: { period: Period; allWeeks: string }) {
  const isAll = period.weeks === "all";
  return (
    <Empty
      title={t`No answers in these weeks`}
      action={!isAll && <ButtonLink href={allWeeks}>{t`Look at all weeks`}</ButtonLink>}
    >
      <p>{isAll ? t`The figures appear with the first answers.` : t`A longer period may hold some.`}</p>
    </Empty>
  );
}
