import { boolean, day, integer, nullable, text, texts, uuid, type ValuesOf } from "@/lib/db/columns";
import { statement } from "@/lib/db/statement";
import type { PeopleQuery } from "@/lib/domain/people/input";
import { trainingYearOn } from "@/lib/sql/people";
import { role } from "@/lib/sql/types";
import { peopleOfInstitution, personColumns, personRow } from "../person-rows";

const params = {
  institutionId: uuid,
  today: day,
  words: nullable(texts),
  role: nullable(role),
  cohortId: nullable(uuid),
  withoutCohort: boolean,
  year: nullable(integer),
  withoutYear: boolean,
  account: text,
};

const matchingPeople = `${peopleOfInstitution}
  AND ($words IS NULL OR (u.name || ' ' || u.email) ILIKE ALL ($words))
  AND ($role IS NULL OR u.role = $role)
  AND ($cohortId IS NULL OR EXISTS (
    SELECT 1 FROM membership m WHERE m.user_id = u.id AND m.cohort_id = $cohortId AND m.left_at IS NULL
  ))
  AND (NOT $withoutCohort OR NOT EXISTS (
    SELECT 1 FROM membership m WHERE m.user_id = u.id AND m.left_at IS NULL
  ))
  AND ($year IS NULL OR ${trainingYearOn("$today")} = $year)
  AND (NOT $withoutYear OR ${trainingYearOn("$today")} IS NULL)
  AND CASE $account WHEN 'open' THEN u.deactivated_at IS NULL WHEN 'closed' THEN u.deactivated_at IS NOT NULL
    WHEN 'leaving' THEN u.deletion_asked_at IS NOT NULL ELSE true END`;

export const countedPeople = statement({
  name: "people-count",
  params,
  row: { total: integer, leaving: integer },
  sql: `SELECT
      (SELECT count(*)::int FROM "user" u WHERE ${matchingPeople}) AS total,
      (SELECT count(*)::int FROM "user" u WHERE ${peopleOfInstitution} AND u.deletion_asked_at IS NOT NULL) AS leaving`,
});

export const listedPeople = statement({
  name: "people-list",
  params: { ...params, most: nullable(integer), from: integer },
  row: personRow,
  sql: `SELECT ${personColumns} FROM "user" u WHERE ${matchingPeople}
    ORDER BY lower(u.name), u.id LIMIT $most OFFSET $from`,
});

/** What is searched for, word by word; what LIKE would take for a wildcard stands for itself. */
function patternsOf(search: string | null): string[] | null {
  const words = search?.split(/\s+/).filter(Boolean) ?? [];
  return words.length === 0 ? null : words.map((word) => `%${word.replaceAll(/[\\%_]/g, "\\$&")}%`);
}

/** The parameters of both statements; the list takes how many at most and from which on besides. */
export function conditionsOf(
  { search, role: asked, cohort, year, account }: PeopleQuery,
  institutionId: string,
  today: string,
): ValuesOf<typeof params> {
  return {
    institutionId,
    today,
    words: patternsOf(search),
    role: asked,
    cohortId: cohort === "none" ? null : cohort,
    withoutCohort: cohort === "none",
    year: year === "none" ? null : year,
    withoutYear: year === "none",
    account,
  };
}
