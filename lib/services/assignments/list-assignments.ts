import { z } from "zod";
import { may } from "../../auth/policy";
import { boolean, integer, nullable, text, timestamp, uuid, type ValuesOf } from "../../db/columns";
import { statement } from "../../db/statement";
import type { AssignmentList, AssignmentSummary } from "../../domain/assignments/views";
import type { Written } from "../../domain/view";
import { doneInAssignment } from "../../sql/attempts";
import { isExam } from "../../sql/modes";
import { mode } from "../../sql/types";
import type { Context } from "../context";
import { invalid, notFound, type Result, succeed } from "../result";

const PAGE = 25;

const inputSchema = z.object({
  /** current: what runs, is to come, or waits for its release. past: what is over. */
  show: z.enum(["current", "past"]).default("current"),
  /** Part of the name. */
  search: z.string().trim().max(120).default(""),
  /** From 1. */
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});

/** Columns of an assignment `a` with its set `s`. */
export const summaryColumns = `a.id, a.name, s.name AS case_set, a.mode, a.opens_at, a.due_at, a.closes_at,
  a.results_released_at,
  (SELECT count(*)::int FROM assignment_item i WHERE i.assignment_id = a.id) AS cases`;

export const summaryRow = {
  id: uuid,
  name: text,
  case_set: text,
  mode,
  opens_at: timestamp,
  due_at: nullable(timestamp),
  closes_at: nullable(timestamp),
  results_released_at: nullable(timestamp),
  cases: integer,
};

const isPast = `((a.closes_at <= $now AND a.results_released_at <= $now)
  OR (${isExam("a.mode")} AND a.results_released_at <= $now)) IS TRUE`;

// The page is chosen first: readers and answers are counted for its assignments alone.
const assignmentPage = statement({
  name: "assignment-page",
  params: { institutionId: uuid, now: timestamp, past: boolean, pattern: text, offset: integer },
  row: { ...summaryRow, readers: integer, begun: integer, done: integer, n: integer },
  sql: `SELECT page.id, page.name, page.case_set, page.mode, page.opens_at, page.due_at, page.closes_at,
      page.results_released_at, page.cases, page.n, coalesce(r.readers, 0) AS readers, coalesce(r.begun, 0) AS begun, coalesce(r.done, 0) AS done
    FROM (
      SELECT ${summaryColumns}, count(*) OVER ()::int AS n, row_number() OVER (ORDER BY a.opens_at DESC, a.id) AS place
      FROM assignment a JOIN case_set s ON s.id = a.case_set_id
      WHERE a.institution_id = $institutionId AND (${isPast}) = $past AND a.name ILIKE $pattern
      ORDER BY a.opens_at DESC, a.id LIMIT ${PAGE} OFFSET $offset
    ) page
    LEFT JOIN LATERAL (
      SELECT count(*)::int AS readers, count(ar.begun_at)::int AS begun,
        count(*) FILTER (WHERE d.answered >= page.cases)::int AS done
      FROM assignment_reader ar
      LEFT JOIN (
        SELECT t.user_id, count(DISTINCT t.case_id) AS answered FROM attempt t
        WHERE t.assignment_id = page.id AND ${doneInAssignment("$now")} GROUP BY t.user_id
      ) d ON d.user_id = ar.user_id
      WHERE ar.assignment_id = page.id AND ar.excused_at IS NULL
    ) r ON true
    ORDER BY page.place`,
});

/** The institution's assignments, the latest first, 25 a page. */
export async function listAssignments(
  ctx: Context,
  input: Written<typeof inputSchema>,
): Promise<Result<AssignmentList>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "assign")) return notFound("page");
  const parsed = inputSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { show, search, page } = parsed.data;
  const pattern = `%${search.replaceAll(/[\\%_]/g, "\\$&")}%`;
  const rows = await db.all(assignmentPage, {
    institutionId: actor.institutionId,
    now,
    past: show === "past",
    pattern,
    offset: (page - 1) * PAGE,
  });
  const n = rows[0]?.n ?? 0;
  return succeed({ assignments: rows.map((row) => toSummary(row)), page, pages: Math.ceil(n / PAGE), n });
}

export function toSummary(
  row: ValuesOf<typeof summaryRow> & { readers: number; begun: number; done: number },
): AssignmentSummary {
  return {
    id: row.id,
    name: row.name,
    caseSet: row.case_set,
    mode: row.mode,
    opensAt: row.opens_at.toISOString(),
    dueAt: row.due_at?.toISOString() ?? null,
    closesAt: row.closes_at?.toISOString() ?? null,
    resultsReleasedAt: row.results_released_at?.toISOString() ?? null,
    cases: row.cases,
    readers: row.readers,
    begun: row.begun,
    done: row.done,
  };
}
