import { z } from "zod";
import { may } from "../../auth/policy";
import { type Mode, phaseOutcome } from "../../domain/attempts/mode";
import { attemptState } from "../../domain/attempts/state";
import type { HistoryEntry, HistoryPage } from "../../domain/progress/views";
import type { ZoneOutcome } from "../../domain/scoring/failure";
import { NO_ZONE } from "../../domain/scoring/zone";
import { frameUrl, frameVersionColumn } from "../../sql/cases";
import { withheld } from "../../sql/visibility";
import type { Context } from "../context";
import { fail, invalid, type Result, succeed } from "../result";

const PAGE = 25;

const inputSchema = z.object({
  /** The `next` of the page before: the time and id of its last entry. */
  before: z
    .string()
    .transform((text) => text.split("_"))
    .pipe(z.tuple([z.iso.datetime(), z.uuid()]))
    .optional(),
});

const historyPage = {
  name: "history-page",
  text: `SELECT t.id, t.case_id, ${frameVersionColumn}, t.mode, t.assignment_id, t.ordinal, t.locked_at, t.zone_at, t.phase_correct,
      t.zone_outcome, t.iou, t.center_distance,
      EXISTS (
        SELECT 1 FROM attempt o WHERE o.user_id = t.user_id AND o.case_id = t.case_id AND o.ordinal > t.ordinal
      ) AS superseded,
      EXISTS (SELECT 1 FROM attempt_score o WHERE o.attempt_id = t.id AND o.iou IS NOT NULL) AS rescored,
      ${withheld("t.case_id", "t.user_id", "$2")} AS withheld
    FROM attempt t
    JOIN case_version v ON v.id = t.version_id
    JOIN frame f ON f.id = v.frame_id
    WHERE t.user_id = $1 AND ($3::timestamptz IS NULL OR (t.locked_at, t.id) < ($3, $4::uuid))
    ORDER BY t.locked_at DESC, t.id DESC LIMIT ${PAGE + 1}`,
};

type Row = {
  id: string;
  case_id: string;
  frame_version: string;
  mode: Mode;
  assignment_id: string | null;
  ordinal: number;
  locked_at: Date;
  zone_at: Date | null;
  phase_correct: boolean;
  zone_outcome: ZoneOutcome | null;
  iou: number | null;
  center_distance: number | null;
  superseded: boolean;
  rescored: boolean;
  withheld: boolean;
};

/** The actor's attempts, newest first, 25 a page. */
export async function getHistory(ctx: Context, input: unknown): Promise<Result<HistoryPage>> {
  if (!may(ctx.actor, "practise")) return fail("forbidden", "Only people who are signed in have a history.");
  const parsed = inputSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const [at, id] = parsed.data.before ?? [null, null];
  const rows = await ctx.db.query<Row>(historyPage, [ctx.actor.id, ctx.now, at, id]);
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  return succeed({
    entries: page.map((row) => toEntry(row, ctx.now)),
    next: rows.length > PAGE && last ? `${last.locked_at.toISOString()}_${last.id}` : null,
  });
}

function toEntry(row: Row, now: Date): HistoryEntry {
  const state = attemptState(
    { lockedAt: row.locked_at, zoneAt: row.zone_at, superseded: row.superseded },
    now,
  );
  const told = state !== "open" && !row.withheld;
  const phase = phaseOutcome(row.mode, row.phase_correct);
  return {
    attemptId: row.id,
    caseId: row.case_id,
    frameUrl: frameUrl(row.case_id),
    frameVersion: row.frame_version,
    mode: row.mode,
    assignmentId: row.assignment_id,
    ordinal: row.ordinal,
    at: row.locked_at.toISOString(),
    state: row.withheld ? "withheld" : state,
    phase: told ? phase : null,
    zone: told ? (row.zone_outcome ?? NO_ZONE.outcome) : null,
    iou: told ? row.iou : null,
    centerDistance: told ? row.center_distance : null,
    rescored: told && row.rescored,
  };
}
