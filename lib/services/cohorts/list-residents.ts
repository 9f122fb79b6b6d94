import { z } from "zod";
import { may } from "../../auth/policy";
import { integer, nullable, text, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { weeksSchema } from "../../domain/cohorts/period";
import type { ResidentList } from "../../domain/cohorts/views";
import type { Written } from "../../domain/view";
import { trainingYearOn } from "../../sql/people";
import type { Context } from "../context";
import { invalid, notFound, type Result, succeed } from "../result";
import { loadMemberPeriods, loadResidents } from "./parts/load-residents";

const PAGE = 25;

const inputSchema = z.object({
  weeks: weeksSchema,
  /** Part of a name, or of the name of a cohort that the resident is in. */
  search: z.string().trim().max(120).default(""),
  /** Of training; what is no year asks for all. */
  year: z.coerce.number().int().min(1).max(10).nullish().catch(null),
  /** From 1. */
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

// The group that a resident answers in now: the cohort joined last, or the institution.
const residentPage = statement({
  name: "resident-page",
  params: {
    institutionId: uuid,
    search: text,
    year: nullable(integer),
    skipped: integer,
    now: timestamp,
  },
  row: { id: uuid, n: integer, group_id: uuid },
  sql: `SELECT page.id, page.n, coalesce((
        SELECT m.cohort_id FROM membership m WHERE m.user_id = page.id AND m.left_at IS NULL
        ORDER BY m.joined_at DESC, m.cohort_id LIMIT 1
      ), $institutionId) AS group_id
    FROM (
      SELECT u.id, u.name, count(*) OVER ()::int AS n FROM "user" u
      WHERE u.institution_id = $institutionId AND u.role = 'resident' AND u.deactivated_at IS NULL
        AND ($search = '%%' OR u.name ILIKE $search OR EXISTS (
          SELECT 1 FROM membership m JOIN cohort o ON o.id = m.cohort_id
          WHERE m.user_id = u.id AND m.left_at IS NULL AND o.name ILIKE $search
        ))
        AND ($year IS NULL OR ${trainingYearOn("$now::date")} = $year)
      ORDER BY u.name, u.id LIMIT ${PAGE} OFFSET $skipped
    ) page`,
});

/** The institution's active residents by name, 25 a page, to those who see residents. */
export async function listResidents(
  ctx: Context,
  input: Written<typeof inputSchema>,
): Promise<Result<ResidentList>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "see-residents")) return notFound("page");
  const parsed = inputSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { weeks, search, year, page } = parsed.data;
  const rows = await db.all(residentPage, {
    institutionId: actor.institutionId,
    search: `%${search.replaceAll(/[\\%_]/g, "\\$&")}%`,
    year: year ?? null,
    skipped: (page - 1) * PAGE,
    now,
  });
  const groupOf = new Map(rows.map((row) => [row.id, row.group_id]));
  const periods = await loadMemberPeriods(db, [...new Set(groupOf.values())], weeks);
  const residents = await loadResidents(
    db,
    [...groupOf.keys()],
    periods,
    (id) => groupOf.get(id)!,
    weeks,
    now,
  );
  const n = rows[0]?.n ?? 0;
  return succeed({ residents, n, page, pages: Math.ceil(n / PAGE) });
}
