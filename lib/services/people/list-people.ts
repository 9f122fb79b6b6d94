import { may } from "../../auth/policy";
import { peopleQuerySchema } from "../../domain/people/input";
import type { PeoplePage } from "../../domain/people/views";
import { dayOf } from "../../domain/time/day";
import type { Written } from "../../domain/view";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { loadCohorts } from "./load-cohorts";
import { conditionsOf, countedPeople, listedPeople } from "./parts/people-query";
import { toPersonRow } from "./person-rows";

const PAGE = 50;

/** The institution's people that match, by name, fifty a page. */
export async function listPeople(
  ctx: Context,
  input: Written<typeof peopleQuerySchema>,
): Promise<Result<PeoplePage>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "manage-people")) return notFound("page");
  const query = peopleQuerySchema.parse(input);
  const today = dayOf(now, actor.timeZone);
  const conditions = conditionsOf(query, actor.institutionId, today);
  const [{ total, leaving }, cohorts] = await Promise.all([
    db.get(countedPeople, conditions),
    loadCohorts(db, actor.institutionId),
  ]);
  const pages = Math.max(1, Math.ceil(total / PAGE));
  const page = Math.min(query.page, pages);
  const rows = await db.all(listedPeople, { ...conditions, most: PAGE, from: (page - 1) * PAGE });
  return succeed({
    people: rows.map(toPersonRow),
    total,
    page,
    pages,
    leaving,
    cohorts: cohorts.filter(({ ended }) => !ended),
    formerCohorts: cohorts.filter(({ ended }) => ended),
    timeZone: actor.timeZone,
    today,
  });
}
