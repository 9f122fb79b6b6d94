import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import { CONTESTED_FROM, CONTESTED_SHARE } from "../../domain/library/contested";
import { DIFFICULTY_BANDS, type LibraryQuery } from "../../domain/library/query";
import { visibleSet } from "../../sql/case-sets";
import { inLibrary, zonesColumn } from "./library-rows";
import type { Outcomes } from "./load-outcomes";
import { rationaleText } from "./rationale-text";

/** A condition as SQL over the parameters it holds, the first being the institution's id. */
export type Conditions = { readonly text: string; readonly values: readonly unknown[] };

const disputed = "EXISTS (SELECT 1 FROM dispute x WHERE x.case_id = c.id AND x.status = 'open')";

/** lib/domain/library/contested.ts, as SQL. */
const contested = `(${disputed} OR (${zonesColumn} >= ${CONTESTED_FROM}
  AND coalesce(g.confidently_wrong, 0) >= ${CONTESTED_SHARE} * ${zonesColumn}))`;

/** What a query leaves of the library. Cases by a model's outcome come as ids, for they are scored outside. */
export function conditionsOf(actor: User, query: LibraryQuery, outcomes: Outcomes | null): Conditions {
  const values: unknown[] = [actor.institutionId];
  const parts = [inLibrary];
  const given = (value: unknown): string => `$${values.push(value)}`;
  if (query.dataset) parts.push(`d.id = ${given(query.dataset)}`);
  if (query.video) parts.push(`vi.id = ${given(query.video)}`);
  if (query.phase) parts.push(`v.phase = ${given(query.phase)}::phase`);
  if (query.split === "none") parts.push("vi.split IS NULL");
  else if (query.split) parts.push(`vi.split = ${given(query.split)}::split`);
  if (query.text) parts.push(`${rationaleText} @@ websearch_to_tsquery('english', ${given(query.text)})`);
  if (query.difficulty === "unmeasured") parts.push("g.difficulty IS NULL");
  else if (query.difficulty) parts.push(difficultyIn(query.difficulty));
  if (query.run && query.outcome) {
    const ids = given(idsOf(outcomes, query.outcome));
    parts.push(query.outcome === "none" ? `c.id <> ALL(${ids}::uuid[])` : `c.id = ANY(${ids}::uuid[])`);
  }
  if (query.contested) parts.push(query.contested === "yes" ? contested : `NOT ${contested}`);
  if (query.set) {
    const visible = visibleSet("$1", given(actor.id), given(may(actor, "oversee-sets")));
    const items = `SELECT 1 FROM case_set_item i JOIN case_set s ON s.id = i.case_set_id
      WHERE i.case_id = c.id AND ${visible}`;
    if (query.set === "none") parts.push(`NOT EXISTS (${items})`);
    else parts.push(`EXISTS (${items} AND s.id = ${given(query.set)})`);
  }
  return { text: parts.join(" AND "), values };
}

/** The middle band holds both its ends. */
function difficultyIn(band: keyof typeof DIFFICULTY_BANDS): string {
  const { from, to } = DIFFICULTY_BANDS[band];
  if (band === "easy") return `g.difficulty < ${to}`;
  return band === "hard" ? `g.difficulty > ${from}` : `g.difficulty BETWEEN ${from} AND ${to}`;
}

/** The cases that a run hit, or missed; all that it has read, where those are asked for that it has not. */
function idsOf(outcomes: Outcomes | null, outcome: "hit" | "miss" | "none"): string[] {
  return [...(outcomes ?? [])].filter(([, is]) => outcome === "none" || is === outcome).map(([id]) => id);
}
