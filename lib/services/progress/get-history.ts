import { z } from "zod";
import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { boolean, float, integer, nullable, text, textOf, timestamp, uuid } from "../../db/columns";
import { constant, type RowOf, statement } from "../../db/statement";
import { cameLate, waitsForZone } from "../../domain/attempts/late-zone";
import { phaseOutcome } from "../../domain/attempts/mode";
import { attemptState } from "../../domain/attempts/state";
import { type HistoryEntry, type HistoryPage, sureOfSchema } from "../../domain/progress/views";
import { CONFIDENT, HIT_IOU } from "../../domain/scoring/thresholds";
import { NO_ZONE } from "../../domain/scoring/zone";
import type { Written } from "../../domain/view";
import { countedFirstAttempt, superseded, waitsForZone as waitingInSql } from "../../sql/attempts";
import { frameUrl, frameVersionColumn } from "../../sql/cases";
import { asksPhase } from "../../sql/modes";
import { iouColumn } from "../../sql/outcomes";
import { mode, zoneOutcome } from "../../sql/types";
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
  /** Only first attempts that count, of whose phase or zone the reader was sure, and wrong. */
  sure: sureOfSchema.optional(),
});

const sureOfPhase = `(t.phase_confidence >= ${constant(float, CONFIDENT)} AND ${asksPhase("t.mode")} AND NOT t.phase_correct)`;
const sureOfZone = `(t.zone_confidence >= ${constant(float, CONFIDENT)} AND ${iouColumn} < ${constant(float, HIT_IOU)})`;

const historyPage = statement({
  name: "history-page",
  params: {
    readerId: uuid,
    now: timestamp,
    beforeAt: nullable(timestamp),
    beforeId: nullable(uuid),
    sure: nullable(textOf(sureOfSchema.options)),
  },
  row: {
    id: uuid,
    case_id: uuid,
    frame_version: text,
    mode,
    assignment_id: nullable(uuid),
    ordinal: integer,
    locked_at: timestamp,
    zone_at: nullable(timestamp),
    since_lock_ms: nullable(integer),
    aided: boolean,
    last_at: nullable(timestamp),
    phase_correct: boolean,
    zone_outcome: nullable(zoneOutcome),
    iou: nullable(float),
    center_distance: nullable(float),
    contact: nullable(float),
    superseded: boolean,
    rescored: nullable(textOf(["reference", "metric"])),
    withheld: boolean,
  },
  sql: `SELECT t.id, t.case_id, ${frameVersionColumn}, t.mode, t.assignment_id, t.ordinal, t.locked_at, t.zone_at, t.since_lock_ms, t.aided, t.last_at,
      t.phase_correct, t.zone_outcome, t.iou, t.center_distance, t.contact, ${superseded()} AS superseded,
      (
        SELECT CASE WHEN o.version_id = t.version_id THEN 'metric' ELSE 'reference' END FROM attempt_score o
        WHERE o.attempt_id = t.id AND o.iou IS NOT NULL ORDER BY o.replaced_at DESC LIMIT 1
      ) AS rescored,
      ${withheld("t.case_id", "$readerId", "$now")} AS withheld
    FROM attempt t
    JOIN case_version v ON v.id = t.version_id
    JOIN frame f ON f.id = v.frame_id
    WHERE t.user_id = $readerId AND ($beforeAt IS NULL OR (t.locked_at, t.id) < ($beforeAt, $beforeId))
      AND ($sure IS NULL OR (
        CASE $sure WHEN 'phase' THEN ${sureOfPhase} ELSE ${sureOfZone} END AND ${countedFirstAttempt("$now")}
        AND NOT ${waitingInSql()}
        AND NOT ${withheld("t.case_id", "$readerId", "$now")}
      ))
    ORDER BY t.locked_at DESC, t.id DESC LIMIT ${PAGE + 1}`,
});

/** The actor's attempts, newest first, 25 a page; all of them, or those of which the actor was sure and wrong. */
export async function getHistory(
  ctx: Context,
  input: Written<typeof inputSchema>,
): Promise<Result<HistoryPage>> {
  if (!may(ctx.actor, "practise")) return fail("forbidden", t`Only people who are signed in have a history.`);
  const parsed = inputSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const [at, id] = parsed.data.before ?? [null, null];
  const rows = await ctx.db.all(historyPage, {
    readerId: ctx.actor.id,
    now: ctx.now,
    beforeAt: at === null ? null : new Date(at),
    beforeId: id,
    sure: parsed.data.sure ?? null,
  });
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  return succeed({
    entries: page.map((row) => toEntry(row, ctx.now)),
    next: rows.length > PAGE && last ? `${last.locked_at.toISOString()}_${last.id}` : null,
  });
}

function toEntry(row: RowOf<typeof historyPage>, now: Date): HistoryEntry {
  const attempt = {
    mode: row.mode,
    assignmentId: row.assignment_id,
    lockedAt: row.locked_at,
    zoneAt: row.zone_at,
    sinceLockMs: row.since_lock_ms,
    aided: row.aided,
    lastAt: row.last_at,
    superseded: row.superseded,
  };
  const state = attemptState(attempt, now);
  const told = state !== "open" && !row.withheld && !waitsForZone(attempt);
  const late = told ? cameLate(attempt) : null;
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
    contact: told ? row.contact : null,
    rescored: told ? row.rescored : null,
    ...(late && { late }),
  };
}
