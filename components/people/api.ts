import { z } from "zod";
import type { NewInvitation } from "@/lib/domain/invitations/input";
import type { ImportedInvitations, InvitationReport, MadeInvitation } from "@/lib/domain/invitations/views";
import type { Move, NewTraining, PersonChange } from "@/lib/domain/people/input";
import type { MoveReport, PeoplePage } from "@/lib/domain/people/views";
import type { Answer } from "../assignments/api";

/** A list of two thousand takes some seconds. */
const TIMEOUT_MS = 60_000;
const UNREACHABLE = "Calot can’t be reached just now. Nothing was changed; try again in a moment.";

const problemSchema = z.object({ detail: z.string() });

/** Asks our own server, which checks what it is sent and whose answers are of the types that it is built from. */
async function ask<T>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
  try {
    const response = await fetch(`/api${path}`, {
      method,
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body !== undefined && {
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    });
    const answer: unknown = await response.json();
    if (response.ok) return { value: answer as T };
    return { problem: problemSchema.safeParse(answer).data?.detail ?? UNREACHABLE };
  } catch {
    return { problem: UNREACHABLE };
  }
}

type Done = Promise<Answer<object>>;

export const listPeople = (query: URLSearchParams): Promise<Answer<PeoplePage>> =>
  ask("GET", `/people?${query}`);
export const changePerson = (id: string, change: PersonChange): Done => ask("PATCH", `/people/${id}`, change);
export const setTraining = (id: string, training: NewTraining): Done =>
  ask("POST", `/people/${id}/training`, training);
export const removeTraining = (id: string, since: string): Done =>
  ask("DELETE", `/people/${id}/training/${since}`);
export const setActive = (id: string, active: boolean): Done =>
  ask("POST", `/people/${id}/${active ? "reactivate" : "deactivate"}`);
export const deletePerson = (id: string, confirm: string): Done =>
  ask("DELETE", `/people/${id}`, { confirm });
export const movePeople = (move: Move, preview: boolean): Promise<Answer<MoveReport>> =>
  ask("POST", `/people/moves${preview ? "?preview=1" : ""}`, move);

export const createCohort = (name: string): Done => ask("POST", "/cohorts", { name });
export const changeCohort = (id: string, change: { name?: string; ended?: boolean }): Done =>
  ask("PATCH", `/cohorts/${id}`, change);

export const invitePerson = (person: NewInvitation): Promise<Answer<MadeInvitation>> =>
  ask("POST", "/invitations", person);
export const renewInvitation = (id: string): Promise<Answer<MadeInvitation>> =>
  ask("POST", `/invitations/${id}/renew`);
export const revokeInvitation = (id: string): Done => ask("POST", `/invitations/${id}/revoke`);
export const checkList = (list: string): Promise<Answer<InvitationReport>> =>
  ask("POST", "/invitations/check", { list });
export const importList = (list: string, digest: string, id: string): Promise<Answer<ImportedInvitations>> =>
  ask("POST", "/invitations/import", { list, digest, id });
export const acceptInvitation = (secret: string, password: string): Promise<Answer<{ email: string }>> =>
  ask("POST", "/invitations/accept", { secret, password });

export const changePassword = (current: string, next: string): Done =>
  ask("POST", "/account/password", { current, next });
export const askDeletion = (asked: boolean): Done => ask(asked ? "POST" : "DELETE", "/account/deletion");
