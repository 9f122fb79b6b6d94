import type { z } from "zod";
import type { User } from "@/lib/auth/actor";
import { may } from "@/lib/auth/policy";
import { boolean, type Columns, float, integer, uuid, uuids, type ValuesOf } from "@/lib/db/columns";
import { constant } from "@/lib/db/statement";
import { CONTESTED_FROM, CONTESTED_SHARE } from "@/lib/domain/library/contested";
import { DIFFICULTY_BANDS, type LibraryQuery } from "@/lib/domain/library/query";
import { visibleSet } from "@/lib/sql/case-sets";
import { inLibrary, zonesColumn } from "@/lib/sql/library";
import { phase, split } from "@/lib/sql/types";
import type { Outcomes } from "../load-outcomes";
import { searchConditions } from "./search";

/** A condition as SQL, with the parameters that it names and their values. */
export type Conditions = {
  readonly sql: string;
  readonly params: Columns;
  readonly values: ValuesOf<Columns>;
};

const disputed = "EXISTS (SELECT 1 FROM dispute x WHERE x.case_id = c.id AND x.status = 'open')";

/** lib/domain/library/contested.ts, as SQL. */
const contested = `(${disputed} OR (${zonesColumn} >= ${constant(integer, CONTESTED_FROM)}
  AND coalesce(g.confidently_wrong, 0) >= ${constant(float, CONTESTED_SHARE)} * ${zonesColumn}))`;

/** What a query leaves of the library. Cases by a model's outcome come as ids, for they are scored outside. */
export function conditionsOf(actor: User, query: LibraryQuery, outcomes: Outcomes | null): Conditions {
  const params: Record<string, z.ZodType> = {};
  const values: Record<string, unknown> = {};
  const given = (name: string, type: z.ZodType, value: unknown): string => {
    params[name] = type;
    values[name] = value;
    return `$${name}`;
  };
  given("institutionId", uuid, actor.institutionId);
  const parts = [inLibrary];
  if (query.dataset) parts.push(`d.id = ${given("dataset", uuid, query.dataset)}`);
  if (query.video) parts.push(`vi.id = ${given("video", uuid, query.video)}`);
  if (query.phase) parts.push(`v.phase = ${given("phase", phase, query.phase)}`);
  if (query.split === "none") parts.push(`vi.split IS NULL`);
  else if (query.split) parts.push(`vi.split = ${given("split", split, query.split)}`);
  if (query.text) parts.push(...searchConditions(query.text, given));
  if (query.difficulty === "unmeasured") parts.push(`g.difficulty IS NULL`);
  else if (query.difficulty) parts.push(difficultyIn(query.difficulty));
  if (query.run && query.outcome) {
    const ids = given("caseIds", uuids, idsOf(outcomes, query.outcome));
    parts.push(query.outcome === "none" ? `c.id <> ALL(${ids})` : `c.id = ANY(${ids})`);
  }
  if (query.contested) parts.push(query.contested === "yes" ? contested : `NOT ${contested}`);
  if (query.retired) parts.push(`c.retired_at IS ${query.retired === "yes" ? "NOT NULL" : "NULL"}`);
  if (query.set) {
    given("actorId", uuid, actor.id);
    given("overseesSets", boolean, may(actor, "oversee-sets"));
    const items = `SELECT 1 FROM case_set_item i JOIN case_set s ON s.id = i.case_set_id
      WHERE i.case_id = c.id AND ${visibleSet()}`;
    if (query.set === "none") parts.push(`NOT EXISTS (${items})`);
    else parts.push(`EXISTS (${items} AND s.id = ${given("set", uuid, query.set)})`);
  }
  return { sql: parts.join(" AND "), params, values };
}

/** The middle band holds both its ends. */
function difficultyIn(band: keyof typeof DIFFICULTY_BANDS): string {
  const { from, to } = DIFFICULTY_BANDS[band];
  if (band === "easy") return `g.difficulty < ${constant(float, to)}`;
  if (band === "hard") return `g.difficulty > ${constant(float, from)}`;
  return `g.difficulty BETWEEN ${constant(float, from)} AND ${constant(float, to)}`;
}

/** The cases that a run hit, or missed; all that it has read, where those are asked for that it has not. */
function idsOf(outcomes: Outcomes | null, outcome: "hit" | "miss" | "none"): string[] {
  return [...(outcomes ?? [])].filter(([, is]) => outcome === "none" || is === outcome).map(([id]) => id);
}
