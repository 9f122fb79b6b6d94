import { SYSTEM } from "../../../auth/actor";
import { uuid } from "../../../db/columns";
import type { Queryable } from "../../../db/queryable";
import { statement } from "../../../db/statement";
import { cohortsAfter, roleAfter } from "../../../domain/connections/claims";
import type { Role } from "../../../domain/people/role";
import type { EnabledDoor } from "../../connections/open-connection";
import { closeMemberships, cohortToChange, openMemberships } from "../../people/cohort-rows";
import { giveRole } from "../../people/give-role";
import { holdPerson } from "../../people/lock-person";

const cohortsOfPerson = statement({
  name: "cohorts-of-person",
  params: { userId: uuid },
  row: { cohortId: uuid },
  sql: `SELECT cohort_id AS "cohortId" FROM membership WHERE user_id = $userId AND left_at IS NULL ORDER BY 1`,
});

/** Gives somebody the role and the cohort that their groups stand for, as the connection's rows say. */
export async function followGroups(
  tx: Queryable,
  now: Date,
  { id: connection, institutionId, settings }: EnabledDoor,
  person: { readonly userId: string; readonly role: Role },
  groups: readonly string[],
): Promise<void> {
  const { userId } = person;
  if (settings.roles.length === 0 && settings.cohorts.length === 0) return;
  const ctx = { actor: SYSTEM, now, institutionId };
  const role = roleAfter(person.role, groups, settings);
  const isResident = role === "resident";
  const before = (await tx.all(cohortsOfPerson, { userId })).map(({ cohortId }) => cohortId);
  const { joins, leaves } = isResident ? cohortsAfter(before, groups, settings) : { joins: [], leaves: [] };
  if (role === person.role && joins.length === 0 && leaves.length === 0) return;
  const held = await holdPerson(tx, institutionId, userId);
  if (!held) return;
  await giveRole(tx, ctx, { person: held, role, connection });
  if (!isResident) return;
  const toLeave = leaves.map((cohortId) => ({ userId, cohortId }));
  await closeMemberships(tx, ctx, toLeave, now);
  for (const cohortId of joins) {
    const cohort = await tx.find(cohortToChange, { cohortId, institutionId });
    // One that has ended takes nobody: the row stays until somebody chooses another.
    if (cohort && !cohort.ended) await openMemberships(tx, ctx, [{ userId, cohortId }], now);
  }
}
