import { may } from "../../auth/policy";
import type { AdminHome, MailState } from "../../domain/homes/views";
import type { Context } from "../context";
import { summarizeDatasets } from "../datasets/summarize-datasets";
import { mailState } from "../mail/mail-state";
import { notFound, type Result, succeed } from "../result";

const AUDIT_LINES = 50;

const storedFrames = {
  name: "stored-frames",
  text: `SELECT count(*)::int AS n, coalesce(sum(bytes), 0)::float8 AS bytes FROM frame f
    WHERE EXISTS (
      SELECT 1 FROM case_version v
      JOIN "case" c ON c.id = v.case_id
      JOIN video vi ON vi.id = c.video_id
      JOIN dataset d ON d.id = vi.dataset_id
      WHERE v.frame_id = f.id AND d.institution_id = $1
    )`,
};

// Answers are thousands a day, and each resident has them on a page of their own: what was administered shows.
const auditTrail = {
  name: "audit-trail",
  text: `SELECT e.id::text, e.at, u.name AS actor, e.action, e.subject_id
    FROM audit_event e LEFT JOIN "user" u ON u.id = e.actor_id
    WHERE e.institution_id = $1 AND e.action NOT LIKE 'attempt.%' AND e.action NOT LIKE 'judgement.%'
    ORDER BY e.at DESC, e.id DESC LIMIT ${AUDIT_LINES}`,
};

type AuditRow = { id: string; at: Date; actor: string | null; action: string; subject_id: string | null };

/**
 * People, data, storage and what happened, in the actor's institution.
 *
 * @param sending whether this server sends mails
 */
export async function getAdminHome(ctx: Context, sending: MailState["sending"]): Promise<Result<AdminHome>> {
  const { actor, db } = ctx;
  if (!may(actor, "administer")) return notFound("page");
  const institutionId = actor.institutionId;
  const [people, datasets, audit, [frames], mail] = await Promise.all([
    db.prisma.user.findMany({
      where: { institutionId },
      orderBy: { name: "asc" },
      include: { memberships: { include: { cohort: true } } },
    }),
    summarizeDatasets(db, institutionId),
    db.query<AuditRow>(auditTrail, [institutionId]),
    db.query<{ n: number; bytes: number }>(storedFrames, [institutionId]),
    mailState(db, institutionId, sending, ctx.now),
  ]);
  return succeed({
    timeZone: actor.timeZone,
    people: people.map((person) => ({
      id: person.id,
      name: person.name,
      email: person.email,
      role: person.role,
      cohorts: person.memberships.map(({ cohort }) => cohort.name),
      active: person.deactivatedAt === null,
      addedAt: person.createdAt.toISOString(),
    })),
    datasets,
    audit: audit.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      actor: row.actor,
      action: row.action,
      subjectId: row.subject_id,
    })),
    frames: frames ?? { n: 0, bytes: 0 },
    mail,
  });
}
