import { z } from "zod";
import { t } from "@/lib/language/t";
/** What an entry is about: the trail is filtered by these. */
export const AUDIT_GROUPS = [
  "people",
  "seen",
  "exports",
  "residents",
  "assignments",
  "sets",
  "references",
  "datasets",
  "models",
  "signing-in",
  "connections",
  "practice",
] as const;

export const auditGroupSchema = z.enum(AUDIT_GROUPS);
export type AuditGroup = z.infer<typeof auditGroupSchema>;

export const groupWords: Readonly<Record<AuditGroup, string>> = {
  people: t`People and cohorts`,
  seen: t`Who looked at whom`,
  exports: t`Exports`,
  residents: t`Notes and milestones`,
  assignments: t`Assignments and results`,
  sets: t`Case sets`,
  references: t`References and questions`,
  datasets: t`Datasets and uploads`,
  models: t`Models and reviews`,
  "signing-in": t`Signing in`,
  connections: t`Connections to other systems`,
  practice: t`Answers, one by one`,
};

type Known = { readonly group: AuditGroup; readonly words: string };

/**
 * Everything that is written down, in plain words: what somebody did, with the subject after it. An action that isn't
 * here can't be written.
 */
const known = {
  "user.add": { group: "people", words: t`Made an account` },
  "user.change": { group: "people", words: t`Changed an account` },
  "user.deactivate": { group: "people", words: t`Closed an account` },
  "user.reactivate": { group: "people", words: t`Opened a closed account again` },
  "user.promote": { group: "people", words: t`Set the year of training` },
  "user.password": { group: "people", words: t`Changed the own password` },
  "user.records": { group: "people", words: t`Had answers told to learning record stores, or no longer` },
  "user.ask-deletion": { group: "people", words: t`Asked to be deleted` },
  "user.keep": { group: "people", words: t`Took back the wish to be deleted` },
  "user.leave": { group: "people", words: t`Left, and was taken out by name` },
  "cohort.create": { group: "people", words: t`Made a cohort` },
  "cohort.change": { group: "people", words: t`Changed a cohort` },
  "cohort.end": { group: "people", words: t`Ended a cohort` },
  "cohort.reopen": { group: "people", words: t`Reopened a cohort` },
  "cohort.join": { group: "people", words: t`Put a resident into a cohort` },
  "cohort.leave": { group: "people", words: t`Took a resident out of a cohort` },
  "invitation.create": { group: "people", words: t`Invited somebody` },
  "invitation.renew": { group: "people", words: t`Renewed an invitation` },
  "invitation.import": { group: "people", words: t`Invited people from a list` },
  "invitation.revoke": { group: "people", words: t`Took an invitation back` },
  "invitation.accept": { group: "people", words: t`Accepted an invitation` },
  "privacy.publish": { group: "people", words: t`Put a privacy notice in force` },
  "privacy.withdraw": { group: "people", words: t`Put the privacy notice out of force` },
  "privacy.accept": { group: "people", words: t`Accepted the privacy notice` },
  "institution.change": { group: "people", words: t`Changed the institution` },

  "resident.view": { group: "seen", words: t`Opened a resident’s page` },
  "cohort.view": { group: "seen", words: t`Opened a cohort’s page with names` },
  "attempt.view": { group: "seen", words: t`Opened a resident’s answer` },
  "packet.view": { group: "seen", words: t`Opened a resident’s committee packet` },
  "audit.view": { group: "seen", words: t`Looked through the audit trail` },

  "audit.export": { group: "exports", words: t`Exported the audit trail` },
  "audit.follow": { group: "exports", words: t`Began to follow the audit trail` },
  "packet.export": { group: "exports", words: t`Exported a resident’s committee packet` },
  "cohort.export": { group: "exports", words: t`Exported a cohort’s figures` },
  "results.export": { group: "exports", words: t`Exported an assignment’s results` },
  "dataset.export": { group: "exports", words: t`Exported a dataset` },
  "user.export": { group: "exports", words: t`Took the own data` },
  "user.export-for": { group: "exports", words: t`Took a person’s data, with a reason` },
  "people.export": { group: "exports", words: t`Exported the list of people` },

  "note.add": { group: "residents", words: t`Wrote a note about a resident` },
  "milestones.change": { group: "residents", words: t`Changed the program’s milestones` },

  "assignment.create": { group: "assignments", words: t`Gave an assignment` },
  "assignment.change": { group: "assignments", words: t`Changed an assignment` },
  "assignment.add-readers": { group: "assignments", words: t`Added readers to an assignment` },
  "assignment.remove-reader": { group: "assignments", words: t`Took a reader out of an assignment` },
  "assignment.extend": { group: "assignments", words: t`Gave a reader more time` },
  "assignment.excuse": { group: "assignments", words: t`Excused a reader, or took the excuse back` },
  "assignment.remind": { group: "assignments", words: t`Reminded readers who had not begun` },
  "assignment.begin": { group: "assignments", words: t`Began an assignment` },
  "assignment.release": { group: "assignments", words: t`Released the results` },
  "late-answer.offer": { group: "assignments", words: t`Offered an answer that came too late` },
  "late-answer.take": { group: "assignments", words: t`Took an answer that came too late` },
  "late-answer.leave": { group: "assignments", words: t`Left an answer that came too late` },
  "reason.mark": { group: "assignments", words: t`Marked a reader’s reasons` },
  "attempt.comment": { group: "assignments", words: t`Commented on an answer` },

  "case-set.create": { group: "sets", words: t`Made a case set` },
  "case-set.update": { group: "sets", words: t`Changed a case set` },
  "case-set.publish": { group: "sets", words: t`Published a case set` },
  "case-set.archive": { group: "sets", words: t`Archived a case set` },
  "case-set.restore": { group: "sets", words: t`Restored a case set` },
  "case-set.copy": { group: "sets", words: t`Copied a case set` },

  "dispute.open": { group: "references", words: t`Questioned a reference` },
  "dispute.withdraw": { group: "references", words: t`Withdrew a question` },
  "dispute.reject": { group: "references", words: t`Kept a reference that was questioned` },
  "dispute.accept": { group: "references", words: t`Accepted a question` },
  "dispute.propose": { group: "references", words: t`Would change a reference, with another’s agreement` },
  "dispute.disagree": { group: "references", words: t`Did not agree to a change of a reference` },
  "dispute.undo": { group: "references", words: t`Took back an accepted question` },
  "case.revise": { group: "references", words: t`Gave a case another reference` },
  "case.publish": { group: "references", words: t`Published a case` },
  "attempt.rescore": { group: "references", words: t`Scored answers anew` },
  "annotation.begin": { group: "references", words: t`Began to annotate a case` },
  "annotation.submit": { group: "references", words: t`Submitted an annotation` },
  "annotation.read-blind": { group: "references", words: t`Drew a case’s zone without seeing the reference` },
  "annotation.check": { group: "references", words: t`Checked an annotation` },
  "annotation.review": { group: "references", words: t`Reviewed an annotation` },

  "dataset.import": { group: "datasets", words: t`Imported into a dataset` },
  "dataset.take-back-import": { group: "datasets", words: t`Took an import back` },
  "dataset.open": { group: "datasets", words: t`Opened a dataset to practice` },
  "dataset.close": { group: "datasets", words: t`Closed a dataset to practice` },
  "case.retire": { group: "datasets", words: t`Retired a case` },
  "case.bring-back": { group: "datasets", words: t`Brought a retired case back` },
  "frame.purge": { group: "datasets", words: t`Removed a picture for good` },
  "frame.erase": { group: "datasets", words: t`A removed picture’s files were erased` },
  "dataset.duties": { group: "datasets", words: t`Set who annotates and checks a dataset` },
  "upload.begin": { group: "datasets", words: t`Began an upload` },
  "upload.cancel": { group: "datasets", words: t`Cancelled an upload` },
  "upload.end": { group: "datasets", words: t`An upload was read` },

  "model-run.begin": { group: "models", words: t`A model run began` },
  "model-run.record": { group: "models", words: t`A model’s readings were recorded` },
  "model-run.finish": { group: "models", words: t`A model run ended` },
  "training-log.import": { group: "models", words: t`A training’s log was imported` },
  "training-log.remove": { group: "models", words: t`A training’s log was removed` },
  "run.show": { group: "models", words: t`Showed a model run to residents` },
  "run.hide": { group: "models", words: t`Hid a model run from residents` },
  "review.create": { group: "models", words: t`Made a blind review` },
  "judgement.save": { group: "models", words: t`Judged a case of a blind review` },
  "review.close": { group: "models", words: t`Closed a blind review` },

  "user.sign-in": { group: "signing-in", words: t`Signed in` },
  "user.sign-out": { group: "signing-in", words: t`Signed out` },
  "user.sign-in-failed": { group: "signing-in", words: t`A wrong password was tried` },
  "user.lock-out": { group: "signing-in", words: t`Too many wrong passwords: further ones wait` },
  "user.ask-reset": { group: "signing-in", words: t`A link to choose another password was mailed` },
  "user.reset-link": { group: "signing-in", words: t`Made a link to choose another password` },
  "user.reset-password": { group: "signing-in", words: t`Another password was chosen with a link` },
  "user.set-password": { group: "signing-in", words: t`Another password was set by a command` },
  "user.second-step-failed": { group: "signing-in", words: t`A wrong second step was tried` },
  "user.second-step-lock-out": { group: "signing-in", words: t`Too many wrong codes: further ones wait` },
  "user.add-passkey": { group: "signing-in", words: t`Added a passkey` },
  "user.remove-passkey": { group: "signing-in", words: t`Removed a passkey` },
  "user.rename-passkey": { group: "signing-in", words: t`Gave a passkey another name` },
  "user.set-app": { group: "signing-in", words: t`Set up an authenticator app` },
  "user.remove-app": { group: "signing-in", words: t`Removed the authenticator app` },
  "user.make-codes": { group: "signing-in", words: t`Made recovery codes` },
  "user.use-code": { group: "signing-in", words: t`Signed in with a recovery code` },
  "user.reset-second-step": { group: "people", words: t`Reset the second step of an account` },
  "user.end-sessions": { group: "signing-in", words: t`Ended sessions of an account` },

  "identity.link": { group: "signing-in", words: t`Linked an account to a provider` },
  "identity.remove": { group: "signing-in", words: t`Took an account’s link to a provider away` },
  "identity.refuse": { group: "signing-in", words: t`Did not let somebody in whom a provider had let in` },
  "identity.sign-out": { group: "signing-in", words: t`A provider signed somebody out` },

  "connection.add": { group: "connections", words: t`Added a connection` },
  "connection.change": { group: "connections", words: t`Changed a connection` },
  "connection.token": { group: "connections", words: t`Made a token for a connection` },
  "connection.invite": { group: "connections", words: t`Made a link by which a platform registers` },
  "connection.send-again": { group: "connections", words: t`Sent again what another system refused` },
  "lti.choose": { group: "assignments", words: t`Chose what a link of a course opens` },
  "connection.remove": { group: "connections", words: t`Removed a connection` },

  "attempt.lock": { group: "practice", words: t`Locked the phase of an answer` },
  "attempt.zone": { group: "practice", words: t`Stored the zone of an answer` },
} as const satisfies Readonly<Record<string, Known>>;

export type AuditAction = keyof typeof known;

export const actions: Readonly<Record<AuditAction, Known>> = known;

/** An action in words; one that this version doesn't know, as it was written. */
export function actionWords(action: string): string {
  return actions[action as AuditAction]?.words ?? action;
}

/** The actions of some groups. */
export function actionsOf(groups: readonly AuditGroup[]): readonly AuditAction[] {
  return (Object.keys(known) as AuditAction[]).filter((action) => groups.includes(actions[action].group));
}
