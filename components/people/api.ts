import { account } from "@/lib/contract/account";
import { invitations } from "@/lib/contract/invitations";
import { passwords } from "@/lib/contract/passwords";
import { people } from "@/lib/contract/people";
import type { Body, Query } from "@/lib/contract/route";
import type { NewInvitation } from "@/lib/domain/invitations/input";
import type { Move, NewTraining, PersonChange } from "@/lib/domain/people/input";
import { call } from "../client/call";
import { onceMade } from "../client/once-made";

/** A list of two thousand takes some seconds. */
const slow = { timeoutMs: 60_000 };

export const listPeople = (written: URLSearchParams) => {
  const query: Query<typeof people.list> = Object.fromEntries(written);
  return call(people.list, { query }, slow);
};
export const changePerson = (id: string, change: PersonChange) =>
  call(people.change, { params: { id }, body: change }, slow);
export const setTraining = (id: string, training: NewTraining) =>
  call(people.setTraining, { params: { id }, body: training }, slow);
export const removeTraining = (id: string, since: string) =>
  call(people.removeTraining, { params: { id, since } }, slow);
export const setActive = (id: string, active: boolean) =>
  call(active ? people.reactivate : people.deactivate, { params: { id } }, slow);
export const deletePerson = (id: string, confirm: string) =>
  call(people.delete, { params: { id }, body: { confirm } }, slow);
export const takeData = (id: string, reason: string) =>
  call(people.takeData, { params: { id }, body: { reason } }, slow);
export const movePeople = (move: Move, preview: boolean) =>
  call(people.move, { body: move, query: preview ? { preview: "1" } : {} }, slow);

export const createCohort = onceMade((cohort: Body<typeof people.createCohort>) =>
  call(people.createCohort, { body: cohort }, slow),
);
export const changeCohort = (id: string, change: Body<typeof people.changeCohort>) =>
  call(people.changeCohort, { params: { id }, body: change }, slow);

export const invitePerson = (person: NewInvitation) => call(invitations.create, { body: person }, slow);
export const renewInvitation = (id: string) => call(invitations.renew, { params: { id } }, slow);
export const revokeInvitation = (id: string) => call(invitations.revoke, { params: { id } }, slow);
export const checkList = (list: string) => call(invitations.check, { body: { list } }, slow);
export const importList = (list: string, digest: string, id: string) =>
  call(invitations.import, { body: { list, digest, id } }, slow);
export const acceptInvitation = (secret: string, password: string) =>
  call(invitations.accept, { body: { secret, password } }, slow);

export const changePassword = (current: string, next: string) =>
  call(account.changePassword, { body: { current, next } }, slow);
export const endSession = (id: string) => call(account.endSession, { params: { id } }, slow);
export const endOtherSessions = () => call(account.endOtherSessions, {}, slow);
export const makeResetLink = (id: string) => call(passwords.makeLink, { params: { id } }, slow);
export const endPersonsSessions = (id: string) => call(people.endSessions, { params: { id } }, slow);
/** It goes out even where the page is left at once. */
export const setReminders = (on: boolean) =>
  call(account.setReminders, { body: { on } }, { ...slow, keepalive: true });
export const askDeletion = (asked: boolean) => call(asked ? account.askDeletion : account.stay, {}, slow);
