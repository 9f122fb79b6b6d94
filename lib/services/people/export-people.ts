import { may } from "../../auth/policy";
import { peopleQuerySchema } from "../../domain/people/input";
import type { PersonRow } from "../../domain/people/views";
import { dayOf } from "../../domain/time/day";
import type { Written } from "../../domain/view";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { conditionsOf, listedPeople } from "./parts/people-query";
import { toPersonRow } from "./person-rows";

/** All people that match, for a file: not page by page. The export is written down. */
export async function exportPeople(
  ctx: Context,
  input: Written<typeof peopleQuerySchema>,
): Promise<Result<readonly PersonRow[]>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "manage-people")) return notFound("page");
  const query = peopleQuerySchema.parse(input);
  const conditions = conditionsOf(query, actor.institutionId, dayOf(now, actor.timeZone));
  const rows = await db.all(listedPeople, { ...conditions, most: null, from: 0 });
  await writeAudit(db, ctx, [{ action: "people.export", subject: null, detail: { people: rows.length } }]);
  return succeed(rows.map(toPersonRow));
}
