import { z } from "zod";
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
  "practice",
] as const;

export const auditGroupSchema = z.enum(AUDIT_GROUPS);
export type AuditGroup = z.infer<typeof auditGroupSchema>;

export const groupWords: Readonly<Record<AuditGroup, string>> = {
  people: "People and cohorts",
  seen: "Who looked at whom",
  exports: "Exports",
  residents: "Notes and milestones",
  assignments: "Assignments and results",
  sets: "Case sets",
  references: "References and questions",
  datasets: "Datasets and uploads",
  models: "Models and reviews",
  "signing-in": "Signing in",
  practice: "Answers, one by one",
};

type Known = { readonly group: AuditGroup; readonly words: string };

/**
 * Everything that is written down, in plain words: what somebody did, with the subject after it. An action that isn't
 * here can't be written.
 */
const known = {
  "user.add": { group: "people", words: "Made an account" },
  "user.change": { group: "people", words: "Changed an account" },
  "user.deactivate": { group: "people", words: "Closed an account" },
  "user.reactivate": { group: "people", words: "Opened a closed account again" },
  "user.promote": { group: "people", words: "Set the year of training" },
  "user.password": { group: "people", words: "Changed the own password" },
  "user.ask-deletion": { group: "people", words: "Asked to be deleted" },
  "user.keep": { group: "people", words: "Took back the wish to be deleted" },
  "user.leave": { group: "people", words: "Left, and was taken out by name" },
  "cohort.create": { group: "people", words: "Made a cohort" },
  "cohort.change": { group: "people", words: "Changed a cohort" },
  "cohort.end": { group: "people", words: "Ended a cohort" },
  "cohort.reopen": { group: "people", words: "Reopened a cohort" },
  "cohort.join": { group: "people", words: "Put a resident into a cohort" },
  "cohort.leave": { group: "people", words: "Took a resident out of a cohort" },
  "invitation.create": { group: "people", words: "Invited somebody" },
  "invitation.renew": { group: "people", words: "Renewed an invitation" },
  "invitation.import": { group: "people", words: "Invited people from a list" },
  "invitation.revoke": { group: "people", words: "Took an invitation back" },
  "invitation.accept": { group: "people", words: "Accepted an invitation" },
  "institution.change": { group: "people", words: "Changed the institution" },

  "resident.view": { group: "seen", words: "Opened a resident’s page" },
  "cohort.view": { group: "seen", words: "Opened a cohort’s page with names" },
  "attempt.view": { group: "seen", words: "Opened a resident’s answer" },
  "packet.view": { group: "seen", words: "Opened a resident’s committee packet" },
  "audit.view": { group: "seen", words: "Looked through the audit trail" },

  "audit.export": { group: "exports", words: "Exported the audit trail" },
  "packet.export": { group: "exports", words: "Exported a resident’s committee packet" },
  "cohort.export": { group: "exports", words: "Exported a cohort’s figures" },
  "results.export": { group: "exports", words: "Exported an assignment’s results" },
  "dataset.export": { group: "exports", words: "Exported a dataset" },
  "user.export": { group: "exports", words: "Took the own data" },
  "people.export": { group: "exports", words: "Exported the list of people" },

  "note.add": { group: "residents", words: "Wrote a note about a resident" },
  "milestones.change": { group: "residents", words: "Changed the program’s milestones" },

  "assignment.create": { group: "assignments", words: "Gave an assignment" },
  "assignment.change": { group: "assignments", words: "Changed an assignment" },
  "assignment.add-readers": { group: "assignments", words: "Added readers to an assignment" },
  "assignment.remove-reader": { group: "assignments", words: "Took a reader out of an assignment" },
  "assignment.extend": { group: "assignments", words: "Gave a reader more time" },
  "assignment.excuse": { group: "assignments", words: "Excused a reader, or took the excuse back" },
  "assignment.begin": { group: "assignments", words: "Began an assignment" },
  "assignment.release": { group: "assignments", words: "Released the results" },
  "attempt.comment": { group: "assignments", words: "Commented on an answer" },

  "case-set.create": { group: "sets", words: "Made a case set" },
  "case-set.update": { group: "sets", words: "Changed a case set" },
  "case-set.publish": { group: "sets", words: "Published a case set" },
  "case-set.archive": { group: "sets", words: "Archived a case set" },
  "case-set.restore": { group: "sets", words: "Restored a case set" },
  "case-set.copy": { group: "sets", words: "Copied a case set" },

  "dispute.open": { group: "references", words: "Questioned a reference" },
  "dispute.withdraw": { group: "references", words: "Withdrew a question" },
  "dispute.reject": { group: "references", words: "Kept a reference that was questioned" },
  "dispute.accept": { group: "references", words: "Accepted a question" },
  "case.revise": { group: "references", words: "Gave a case another reference" },
  "case.publish": { group: "references", words: "Published a case" },
  "attempt.rescore": { group: "references", words: "Scored answers anew" },
  "annotation.begin": { group: "references", words: "Began to annotate a case" },
  "annotation.submit": { group: "references", words: "Submitted an annotation" },
  "annotation.read-blind": { group: "references", words: "Drew a case’s zone without seeing the reference" },
  "annotation.check": { group: "references", words: "Checked an annotation" },
  "annotation.review": { group: "references", words: "Reviewed an annotation" },

  "dataset.import": { group: "datasets", words: "Imported into a dataset" },
  "dataset.open": { group: "datasets", words: "Opened a dataset to practice" },
  "dataset.duties": { group: "datasets", words: "Set who annotates and checks a dataset" },
  "upload.begin": { group: "datasets", words: "Began an upload" },
  "upload.end": { group: "datasets", words: "An upload was read" },

  "model-run.begin": { group: "models", words: "A model run began" },
  "model-run.record": { group: "models", words: "A model’s readings were recorded" },
  "model-run.finish": { group: "models", words: "A model run ended" },
  "run.show": { group: "models", words: "Showed a model run to residents" },
  "run.hide": { group: "models", words: "Hid a model run from residents" },
  "review.create": { group: "models", words: "Made a blind review" },
  "judgement.save": { group: "models", words: "Judged a case of a blind review" },
  "review.close": { group: "models", words: "Closed a blind review" },

  "user.sign-in": { group: "signing-in", words: "Signed in" },

  "attempt.lock": { group: "practice", words: "Locked the phase of an answer" },
  "attempt.zone": { group: "practice", words: "Stored the zone of an answer" },
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
