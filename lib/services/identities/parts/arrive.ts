import { SYSTEM } from "../../../auth/actor";
import type { ShownIdentity, Visit } from "../../../auth/open-session";
import { NO_PASSWORD } from "../../../auth/password";
import type { Claims } from "../../../auth/session";
import type { Database } from "../../../db/client";
import type { Queryable } from "../../../db/queryable";
import { inTransaction } from "../../../db/transaction";
import { isKeptOut, type Said, type Subject } from "../../../domain/connections/claims";
import { WAY_MS, type WayProblem } from "../../../domain/identities/way";
import { plainName } from "../../../domain/text/plain-text";
import { writeAudit } from "../../audit/write-audit";
import type { EnabledDoor } from "../../connections/open-connection";
import { invitationToAccept, takeUpInvitation } from "../../invitations/take-up-invitation";
import { type Begun, beginSession } from "../../sessions/begin-session";
import { markConfirmed } from "../../sessions/mark-confirmed";
import { followGroups } from "./follow-groups";
import { identityToOpen, insertIdentity, touchIdentity } from "./identity-rows";
import { link } from "./link";
import { makeStrangerAccount } from "./make-stranger-account";
import { sealStranger, type Way } from "./way";

/** What came of somebody's way to a provider and back. */
export type Arrived =
  | { readonly outcome: "in"; readonly userId: string; readonly begun: Begun; readonly next: string }
  | { readonly outcome: "linked" | "confirmed" }
  /** The provider knows them, and there is no account that they open: a password of theirs, once, links one. */
  | { readonly outcome: "stranger"; readonly stranger: string }
  | { readonly outcome: "refused"; readonly problem: WayProblem; readonly purpose: Way["purpose"] };

/** What a transaction came to: nothing of it is kept where it refuses. */
type Settled = ShownIdentity | { readonly stranger: true } | { readonly problem: WayProblem };

/** What a provider has proven of somebody, and what of its session is kept. */
export type Proven = {
  readonly subject: Subject;
  readonly said: Said;
  /** What the provider calls its session; null where it doesn't. */
  readonly providerSession: string | null;
  /** What is shown there again at signing out, sealed; null for nothing. */
  readonly idToken: string | null;
};

/** Takes somebody in whom a provider has proven, links or confirms: as the way was begun for. */
export async function arrive(
  { db, now }: { readonly db: Database; readonly now: Date },
  connection: EnabledDoor,
  way: Way,
  { subject, said, providerSession, idToken }: Proven,
  visit: Visit,
): Promise<Arrived> {
  const { purpose } = way;
  const refused = (problem: WayProblem): Arrived => ({ outcome: "refused", problem, purpose });
  const { id: connectionId } = connection;
  const label = plainName(said.email ?? said.name ?? subject.subject).slice(0, 200) || subject.subject;
  const known = { connection, subject, said, label, now };
  if (purpose !== "sign-in") {
    const problem = await (purpose === "link" ? linkHere : confirmHere)(
      db,
      known,
      way,
      visit.session ?? null,
    );
    return problem ? refused(problem) : { outcome: purpose === "link" ? "linked" : "confirmed" };
  }
  const settled = await letIn(db, known, way, { connectionId, providerSession, idToken });
  if ("problem" in settled) return refused(settled.problem);
  if ("stranger" in settled) {
    const { institutionId, name: provider } = connection;
    const until = now.getTime() + WAY_MS;
    const stranger = { ...subject, institutionId, connectionId, provider, label, next: way.next, until };
    return { outcome: "stranger", stranger: sealStranger(stranger) };
  }
  const begun = await beginSession(db, settled, visit, now);
  return begun ? { outcome: "in", userId: settled.userId, begun, next: way.next } : refused("closed");
}

type Known = {
  readonly connection: EnabledDoor;
  readonly subject: Subject;
  readonly said: Said;
  readonly label: string;
  readonly now: Date;
};

type Shows = Omit<ShownIdentity, "userId" | "identityId">;

/** Finds or makes the account that an identity opens. */
async function letIn(db: Database, known: Known, way: Way, shows: Shows): Promise<Settled> {
  const { connection, subject, said, label, now } = known;
  const { id: connectionId, institutionId, settings } = connection;
  return inTransaction(db, async (tx): Promise<Settled> => {
    const refuse = async (problem: WayProblem, userId: string | null): Promise<Settled> => {
      const detail = { connection: connectionId, why: problem };
      const event = { action: "identity.refuse", subject: userId, institutionId, detail } as const;
      await writeAudit(tx, { actor: SYSTEM, now }, [event]);
      return { problem };
    };
    const there = await tx.find(identityToOpen, { institutionId, ...subject });
    if (there && !there.active) return refuse("closed", there.userId);
    if (isKeptOut(said.groups, settings)) return refuse("kept-out", there?.userId ?? null);
    if (there) {
      await tx.run(touchIdentity, { id: there.id, connectionId, label, now });
      await followGroups(tx, now, connection, there, said.groups);
      return { userId: there.userId, identityId: there.id, ...shows };
    }
    const made = way.invitation
      ? await invitedAccount(tx, known, way.invitation)
      : settings.joining === "anyone"
        ? await makeStrangerAccount(tx, now, connection, said)
        : "exists";
    if (made === "exists") {
      // Made by the same person, who came back twice at once?
      if (await tx.find(identityToOpen, { institutionId, ...subject })) throw new CameTwiceError();
      return { stranger: true };
    }
    if (typeof made === "string") return refuse(made, null);
    const { userId } = made;
    const identity = await tx.find(insertIdentity, {
      ...subject,
      institutionId,
      userId,
      connectionId,
      label,
      now,
    });
    // The other one linked it, and what this one made is taken back.
    if (!identity) throw new CameTwiceError();
    const opened = await tx.find(identityToOpen, { institutionId, ...subject });
    if (opened) await followGroups(tx, now, connection, opened, said.groups);
    return { userId, identityId: identity.id, ...shows };
  }).catch((error: unknown): Settled | Promise<Settled> => {
    if (error instanceof CameTwiceError) return letIn(db, known, way, shows);
    throw error;
  });
}

/** Somebody comes back twice at once: the other one was first, and this one begins again with what it made. */
class CameTwiceError extends Error {}

/** The account that an invitation offers, with whom the provider knows for its owner. */
async function invitedAccount(
  tx: Queryable,
  { connection, now }: Known,
  hash: string,
): Promise<{ readonly userId: string } | "invitation" | "exists"> {
  const invitation = await tx.find(invitationToAccept, { hash, now });
  if (invitation?.institution_id !== connection.institutionId) return "invitation";
  const userId = await takeUpInvitation(tx, invitation, NO_PASSWORD, now);
  return userId === null ? "exists" : { userId };
}

/** Has the account that is signed in here opened by the provider too. @returns why not; null where it is */
async function linkHere(
  db: Database,
  { connection, subject, label, now }: Known,
  way: Way,
  session: Claims | null,
): Promise<WayProblem | null> {
  const { userId } = way.session ?? {};
  if (userId === undefined || session?.sessionId !== way.session?.sessionId) return "another";
  const { id: connectionId, institutionId, name: provider } = connection;
  const toLink = { ...subject, institutionId, userId, connectionId, provider, label, tells: true };
  const doer = { actor: SYSTEM, now, institutionId };
  return (await inTransaction(db, (tx) => link(tx, doer, toLink))) ? null : "taken";
}

/** Notes that who is signed in here has shown it once more. @returns why not; null where it is noted */
async function confirmHere(
  db: Database,
  { connection, subject, now }: Known,
  way: Way,
  session: Claims | null,
): Promise<WayProblem | null> {
  if (!way.session || session?.sessionId !== way.session.sessionId) return "another";
  const { institutionId } = connection;
  const { sessionId } = session;
  return inTransaction(db, async (tx) => {
    const there = await tx.find(identityToOpen, { institutionId, ...subject });
    if (!there?.active) return "another";
    return (await markConfirmed(tx, { sessionId, userId: there.userId, now })) ? null : "another";
  });
}
