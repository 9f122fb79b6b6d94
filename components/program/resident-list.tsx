import type { Period, ResidentList } from "@/lib/domain/cohorts/views";
import { t } from "@/lib/language/t";
import { describeYear } from "@/lib/words/cohort-figures";
import { formatCount } from "@/lib/words/figures";
import { programUrl } from "../cohorts/cohort-addresses";
import { ResidentsTable } from "../cohorts/residents-table";
import { TRAINING_YEARS } from "../people/training-words";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { Empty } from "../ui/empty";
import { Pager } from "../ui/pager";

/** What of the residents is asked for, as it stands in the address. */
export type ResidentQuery = { readonly search: string; readonly year: string };

type ResidentListProps = {
  list: ResidentList;
  query: ResidentQuery;
  weeks: Period["weeks"];
  timeZone: string;
};

const field =
  "min-h-9 rounded-md border border-line-strong bg-raised px-3 py-1 text-sm placeholder:text-muted hover:border-ink pointer-coarse:min-h-11";

/** All residents by name, a page at a time, with what each is stuck on. */
export function ResidentListView({ list, query, weeks, timeZone }: ResidentListProps) {
  const { residents, page, pages, n } = list;
  const isNarrowed = query.search !== "" || query.year !== "";
  const href = (to: number): string => `${programUrl({ weeks, ...query, page: to })}#residents`;
  return (
    <div id="residents" className="scroll-mt-4">
      <h2 className="mb-2 font-semibold">{t`Find a resident`}</h2>
      <form action="/director#residents" className="mb-6 flex flex-wrap gap-2 print:hidden">
        <input type="hidden" name="weeks" value={weeks} />
        <input
          type="search"
          name="search"
          aria-label={t`Name or cohort contains`}
          placeholder={t`Name or cohort contains`}
          defaultValue={query.search}
          className={`${field} min-w-0 max-w-64 flex-1`}
        />
        <select name="year" aria-label={t`Year of training`} defaultValue={query.year} className={field}>
          <option value="">{t`All years`}</option>
          {TRAINING_YEARS.map((year) => (
            <option key={year} value={year}>
              {describeYear(year)}
            </option>
          ))}
        </select>
        <Button type="submit" size="sm">{t`Find`}</Button>
      </form>
      {residents.length === 0 ? (
        <Nobody isNarrowed={isNarrowed} all={`${programUrl({ weeks })}#residents`} />
      ) : (
        <ResidentsTable
          residents={residents}
          weeks={weeks}
          timeZone={timeZone}
          note={t`${formatCount(n)} by name, each beside the cohort that the resident is in. The rules look at the latest weeks, whatever the period.`}
          csvName="calot-residents"
        />
      )}
      <Pager page={page} pages={pages} href={href} />
    </div>
  );
}

function Nobody({ isNarrowed, all }: { isNarrowed: boolean; all: string }) {
  if (isNarrowed) {
    return (
      <Empty
        title={t`Nobody matches`}
        action={<ButtonLink href={all} prefetch={false}>{t`Show everybody`}</ButtonLink>}
      >
        <p>{t`Part of a name, of a resident or of a cohort, is enough.`}</p>
      </Empty>
    );
  }
  return (
    <Empty
      title={t`There is no resident yet`}
      action={<ButtonLink href="/people/invitations">{t`Invite residents`}</ButtonLink>}
    >
      <p>{t`Residents appear here once they have an account.`}</p>
    </Empty>
  );
}
