import { z } from "zod";
import { boolean, certain, jsonOf, maybe, nullable, text, timestamp, uuid, uuids } from "../../../db/columns";
import { statement } from "../../../db/statement";
import { givenUserSchema } from "../../../protocols/scim/messages";
import { isPerson } from "../../../sql/people";

/** What a directory said of a person and the account doesn't hold. */
export const keptResourceSchema = givenUserSchema
  .pick({ name: true, displayName: true, emails: true, roles: true })
  .strip();
const keptResource = jsonOf(keptResourceSchema);

const namedSchema = z.object({ value: z.string(), display: z.string() });

/** People whom a directory may see: the institution's, but for those it has removed. */
const seen = `u.institution_id = $institutionId AND ${isPerson("u")} AND p.removed_at IS NULL`;

export const peopleSeen = statement({
  name: "provisioned-people-seen",
  params: {
    connectionId: uuid,
    institutionId: uuid,
    userId: nullable(uuid),
    /** In small letters; null for everybody. */
    userName: nullable(text),
  },
  row: {
    id: uuid,
    name: text,
    email: text,
    active: certain(boolean),
    createdAt: timestamp,
    ...maybe({ userName: text, resource: keptResource, changedAt: timestamp }),
    externalId: nullable(text),
    groups: certain(jsonOf(z.array(namedSchema))),
  },
  sql: `SELECT u.id, u.name, u.email, u.deactivated_at IS NULL AS active, u.created_at AS "createdAt",
      p.user_name AS "userName", p.external_id AS "externalId", p.resource, p.changed_at AS "changedAt",
      coalesce((
        SELECT jsonb_agg(jsonb_build_object('value', g.id, 'display', g.name) ORDER BY lower(g.name))
        FROM provisioned_member m JOIN provisioned_group g ON g.id = m.group_id
        WHERE m.user_id = u.id AND g.connection_id = $connectionId
      ), '[]') AS groups
    FROM "user" u LEFT JOIN provisioned_person p ON p.user_id = u.id AND p.connection_id = $connectionId
    WHERE ${seen} AND ($userId IS NULL OR u.id = $userId)
      AND ($userName IS NULL OR lower(coalesce(p.user_name, u.email)) = $userName)
    ORDER BY u.created_at, u.id`,
});

/** The account that a directory's name is taken by; of a person whom it has removed, too. */
export const accountNamed = statement({
  name: "provisioned-account-named",
  params: { connectionId: uuid, institutionId: uuid, userName: text },
  row: { id: uuid, removed: certain(boolean), externalId: nullable(text) },
  sql: `SELECT u.id, p.removed_at IS NOT NULL AS removed, p.external_id AS "externalId"
    FROM "user" u LEFT JOIN provisioned_person p ON p.user_id = u.id AND p.connection_id = $connectionId
    WHERE u.institution_id = $institutionId AND ${isPerson("u")}
      AND lower(coalesce(p.user_name, u.email)) = lower($userName)
    ORDER BY 2 LIMIT 1`,
});

export const keepPerson = statement({
  name: "keep-provisioned-person",
  params: {
    connectionId: uuid,
    userId: uuid,
    userName: text,
    externalId: nullable(text),
    resource: keptResource,
    made: boolean,
    now: timestamp,
  },
  sql: `INSERT INTO provisioned_person (connection_id, user_id, user_name, external_id, resource, made, changed_at)
    VALUES ($connectionId, $userId, $userName, $externalId, $resource, $made, $now)
    ON CONFLICT (connection_id, user_id) DO UPDATE SET user_name = excluded.user_name,
      external_id = excluded.external_id, resource = excluded.resource, changed_at = $now, removed_at = NULL`,
});

/** What a directory made of somebody: null for an account that it found here. */
export const personKept = statement({
  name: "provisioned-person-kept",
  params: { connectionId: uuid, userId: uuid },
  row: { made: boolean, externalId: nullable(text) },
  sql: `SELECT made, external_id AS "externalId" FROM provisioned_person
    WHERE connection_id = $connectionId AND user_id = $userId AND removed_at IS NULL`,
});

export const removePersonKept = statement({
  name: "remove-provisioned-person",
  params: { connectionId: uuid, userId: uuid, userName: text, now: timestamp },
  sql: `WITH left_groups AS (
      DELETE FROM provisioned_member m USING provisioned_group g
      WHERE g.id = m.group_id AND g.connection_id = $connectionId AND m.user_id = $userId
    )
    INSERT INTO provisioned_person (connection_id, user_id, user_name, resource, made, changed_at, removed_at)
    VALUES ($connectionId, $userId, $userName, '{}', FALSE, $now, $now)
    ON CONFLICT (connection_id, user_id) DO UPDATE SET changed_at = $now, removed_at = $now`,
});

export const groupsKept = statement({
  name: "provisioned-groups",
  params: { connectionId: uuid, groupId: nullable(uuid), name: nullable(text) },
  row: {
    id: uuid,
    name: text,
    externalId: nullable(text),
    createdAt: timestamp,
    changedAt: timestamp,
    members: certain(jsonOf(z.array(namedSchema))),
  },
  sql: `SELECT g.id, g.name, g.external_id AS "externalId", g.created_at AS "createdAt", g.changed_at AS "changedAt",
      coalesce((
        SELECT jsonb_agg(jsonb_build_object('value', u.id, 'display', u.name) ORDER BY lower(u.name), u.id)
        FROM provisioned_member m JOIN "user" u ON u.id = m.user_id WHERE m.group_id = g.id
      ), '[]') AS members
    FROM provisioned_group g
    WHERE g.connection_id = $connectionId AND ($groupId IS NULL OR g.id = $groupId)
      AND ($name IS NULL OR lower(g.name) = $name)
    ORDER BY lower(g.name), g.id`,
});

export const groupToChange = statement({
  name: "provisioned-group-to-change",
  params: { connectionId: uuid, groupId: uuid },
  row: { id: uuid, name: text, cohortId: nullable(uuid) },
  sql: `SELECT id, name, cohort_id AS "cohortId" FROM provisioned_group
    WHERE id = $groupId AND connection_id = $connectionId FOR UPDATE`,
});

// Of two at the same moment one is stored.
export const insertGroup = statement({
  name: "insert-provisioned-group",
  params: {
    connectionId: uuid,
    name: text,
    externalId: nullable(text),
    cohortId: nullable(uuid),
    now: timestamp,
  },
  row: { id: uuid },
  sql: `INSERT INTO provisioned_group (connection_id, name, external_id, cohort_id, created_at, changed_at)
    VALUES ($connectionId, $name, $externalId, $cohortId, $now, $now)
    ON CONFLICT (connection_id, lower(name)) DO NOTHING RETURNING id`,
});

export const updateGroup = statement({
  name: "update-provisioned-group",
  params: { id: uuid, name: text, externalId: nullable(text), cohortId: nullable(uuid), now: timestamp },
  sql: `UPDATE provisioned_group SET name = $name, external_id = $externalId, cohort_id = $cohortId, changed_at = $now
    WHERE id = $id`,
});

export const deleteGroup = statement({
  name: "delete-provisioned-group",
  params: { id: uuid },
  sql: "DELETE FROM provisioned_group WHERE id = $id",
});

/** Those of a list whom a directory may see. */
export const peopleAmong = statement({
  name: "provisioned-people-among",
  params: { connectionId: uuid, institutionId: uuid, ids: uuids },
  row: { id: uuid },
  sql: `SELECT u.id FROM "user" u
      LEFT JOIN provisioned_person p ON p.user_id = u.id AND p.connection_id = $connectionId
    WHERE ${seen} AND u.id = ANY($ids)`,
});

/** Has a group hold these people and nobody else: who came and who went. */
export const setMembers = statement({
  name: "set-provisioned-members",
  params: { groupId: uuid, ids: uuids },
  row: { userId: uuid },
  sql: `WITH went AS (
      DELETE FROM provisioned_member WHERE group_id = $groupId AND NOT user_id = ANY($ids) RETURNING user_id
    ), came AS (
      INSERT INTO provisioned_member (group_id, user_id) SELECT $groupId, id FROM unnest($ids) AS x(id)
      ON CONFLICT DO NOTHING RETURNING user_id
    )
    SELECT user_id AS "userId" FROM went UNION SELECT user_id FROM came`,
});
