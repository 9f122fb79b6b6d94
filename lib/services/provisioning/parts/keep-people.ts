import { z } from "zod";
import { NO_PASSWORD } from "../../../auth/password";
import type { Queryable } from "../../../db/queryable";
import { roleAfter } from "../../../domain/connections/claims";
import { t } from "../../../language/t";
import {
  type Asked,
  type GivenUser,
  type OfKind,
  patchedResource,
  readResource,
  type ScimUser,
  toldResource,
  writtenResource,
} from "../../../protocols/scim/messages";
import { ScimProblem } from "../../../protocols/scim/problem";
import { writeAudit } from "../../audit/write-audit";
import { holdPerson, type LockedPerson, lastAdminProblem } from "../../people/lock-person";
import { makeAccount } from "../../people/make-account";
import { setOpen } from "../../people/set-open";
import { writeDetails } from "../../people/write-details";
import { changing } from "./changing";
import { type Directory, doerOf, type Written } from "./directory";
import { letIn } from "./let-in";
import { toScimUser, wantedOf } from "./read-person";
import {
  accountNamed,
  keepPerson,
  keptResourceSchema,
  peopleSeen,
  personKept,
  removePersonKept,
} from "./rows";
import { settle } from "./settle";

const noPerson = (id: string): ScimProblem => new ScimProblem(404, null, t`There is no person ${id}.`);
const addressTaken = (email: string): ScimProblem =>
  new ScimProblem(409, "uniqueness", t`There is an account with the address ${email} already.`);

const nameTaken = (userName: string): ScimProblem =>
  new ScimProblem(409, "uniqueness", t`There is a person called ${userName} already.`);

const whose = ({ connection: { id: connectionId, institutionId } }: Directory) => ({
  connectionId,
  institutionId,
});

async function seen(on: Queryable, directory: Directory, userId: string): Promise<ScimUser> {
  const id = z.uuid().safeParse(userId);
  const row = id.success
    ? await on.find(peopleSeen, { ...whose(directory), userId: id.data, userName: null })
    : undefined;
  if (!row) throw noPerson(userId);
  return toScimUser(row);
}

const written = async (tx: Queryable, directory: Directory, id: string): Promise<Written> =>
  writtenResource("User", await seen(tx, directory, id), directory.base);

/** A person of the institution, as a directory is told. @throws ScimProblem */
export const getProvisioned = async (directory: Directory, id: string, asked: Asked): Promise<object> =>
  toldResource("User", await seen(directory.db, directory, id), directory.base, asked.only);

/** The people of the institution: of those whom a filter names by `userName` alone, those. */
export async function listProvisioned(directory: Directory, asked: Asked): Promise<readonly OfKind[]> {
  const userName = asked.is("userName")?.toLowerCase() ?? null;
  const rows = await directory.db.all(peopleSeen, { ...whose(directory), userId: null, userName });
  return rows.map((row) => ({ kind: "User", resource: toScimUser(row) }));
}

/** Makes an account for somebody, or opens the one again that the directory has removed. @throws ScimProblem */
export function addProvisioned(directory: Directory, body: unknown): Promise<Written> {
  const user = readResource("User", body);
  const { email, name, userName } = wantedOf(user);
  return changing(directory, async (tx) => {
    const { institutionId, settings, id: connection } = directory.connection;
    const there = await tx.find(accountNamed, { ...whose(directory), userName });
    if (there && !there.removed) throw nameTaken(userName);
    if (there) {
      refuseStranger(there.externalId, user);
      await keep(tx, directory, there.id, { active: true, ...user });
      return written(tx, directory, there.id);
    }
    const doer = doerOf(directory);
    const role = roleAfter(
      null,
      (user.roles ?? []).flatMap(({ value }) => value ?? []),
      settings,
    );
    const account = { institutionId, email, name, role, passwordHash: NO_PASSWORD, cohortId: null };
    const id = await makeAccount(tx, { ...account, now: doer.now });
    if (id === null) throw addressTaken(email);
    await writeAudit(tx, doer, [{ action: "user.add", subject: id, detail: { role, connection } }]);
    await write(tx, directory, id, user, true);
    if (user.active === false) await setOpen(tx, doer, { id, active: true }, false, { connection });
    else await letIn(tx, directory, { id, email, name, externalId: user.externalId ?? null, again: false });
    return written(tx, directory, id);
  });
}

/** A name that is given to somebody else opens nobody's account: another `externalId` is another person. */
function refuseStranger(before: string | null, { externalId, userName }: GivenUser): void {
  if (before === null || externalId === undefined || before === externalId) return;
  throw new ScimProblem(
    409,
    "uniqueness",
    t`${userName} was somebody else’s name here, whose account is closed. Give that account another address first, or delete it.`,
  );
}

/** Puts what a directory says in the place of what it said. @throws ScimProblem */
export function replaceProvisioned(directory: Directory, id: string, body: unknown): Promise<Written> {
  const user = readResource("User", body);
  return changing(directory, async (tx) => {
    await seen(tx, directory, id);
    await keep(tx, directory, id, user);
    return written(tx, directory, id);
  });
}

/** Changes what a directory says of somebody. @throws ScimProblem */
export function patchProvisioned(directory: Directory, id: string, body: unknown): Promise<Written> {
  return changing(directory, async (tx) => {
    await keep(tx, directory, id, await patchedResource("User", await seen(tx, directory, id), body));
    return written(tx, directory, id);
  });
}

/** Closes an account for good, as far as the directory goes. What its person answered stays. @throws ScimProblem */
export async function removeProvisioned(directory: Directory, id: string): Promise<void> {
  await changing(directory, async (tx) => {
    const { userName } = await seen(tx, directory, id);
    const person = await held(tx, directory, id);
    await refuseToClose(tx, directory, person);
    const { connectionId } = whose(directory);
    await setOpen(tx, doerOf(directory), person, false, { connection: connectionId });
    await tx.run(removePersonKept, { connectionId, userId: person.id, userName, now: directory.now });
    await settle(tx, directory, [person.id]);
  });
}

async function held(tx: Queryable, directory: Directory, id: string): Promise<LockedPerson> {
  const { institutionId, settings } = directory.connection;
  const person = await holdPerson(tx, institutionId, id);
  if (!person) throw noPerson(id);
  if (person.role === "admin" && !settings.mayMakeAdmins) {
    throw new ScimProblem(
      403,
      null,
      t`${person.email} is an administrator here, and this connection may not change administrators. Allow it in its settings, or change the account by hand.`,
    );
  }
  return person;
}

async function refuseToClose(tx: Queryable, { connection }: Directory, person: LockedPerson): Promise<void> {
  const problem = await lastAdminProblem(tx, connection.institutionId, person);
  if (problem) throw new ScimProblem(403, null, problem);
}

async function keep(tx: Queryable, directory: Directory, id: string, user: GivenUser): Promise<void> {
  const person = await held(tx, directory, id);
  const doer = doerOf(directory);
  const { connectionId } = whose(directory);
  const { email, name, userName } = wantedOf(user);
  const named = await tx.find(accountNamed, { ...whose(directory), userName });
  if (named && named.id !== id) throw nameTaken(userName);
  const active = user.active ?? person.active;
  if (!active) await refuseToClose(tx, directory, person);
  if (email !== person.email || name !== person.name) {
    if (!(await writeDetails(tx, person, { name, email }, directory.now))) throw addressTaken(email);
    const detail = {
      connection: connectionId,
      ...(name !== person.name && { renamed: true }),
      ...(email !== person.email && { otherAddress: true }),
    };
    await writeAudit(tx, doer, [{ action: "user.change", subject: id, detail }]);
  }
  await setOpen(tx, doer, person, active, { connection: connectionId });
  const before = await tx.find(personKept, { connectionId, userId: id });
  const made = before?.made ?? false;
  await write(tx, directory, id, user, made);
  const externalId = user.externalId ?? null;
  if (made && active && externalId !== before?.externalId)
    await letIn(tx, directory, { id, email, name, externalId, again: true });
  await settle(tx, directory, [id]);
}

async function write(
  tx: Queryable,
  directory: Directory,
  userId: string,
  user: GivenUser,
  made: boolean,
): Promise<void> {
  const { userName } = wantedOf(user);
  await tx.run(keepPerson, {
    connectionId: directory.connection.id,
    userId,
    userName,
    externalId: user.externalId?.slice(0, 400) ?? null,
    resource: keptResourceSchema.parse(user),
    made,
    now: directory.now,
  });
}
