import { z } from "zod";
import { may } from "../../auth/policy";
import { boolean, integer, nullable, smallint, text, textOf, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { InvitationsPage } from "../../domain/invitations/views";
import { managedRoles, mayManage } from "../../domain/people/authority";
import type { Written } from "../../domain/view";
import { role } from "../../sql/types";
import type { Context } from "../context";
import { sendsMails } from "../mail/sends-mails";
import { loadCohorts } from "../people/load-cohorts";
import { notFound, type Result, succeed } from "../result";

const PAGE = 50;

const invitations = statement({
  name: "invitations",
  params: { institutionId: uuid, now: timestamp, all: boolean, from: integer },
  row: {
    id: uuid,
    name: text,
    email: text,
    role,
    cohort: nullable(text),
    training_year: nullable(smallint),
    maker: nullable(text),
    created_at: timestamp,
    expires_at: timestamp,
    state: textOf(["accepted", "revoked", "expired", "open"]),
    total: integer,
  },
  sql: `SELECT i.id, i.name, i.email, i.role, c.name AS cohort, i.training_year, u.name AS maker, i.created_at, i.expires_at,
      CASE WHEN i.accepted_at IS NOT NULL THEN 'accepted' WHEN i.revoked_at IS NOT NULL THEN 'revoked'
        WHEN i.expires_at <= $now THEN 'expired' ELSE 'open' END AS state,
      (count(*) OVER ())::int AS total
    FROM invitation i
    LEFT JOIN cohort c ON c.id = i.cohort_id
    LEFT JOIN "user" u ON u.id = i.maker_id
    WHERE i.institution_id = $institutionId AND ($all OR (i.accepted_at IS NULL AND i.revoked_at IS NULL))
    ORDER BY i.created_at DESC, i.email LIMIT ${PAGE} OFFSET $from`,
});

const querySchema = z.object({
  show: z.enum(["waiting", "all"]).catch("waiting"),
  page: z.coerce.number().int().min(1).max(1_000_000).catch(1),
});

/** The institution's invitations, the latest first: those that wait, or all. */
export async function listInvitations(
  ctx: Context,
  input: Written<typeof querySchema>,
): Promise<Result<InvitationsPage>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "manage-people")) return notFound("page");
  const { show, page } = querySchema.parse(input);
  const [rows, cohorts] = await Promise.all([
    db.all(invitations, {
      institutionId: actor.institutionId,
      now,
      all: show === "all",
      from: (page - 1) * PAGE,
    }),
    loadCohorts(db, actor.institutionId),
  ]);
  const total = rows[0]?.total ?? 0;
  return succeed({
    invitations: rows.map((row) => ({
      id: row.id,
      name: row.name,
      email: row.email,
      role: row.role,
      cohort: row.cohort,
      trainingYear: row.training_year,
      state: row.state,
      maker: row.maker,
      madeAt: row.created_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
      managed: mayManage(actor.role, row.role),
    })),
    total,
    page,
    pages: Math.max(1, Math.ceil(total / PAGE)),
    roles: managedRoles(actor.role),
    cohorts: cohorts.filter(({ ended }) => !ended),
    mailing: sendsMails(),
    timeZone: actor.timeZone,
  });
}
