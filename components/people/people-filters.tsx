"use client";

import Form from "next/form";
import Link from "next/link";
import type { PeopleQuery } from "@/lib/domain/people/input";
import { ROLES, roleNames } from "@/lib/domain/people/role";
import type { PeoplePage } from "@/lib/domain/people/views";
import { t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { Choice } from "../ui/choice";
import { TRAINING_YEARS, trainingWords } from "./training-words";

type PeopleFiltersProps = { query: PeopleQuery; list: PeoplePage };

const send = (_: string, { form }: HTMLSelectElement): void => form?.requestSubmit();

/** Whom the list shows. Each choice takes hold at once; words, when they are sent. */
export function PeopleFilters({ query, list }: PeopleFiltersProps) {
  const { search, role, cohort, year, account } = query;
  const isPlain = !search && !role && !cohort && year === null && account === "open";
  return (
    // Begun anew once all filters are taken off.
    <Form key={String(isPlain)} action="/people" className="mb-5 flex flex-wrap items-end gap-x-3 gap-y-3">
      <div className="flex min-w-0 items-end gap-2 max-sm:basis-full">
        <div className="min-w-0 flex-1 sm:w-64">
          <label htmlFor="people-search" className="mb-1 block text-muted text-xs">{t`Name or e-mail`}</label>
          <input
            id="people-search"
            type="search"
            name="search"
            defaultValue={search ?? ""}
            className="min-h-9 w-full rounded-md border border-line-strong bg-raised px-2.5 py-1 text-sm placeholder:text-muted hover:border-ink pointer-coarse:min-h-11"
          />
        </div>
        <Button type="submit" size="sm" className="min-h-9">{t`Find`}</Button>
      </div>
      <div className="grid min-w-0 flex-1 grid-cols-2 gap-3 max-sm:basis-full sm:max-w-2xl sm:grid-cols-4">
        <Choice label={t`Role`} name="role" defaultValue={role ?? ""} onChange={send}>
          <option value="">{t`All roles`}</option>
          {ROLES.map((each) => (
            <option key={each} value={each}>
              {roleNames[each]}
            </option>
          ))}
        </Choice>
        <Choice label={t`Cohort`} name="cohort" defaultValue={cohort ?? ""} onChange={send}>
          <option value="">{t`Any or none`}</option>
          <option value="none">{t`In no cohort`}</option>
          {list.cohorts.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Choice>
        <Choice
          label={t`Training`}
          name="year"
          defaultValue={year === null ? "" : String(year)}
          onChange={send}
        >
          <option value="">{t`Any year`}</option>
          {TRAINING_YEARS.map((each) => (
            <option key={each} value={each}>
              {trainingWords(each)}
            </option>
          ))}
          <option value="none">{t`Not known`}</option>
        </Choice>
        <Choice label={t`Account`} name="account" defaultValue={account} onChange={send}>
          <option value="open">{t`Open`}</option>
          <option value="closed">{t`Closed`}</option>
          <option value="all">{t`Open or closed`}</option>
          <option value="leaving">{t`Asked to be deleted`}</option>
        </Choice>
      </div>
      {!isPlain && (
        <Link
          href="/people"
          prefetch={false}
          className="flex min-h-9 items-center text-sm underline decoration-line-strong underline-offset-4 hover:decoration-ink pointer-coarse:min-h-11"
        >{t`Show everybody`}</Link>
      )}
    </Form>
  );
}
