import { uuid, uuids } from "../../../db/columns";
import type { Queryable } from "../../../db/queryable";
import { statement } from "../../../db/statement";
import { roleAfter } from "../../../domain/connections/claims";
import { closeMemberships, openMemberships } from "../../people/cohort-rows";
import { giveRole } from "../../people/give-role";
import { holdPerson } from "../../people/lock-person";
import { type Directory, doerOf } from "./directory";
import { peopleSeen } from "./rows";

const cohortsToJoin = statement({
  name: "provisioned-cohorts-to-join",
  params: { connectionId: uuid, userIds: uuids },
  row: { userId: uuid, cohortId: uuid },
  sql: `SELECT DISTINCT u.id AS "userId", c.id AS "cohortId"
    FROM provisioned_member pm
      JOIN provisioned_group g ON g.id = pm.group_id
      JOIN cohort c ON c.id = g.cohort_id
      JOIN "user" u ON u.id = pm.user_id
    WHERE g.connection_id = $connectionId AND u.id = ANY($userIds) AND u.role = 'resident' AND c.ended_at IS NULL
      AND NOT EXISTS (
        SELECT FROM membership m WHERE m.user_id = u.id AND m.cohort_id = c.id AND m.left_at IS NULL
      )
    ORDER BY 1, 2`,
});

const cohortsToLeave = statement({
  name: "provisioned-cohorts-to-leave",
  params: { connectionId: uuid, userIds: uuids, cohortIds: uuids },
  row: { userId: uuid, cohortId: uuid },
  sql: `SELECT m.user_id AS "userId", m.cohort_id AS "cohortId" FROM membership m
    WHERE m.user_id = ANY($userIds) AND m.left_at IS NULL
      AND (m.cohort_id = ANY($cohortIds)
        OR m.cohort_id IN (SELECT g.cohort_id FROM provisioned_group g WHERE g.connection_id = $connectionId))
      AND NOT EXISTS (
        SELECT FROM provisioned_member pm JOIN provisioned_group g ON g.id = pm.group_id
        WHERE g.connection_id = $connectionId AND g.cohort_id = m.cohort_id AND pm.user_id = m.user_id
      )
    ORDER BY 1, 2`,
});

/**
 * Gives people the role and the cohorts that their groups in the directory stand for, in the caller's transaction. Only a
 * resident is in cohorts; cohorts that are no group of the directory's are left alone.
 *
 * @param former cohorts that were a group's until now
 */
export async function settle(
  tx: Queryable,
  directory: Directory,
  userIds: readonly string[],
  former: readonly string[] = [],
): Promise<void> {
  const { id: connectionId, settings } = directory.connection;
  const { now } = directory;
  const doer = doerOf(directory);
  if (userIds.length === 0) return;
  if (settings.roles.length > 0) {
    for (const userId of userIds) await settleRole(tx, directory, userId);
  }
  const cohortIds = [...former];
  await closeMemberships(tx, doer, await tx.all(cohortsToLeave, { connectionId, userIds, cohortIds }), now);
  await openMemberships(tx, doer, await tx.all(cohortsToJoin, { connectionId, userIds }), now);
}

async function settleRole(tx: Queryable, directory: Directory, userId: string): Promise<void> {
  const { id: connectionId, institutionId, settings } = directory.connection;
  const held = await holdPerson(tx, institutionId, userId);
  const said = await tx.find(peopleSeen, { connectionId, institutionId, userId, userName: null });
  if (!held || !said) return;
  const names = [
    ...(said.resource?.roles ?? []).flatMap(({ value }) => value ?? []),
    ...said.groups.map(({ display }) => display),
  ];
  const role = roleAfter(held.role, names, settings);
  await giveRole(tx, doerOf(directory), { person: held, role, connection: connectionId });
}
