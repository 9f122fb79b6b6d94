import type { Period } from "@/lib/domain/cohorts/views";
import { ButtonLink } from "../ui/button";
import { Empty } from "../ui/empty";

/** What stands in the place of figures where nobody answered in the period. */
export function NoAnswers({ period, allWeeks }: { period: Period; allWeeks: string }) {
  const isAll = period.weeks === "all";
  return (
    <Empty
      title="No answers in these weeks"
      action={!isAll && <ButtonLink href={allWeeks}>Look at all weeks</ButtonLink>}
    >
      <p>{isAll ? "The figures appear with the first answers." : "A longer period may hold some."}</p>
    </Empty>
  );
}
