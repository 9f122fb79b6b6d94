import { randomUUID } from "node:crypto";
import { z } from "zod";
import { boolean, certain, text, uuid } from "../../../db/columns";
import type { Queryable } from "../../../db/queryable";
import { type RowOf, statement } from "../../../db/statement";
import { cohortNameSchema } from "../../../domain/people/input";
import { t } from "../../../language/t";
import {
  type Asked,
  type GivenGroup,
  type OfKind,
  patchedResource,
  readResource,
  type ScimGroup,
  toldResource,
  writtenResource,
} from "../../../protocols/scim/messages";
import { ScimProblem } from "../../../protocols/scim/problem";
import { makeCohort, renameCohort, setCohortEnded } from "../../people/cohort-rows";
import { changing } from "./changing";
import { type Directory, doerOf, type Written } from "./directory";
import {
  deleteGroup,
  groupsKept,
  groupToChange,
  insertGroup,
  peopleAmong,
  setMembers,
  updateGroup,
} from "./rows";
import { settle } from "./settle";

const toScimGroup = (row: RowOf<typeof groupsKept>): ScimGroup => ({
  id: row.id,
  displayName: row.name,
  ...(row.externalId !== null && { externalId: row.externalId }),
  members: row.members,
  meta: { created: row.createdAt.toISOString(), lastModified: row.changedAt.toISOString() },
});

async function seen(on: Queryable, { connection }: Directory, groupId: string): Promise<ScimGroup> {
  const id = z.uuid().safeParse(groupId);
  const row = id.success
    ? await on.find(groupsKept, { connectionId: connection.id, groupId: id.data, name: null })
    : undefined;
  if (!row) throw new ScimProblem(404, null, t`There is no group ${groupId}.`);
  return toScimGroup(row);
}

const written = async (tx: Queryable, directory: Directory, id: string): Promise<Written> =>
  writtenResource("Group", await seen(tx, directory, id), directory.base);

/** A group of the directory's. @throws ScimProblem */
export const getGroup = async (directory: Directory, id: string, asked: Asked): Promise<object> =>
  toldResource("Group", await seen(directory.db, directory, id), directory.base, asked.only);

/** The groups of the directory: of those that a filter names by `displayName` alone, those. */
export async function listGroups({ db, connection }: Directory, asked: Asked): Promise<readonly OfKind[]> {
  const name = asked.is("displayName")?.toLowerCase() ?? null;
  const rows = await db.all(groupsKept, { connectionId: connection.id, groupId: null, name });
  return rows.map((row) => ({ kind: "Group", resource: toScimGroup(row) }));
}

/** Makes a group: a cohort of its name, which may be there already, but where a row says that it stands for a role. @throws ScimProblem */
export function addGroup(directory: Directory, body: unknown): Promise<Written> {
  const group = readResource("Group", body);
  const name = nameOf(group);
  return changing(directory, async (tx) => {
    const { connection, now } = directory;
    const cohortId = await cohortFor(tx, directory, name, null);
    const externalId = group.externalId?.slice(0, 400) ?? null;
    const made = await tx.find(insertGroup, { connectionId: connection.id, name, externalId, cohortId, now });
    if (!made) throw new ScimProblem(409, "uniqueness", t`There is a group called ${name} already.`);
    await hold(tx, directory, made.id, group.members ?? [], []);
    return written(tx, directory, made.id);
  });
}

/** Puts what a directory says of a group in the place of what it said. @throws ScimProblem */
export function replaceGroup(directory: Directory, id: string, body: unknown): Promise<Written> {
  const group = readResource("Group", body);
  return changing(directory, async (tx) => {
    await seen(tx, directory, id);
    return keep(tx, directory, id, group);
  });
}

/** Changes a group. @throws ScimProblem */
export function patchGroup(directory: Directory, id: string, body: unknown): Promise<Written> {
  return changing(directory, async (tx) =>
    keep(tx, directory, id, await patchedResource("Group", await seen(tx, directory, id), body)),
  );
}

/** Takes a group away. Its people leave the cohort, which ends where nobody else is in it. @throws ScimProblem */
export async function removeGroup(directory: Directory, id: string): Promise<void> {
  await changing(directory, async (tx) => {
    const { members } = await seen(tx, directory, id);
    const group = await tx.get(groupToChange, { connectionId: directory.connection.id, groupId: id });
    await tx.run(deleteGroup, { id });
    const former = group.cohortId === null ? [] : [group.cohortId];
    await settle(
      tx,
      directory,
      members.map(({ value }) => value),
      former,
    );
    for (const cohortId of former) await endWhereEmpty(tx, directory, cohortId);
  });
}

function nameOf({ displayName }: GivenGroup): string {
  const name = cohortNameSchema.safeParse(displayName);
  if (name.success) return name.data;
  throw new ScimProblem(400, "invalidValue", `displayName: ${name.error.issues[0]?.message ?? ""}`);
}

async function keep(tx: Queryable, directory: Directory, id: string, given: GivenGroup): Promise<Written> {
  const { connection, now } = directory;
  const before = await tx.get(groupToChange, { connectionId: connection.id, groupId: id });
  const name = nameOf(given);
  const cohortId =
    name === before.name ? before.cohortId : await cohortFor(tx, directory, name, before.cohortId);
  await tx.run(updateGroup, { id, name, externalId: given.externalId?.slice(0, 400) ?? null, cohortId, now });
  const former = before.cohortId !== null && before.cohortId !== cohortId ? [before.cohortId] : [];
  await hold(tx, directory, id, given.members ?? [], former);
  return written(tx, directory, id);
}

/** Has the group hold these people; those who came, went or stayed get what it stands for. */
async function hold(
  tx: Queryable,
  directory: Directory,
  groupId: string,
  members: NonNullable<GivenGroup["members"]>,
  former: readonly string[],
): Promise<void> {
  const { id: connectionId, institutionId } = directory.connection;
  const said = [...new Set(members.flatMap(({ value }) => value ?? []))];
  const ids = said.filter((value) => z.uuid().safeParse(value).success);
  const there = new Set(
    (await tx.all(peopleAmong, { connectionId, institutionId, ids })).map(({ id }) => id),
  );
  const missing = said.find((value) => !there.has(value));
  if (missing !== undefined) {
    throw new ScimProblem(400, "invalidValue", t`members: there is no person ${missing}.`);
  }
  const changed = await tx.all(setMembers, { groupId, ids: said });
  const concerned =
    former.length > 0
      ? [...said, ...changed.map(({ userId }) => userId)]
      : changed.map(({ userId }) => userId);
  await settle(tx, directory, [...new Set(concerned)], former);
}

const cohortCalled = statement({
  name: "provisioned-cohort-called",
  params: { institutionId: uuid, name: text },
  row: { id: uuid, ended: certain(boolean) },
  sql: `SELECT id, ended_at IS NOT NULL AS ended FROM cohort
    WHERE institution_id = $institutionId AND name = $name FOR UPDATE`,
});

/**
 * The cohort that a group of a name is: null where it stands for a role; the one it was, under its new name; one of that
 * name, opened again where it had ended; or a new one.
 */
async function cohortFor(
  tx: Queryable,
  directory: Directory,
  name: string,
  before: string | null,
): Promise<string | null> {
  const { institutionId, settings } = directory.connection;
  const doer = doerOf(directory);
  if (settings.roles.some(({ value }) => value === name)) return null;
  const called = await tx.find(cohortCalled, { institutionId, name });
  if (called) {
    if (called.ended) await setCohortEnded(tx, doer, called.id, false);
    return called.id;
  }
  if (before !== null) {
    await renameCohort(tx, doer, before, name);
    return before;
  }
  const id = randomUUID();
  // Where somebody made one of that name at this moment, it is that one.
  return (await makeCohort(tx, doer, { id, institutionId, name }))
    ? id
    : cohortFor(tx, directory, name, before);
}

const isEmptyCohort = statement({
  name: "is-empty-cohort",
  params: { cohortId: uuid },
  row: { empty: certain(boolean) },
  sql: `SELECT NOT EXISTS (SELECT FROM membership WHERE cohort_id = $cohortId AND left_at IS NULL) AS empty`,
});

async function endWhereEmpty(tx: Queryable, directory: Directory, cohortId: string): Promise<void> {
  const { empty } = await tx.get(isEmptyCohort, { cohortId });
  if (empty) await setCohortEnded(tx, doerOf(directory), cohortId, true);
}
