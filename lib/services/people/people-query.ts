import type { PeopleQuery } from "../../domain/people/input";
import { peopleOfInstitution, personColumns, trainingYearOn } from "./person-rows";

// $1 institution, $2 today, $3 words, $4 role, $5 cohort, $6 without a cohort, $7 year, $8 without a year, $9 account.
export const matchingPeople = `${peopleOfInstitution}
  AND ($3::text[] IS NULL OR (u.name || ' ' || u.email) ILIKE ALL ($3))
  AND ($4::role IS NULL OR u.role = $4)
  AND ($5::uuid IS NULL OR EXISTS (
    SELECT 1 FROM membership m WHERE m.user_id = u.id AND m.cohort_id = $5 AND m.left_at IS NULL
  ))
  AND (NOT $6::boolean OR NOT EXISTS (
    SELECT 1 FROM membership m WHERE m.user_id = u.id AND m.left_at IS NULL
  ))
  AND ($7::int IS NULL OR ${trainingYearOn("$2")} = $7)
  AND (NOT $8::boolean OR ${trainingYearOn("$2")} IS NULL)
  AND CASE $9 WHEN 'open' THEN u.deactivated_at IS NULL WHEN 'closed' THEN u.deactivated_at IS NOT NULL
    WHEN 'leaving' THEN u.deletion_asked_at IS NOT NULL ELSE true END`;

export const countedPeople = {
  name: "people-count",
  text: `SELECT
      (SELECT count(*)::int FROM "user" u WHERE ${matchingPeople}) AS total,
      (SELECT count(*)::int FROM "user" u WHERE ${peopleOfInstitution} AND u.deletion_asked_at IS NOT NULL) AS leaving`,
};

export const listedPeople = {
  name: "people-list",
  text: `SELECT ${personColumns("$2")} FROM "user" u WHERE ${matchingPeople}
    ORDER BY lower(u.name), u.id LIMIT $10 OFFSET $11`,
};

/** What is searched for, word by word; what LIKE would take for a wildcard stands for itself. */
function patternsOf(search: string | null): string[] | null {
  const words = search?.split(/\s+/).filter(Boolean) ?? [];
  return words.length === 0 ? null : words.map((word) => `%${word.replaceAll(/[\\%_]/g, "\\$&")}%`);
}

/** The parameters $1 to $9 of both statements; the list takes a limit and an offset besides. */
export function conditionsOf(query: PeopleQuery, institutionId: string, today: string): readonly unknown[] {
  const { search, role, cohort, year, account } = query;
  return [
    institutionId,
    today,
    patternsOf(search),
    role,
    cohort === "none" ? null : cohort,
    cohort === "none",
    year === "none" ? null : year,
    year === "none",
    account,
  ];
}
