import type { Role } from "../people/role";
import { actionWords } from "./actions";

/** An event of the trail as it stands in the database. */
export type TrailEvent = {
  /** In the order in which events were written; each later one is greater. */
  readonly id: number;
  readonly at: Date;
  readonly institutionId: string | null;
  /** Null: the system itself. */
  readonly actorId: string | null;
  /** The one that the person has today; null for the system, and for who is no longer here. */
  readonly role: Role | null;
  readonly action: string;
  readonly subjectId: string | null;
  readonly detail: unknown;
};

/** An event as another program reads it: one line of JSON, without a line's end. No field is ever renamed. */
export const lineOf = (event: TrailEvent): string =>
  JSON.stringify({
    id: String(event.id),
    at: event.at.toISOString(),
    institution: event.institutionId,
    actor: event.actorId,
    role: event.role,
    action: event.action,
    words: actionWords(event.action),
    subject: event.subjectId,
    detail: event.detail,
  });
