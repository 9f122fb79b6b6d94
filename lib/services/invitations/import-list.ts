import type pg from "pg";
import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import { inTransaction } from "../../db/transaction";
import { importListSchema } from "../../domain/invitations/input";
import type { ImportedInvitations, InvitationReport } from "../../domain/invitations/views";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { lockPeople } from "../people/lock-person";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { sendsMails } from "./invitation-mail";
import { planInvitations } from "./plan-invitations";
import { writeInvitations } from "./write-invitations";

/**
 * Invites everybody in a list for whom its report said so, and does nothing else: where something has changed since the
 * report was made, all is refused. The same request again does nothing, and is answered without the links.
 */
export async function importList(ctx: Context, input: unknown): Promise<Result<ImportedInvitations>> {
  const { actor, db } = ctx;
  if (!may(actor, "manage-people")) return notFound("page");
  const parsed = importListSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { list, digest, id } = parsed.data;
  return inTransaction(db, async (client): Promise<Result<ImportedInvitations>> => {
    await lockPeople(client, actor.institutionId);
    const before = await findImport(client, ctx, actor, { id, digest });
    if (before) return before;
    const planned = await planInvitations(client, actor, list);
    if (!planned.ok) return planned;
    const report = planned.value;
    if (report.digest !== digest) {
      return fail(
        "conflict",
        "Something has changed since this report was made. Nobody was invited; check the list again.",
      );
    }
    const { invite, renew } = report.counts;
    if (invite + renew === 0) return fail("conflict", "There is nobody in the list to invite.");
    const links = await inviteRows(client, ctx, actor, report);
    await writeAudit(client, ctx, [
      { action: "invitation.import", subject: id, detail: { invited: invite, renewed: renew, digest } },
    ]);
    return succeed({ invited: invite, renewed: renew, mailed: sendsMails(), links });
  });
}

/** What an import with this id was answered; null where there was none. */
async function findImport(
  client: pg.ClientBase,
  { now }: Context,
  actor: User,
  { id, digest }: { id: string; digest: string },
): Promise<Result<ImportedInvitations> | null> {
  const { rows } = await client.query<{ detail: { invited: number; renewed: number; digest: string } }>(
    `SELECT detail FROM audit_event
     WHERE institution_id = $1 AND action = 'invitation.import' AND subject_id = $2 AND actor_id = $3
       AND at > $4::timestamptz - interval '1 day'`,
    [actor.institutionId, id, actor.id, now],
  );
  const [found] = rows;
  if (!found) return null;
  const { invited, renewed, digest: stored } = found.detail;
  if (stored !== digest) return fail("conflict", "Another list was sent under this id.");
  return succeed({ invited, renewed, mailed: sendsMails(), links: [] });
}

async function inviteRows(
  client: pg.ClientBase,
  ctx: Context,
  actor: User,
  { rows, newCohorts }: InvitationReport,
): Promise<ImportedInvitations["links"]> {
  const made = await client.query<{ id: string }>(
    `INSERT INTO cohort (institution_id, name, created_at) SELECT $1, name, $3 FROM unnest($2::text[]) AS x(name)
     RETURNING id`,
    [actor.institutionId, newCohorts, ctx.now],
  );
  const cohorts = await client.query<{ id: string; name: string }>(
    "SELECT id, name FROM cohort WHERE institution_id = $1",
    [actor.institutionId],
  );
  const idOf = new Map(cohorts.rows.map((cohort) => [cohort.name, cohort.id]));
  const invited = rows.filter(({ outcome }) => outcome === "invite" || outcome === "renew");
  const links = await writeInvitations(
    client,
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
  await writeAudit(client, ctx, [
    ...made.rows.map((cohort) => ({ action: "cohort.create" as const, subject: cohort.id })),
    ...links.map((link, i) => ({
      action:
        invited[i]!.outcome === "renew" ? ("invitation.renew" as const) : ("invitation.create" as const),
      subject: link.id,
      detail: { role: invited[i]!.role },
    })),
  ]);
  return links.map((link, i) => ({ ...link, row: invited[i]!.row }));
}
