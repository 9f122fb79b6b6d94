"use client";

import { useState } from "react";
import type { PeopleQuery } from "@/lib/domain/people/input";
import type { PeoplePage } from "@/lib/domain/people/views";
import { plural, t } from "@/lib/language/t";
import { formatCount } from "@/lib/words/figures";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { Empty } from "../ui/empty";
import { PageHeading } from "../ui/page-heading";
import { Pager } from "../ui/pager";
import { TextLink } from "../ui/text-link";
import { MoveDialog } from "./move-dialog";
import { peopleHref, peopleParameters } from "./people-addresses";
import { PeopleFilters } from "./people-filters";
import { PeopleNav } from "./people-nav";
import { PeopleTable } from "./people-table";
import { Problem } from "./problem";
import { useChosenResidents } from "./use-chosen-residents";

type PeopleViewProps = { list: PeoplePage; query: PeopleQuery };

/** The institution's people; residents can be chosen and moved together. */
export function PeopleView({ list, query }: PeopleViewProps) {
  const { people, total, page, pages, leaving } = list;
  const [moving, setMoving] = useState(false);
  const selection = useChosenResidents(query);
  const chosen = selection.ids.size;
  return (
    <>
      <PageHeading
        title={t`People`}
        actions={
          <>
            <ButtonLink
              href={`/api/people/csv?${peopleParameters(query, 1)}`}
              prefetch={false}
              download
              data-confirmed
            >{t`Download CSV`}</ButtonLink>
            <ButtonLink href="/people/invitations" variant="primary">{t`Invite people`}</ButtonLink>
          </>
        }
      >
        <p>{t`Who has an account, in which cohort and year. Tick residents to promote or move them together.`}</p>
      </PageHeading>
      <PeopleNav current="people" />
      {leaving > 0 && query.account !== "leaving" && (
        <p className="mb-5 rounded-md border border-line-strong bg-raised px-4 py-2.5 text-sm">
          {t`${plural(leaving, "# person asks to be deleted.", "# people ask to be deleted.")}`}{" "}
          <TextLink href="/people?account=leaving">{t`See who`}</TextLink>
        </p>
      )}
      <PeopleFilters query={query} list={list} />
      <div className="sticky top-0 z-20 mb-2 flex min-h-11 flex-wrap items-center gap-x-4 gap-y-2 bg-paper py-1 text-sm">
        <p aria-live="polite" className="text-muted">
          {chosen === 0 ? t`${plural(total, "# person", "# people")}` : t`${formatCount(chosen)} chosen`}
        </p>
        {chosen > 0 && (
          <>
            <Button size="sm" variant="primary" onClick={() => setMoving(true)}>{t`Promote or move`}</Button>
            <Button size="sm" variant="quiet" onClick={selection.clear}>{t`Choose nobody`}</Button>
          </>
        )}
        {chosen > 0 && pages > 1 && (
          <Button
            size="sm"
            variant="quiet"
            busy={selection.busy}
            onClick={() => void selection.addAll()}
          >{t`Choose all residents that match`}</Button>
        )}
      </div>
      <Problem text={selection.problem} />
      {people.length === 0 ? (
        <Empty title={t`Nobody matches`}>
          <p>{t`Choose other filters, or invite whom you miss.`}</p>
        </Empty>
      ) : (
        <PeopleTable people={people} chosen={selection.ids} onChoose={selection.choose} />
      )}
      <Pager page={page} pages={pages} href={(to) => peopleHref(query, to)} />
      {moving && (
        <MoveDialog
          userIds={[...selection.ids]}
          cohorts={list.cohorts}
          today={list.today}
          onClose={(done) => {
            setMoving(false);
            if (done) selection.clear();
          }}
        />
      )}
    </>
  );
}
