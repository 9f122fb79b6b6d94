import { may } from "../../auth/policy";
import { float, integer, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { AdminHome, MailState } from "../../domain/homes/views";
import { latestAudit } from "../audit/latest-audit";
import type { Context } from "../context";
import { summarizeDatasets } from "../datasets/summarize-datasets";
import { mailState } from "../mail/mail-state";
import { peopleOfInstitution } from "../people/person-rows";
import { notFound, type Result, succeed } from "../result";
import { loadRequiredRoles } from "../second-step/load-required-roles";

const AUDIT_LINES = 12;

const storedFrames = statement({
  name: "stored-frames",
  params: { institutionId: uuid },
  row: { n: integer, bytes: float },
  sql: `SELECT count(*)::int AS n, coalesce(sum(bytes), 0)::float8 AS bytes FROM frame f
    WHERE EXISTS (
      SELECT 1 FROM case_version v
      JOIN "case" c ON c.id = v.case_id
      JOIN video vi ON vi.id = c.video_id
      JOIN dataset d ON d.id = vi.dataset_id
      WHERE v.frame_id = f.id AND d.institution_id = $institutionId
    )`,
});

const peopleCounts = statement({
  name: "people-counts",
  params: { institutionId: uuid },
  row: { total: integer, open: integer, leaving: integer },
  sql: `SELECT count(*)::int AS total, (count(*) FILTER (WHERE u.deactivated_at IS NULL))::int AS open,
      count(u.deletion_asked_at)::int AS leaving
    FROM "user" u WHERE ${peopleOfInstitution}`,
});

const sessionLimitsOf = statement({
  name: "session-limits",
  params: { institutionId: uuid },
  row: { idleMinutes: integer, days: integer },
  sql: `SELECT session_idle_minutes AS "idleMinutes", session_days AS days FROM institution WHERE id = $institutionId`,
});

/**
 * People, data, storage and what happened, in the actor's institution.
 *
 * @param sending whether this server sends mails
 */
export async function getAdminHome(ctx: Context, sending: MailState["sending"]): Promise<Result<AdminHome>> {
  const { actor, db } = ctx;
  if (!may(actor, "administer")) return notFound("page");
  const institutionId = actor.institutionId;
  const [people, datasets, audit, frames, mail, sessionLimits, secondStep] = await Promise.all([
    db.get(peopleCounts, { institutionId }),
    summarizeDatasets(db, institutionId),
    latestAudit(db, institutionId, AUDIT_LINES),
    db.get(storedFrames, { institutionId }),
    mailState(db, institutionId, sending, ctx.now),
    db.get(sessionLimitsOf, { institutionId }),
    loadRequiredRoles(db, institutionId),
  ]);
  return succeed({
    timeZone: actor.timeZone,
    people,
    datasets,
    sessionLimits,
    secondStep,
    audit,
    frames,
    mail,
  });
}
