import { z } from "zod";
import { t } from "@/lib/language/t";
import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import { jsonOf, text, texts, timestamp, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { importListSchema } from "../../domain/invitations/input";
import type { ImportedInvitations, InvitationReport } from "../../domain/invitations/views";
import type { Input } from "../../domain/view";
import { span } from "../../sql/time";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { sendsMails } from "../mail/sends-mails";
import { loadCohorts } from "../people/load-cohorts";
import { lockPeople } from "../people/lock-person";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { planInvitations } from "./parts/plan-invitations";
import { writeInvitations } from "./parts/write-invitations";

/** How long an import is answered the same when it is sent again. */
const REPEATED_MS = 24 * 60 * 60 * 1000;

const importOfId = statement({
  name: "import-of-invitations",
  params: { institutionId: uuid, id: text, actorId: uuid, now: timestamp },
  row: { detail: jsonOf(z.object({ invited: z.number(), renewed: z.number(), digest: z.string() })) },
  sql: `SELECT detail FROM audit_event
    WHERE institution_id = $institutionId AND action = 'invitation.import' AND subject_id = $id AND actor_id = $actorId
      AND at > $now - ${span(REPEATED_MS)}`,
});

const insertCohorts = statement({
  name: "insert-cohorts",
  params: { institutionId: uuid, names: texts, now: timestamp },
  row: { id: uuid },
  sql: `INSERT INTO cohort (institution_id, name, created_at) SELECT $institutionId, name, $now
    FROM unnest($names) AS x(name) RETURNING id`,
});

/**
 * Invites everybody in a list for whom its report said so, and does nothing else: where something has changed since the
 * report was made, all is refused. The same request again does nothing, and is answered without the links.
 */
export async function importList(
  ctx: Context,
  input: Input<typeof importListSchema>,
): Promise<Result<ImportedInvitations>> {
  const { actor, db } = ctx;
  if (!may(actor, "manage-people")) return notFound("page");
  const parsed = importListSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { list, digest, id } = parsed.data;
  return inTransaction(db, async (tx): Promise<Result<ImportedInvitations>> => {
    await lockPeople(tx, actor.institutionId);
    const before = await findImport(tx, ctx, actor, { id, digest });
    if (before) return before;
    const planned = await planInvitations(tx, actor, list);
    if (!planned.ok) return planned;
    const report = planned.value;
    if (report.digest !== digest) {
      return fail(
        "conflict",
        t`Something has changed since this report was made. Nobody was invited; check the list again.`,
      );
    }
    const { invite, renew } = report.counts;
    if (invite + renew === 0) return fail("conflict", t`There is nobody in the list to invite.`);
    const links = await inviteRows(tx, ctx, actor, report);
    await writeAudit(tx, ctx, [
      { action: "invitation.import", subject: id, detail: { invited: invite, renewed: renew, digest } },
    ]);
    return succeed({ invited: invite, renewed: renew, mailed: sendsMails(), links });
  });
}

/** What an import with this id was answered; null where there was none. */
async function findImport(
  tx: Queryable,
  { now }: Context,
  actor: User,
  { id, digest }: { id: string; digest: string },
): Promise<Result<ImportedInvitations> | null> {
  const found = await tx.find(importOfId, { institutionId: actor.institutionId, id, actorId: actor.id, now });
  if (!found) return null;
  const { invited, renewed, digest: stored } = found.detail;
  if (stored !== digest) return fail("conflict", t`Another list was sent under this id.`);
  return succeed({ invited, renewed, mailed: sendsMails(), links: [] });
}

async function inviteRows(
  tx: Queryable,
  ctx: Context,
  actor: User,
  { rows, newCohorts }: InvitationReport,
): Promise<ImportedInvitations["links"]> {
  const { institutionId } = actor;
  const made = await tx.all(insertCohorts, { institutionId, names: newCohorts, now: ctx.now });
  const idOf = new Map((await loadCohorts(tx, institutionId)).map((cohort) => [cohort.name, cohort.id]));
  const invited = rows.filter(({ outcome }) => outcome === "invite" || outcome === "renew");
  const links = await writeInvitations(
    tx,
    actor,
    invited.map(({ name, email, role, cohort, trainingYear }) => ({
      name,
      email,
      role: role!,
      cohortId: cohort === null ? null : idOf.get(cohort)!,
      trainingYear,
    })),
    ctx.now,
  );
  await writeAudit(tx, ctx, [
    ...made.map((cohort) => ({ action: "cohort.create" as const, subject: cohort.id })),
    ...links.map((link, i) => ({
      action:
        invited[i]!.outcome === "renew" ? ("invitation.renew" as const) : ("invitation.create" as const),
      subject: link.id,
      detail: { role: invited[i]!.role },
    })),
  ]);
  return links.map((link, i) => ({ ...link, row: invited[i]!.row }));
}
