import { boolean, certain, float, integer, nullable, text, timestamp, uuid } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { type RowOf, statement } from "@/lib/db/statement";
import type { OwnAnswer } from "@/lib/domain/practice/cards-of";
import { MISS_KINDS, type Miss, type MissKind } from "@/lib/domain/practice/misses";
import { countedAt, toldAttempt, waitsForZone } from "@/lib/sql/attempts";
import { asksPhase } from "@/lib/sql/modes";
import { iouColumn, zoneOutcomeColumn } from "@/lib/sql/outcomes";
import { phase, zoneOutcome } from "@/lib/sql/types";

/** An answer of a reader's with its case and its video. */
export type OwnCaseAnswer = OwnAnswer & {
  readonly caseId: string;
  readonly videoId: string;
  readonly first: boolean;
};

const ownAnswers = statement({
  name: "own-answers",
  params: { readerId: uuid, now: timestamp },
  row: {
    case_id: uuid,
    video_id: uuid,
    first: boolean,
    at: timestamp,
    locked_at: timestamp,
    given: boolean,
    phase,
    reference_phase: certain(phase),
    zone_outcome: zoneOutcome,
    drawn: boolean,
    iou: float,
    contact: nullable(float),
    confidence: nullable(float),
    elapsed_ms: nullable(integer),
  },
  sql: `SELECT t.case_id, c.video_id, t.ordinal = 1 AS first, ${countedAt} AS at, t.locked_at,
      NOT ${asksPhase("t.mode")} AS given, t.phase, v.phase AS reference_phase, ${zoneOutcomeColumn} AS zone_outcome,
      t.zone_at IS NOT NULL AS drawn, ${iouColumn} AS iou, t.contact,
      least(t.phase_confidence, t.zone_confidence) AS confidence, t.elapsed_ms
    FROM attempt t JOIN case_version v ON v.id = t.version_id JOIN "case" c ON c.id = t.case_id
    WHERE t.user_id = $readerId AND ${toldAttempt("$now")} AND NOT ${waitsForZone()}
    ORDER BY at, t.case_id, t.ordinal`,
});

const askedFor = statement({
  name: "cases-asked-for",
  params: { readerId: uuid },
  row: { case_id: uuid, begun_at: timestamp, miss_phase: certain(phase), miss_kind: certain(text) },
  sql: `SELECT k.case_id, s.begun_at, k.miss_phase, k.miss_kind
    FROM sitting s JOIN sitting_case k ON k.sitting_id = s.id
    WHERE s.user_id = $readerId AND k.miss_phase IS NOT NULL
    ORDER BY s.begun_at`,
});

/**
 * What a reader answered, first attempts and repetitions, and may know of: the earliest first. A miss whose zone may come
 * yet makes no card: it would tell the phase.
 */
export async function loadOwnAnswers(
  db: Queryable,
  readerId: string,
  now: Date,
): Promise<readonly OwnCaseAnswer[]> {
  const rows = await db.all(ownAnswers, { readerId, now });
  const asked = new Map<string, RowOf<typeof askedFor>[]>();
  for (const row of await db.all(askedFor, { readerId })) {
    const those = asked.get(row.case_id);
    if (those) those.push(row);
    else asked.set(row.case_id, [row]);
  }
  return rows.map((row) => toOwnAnswer(row, asked.get(row.case_id) ?? []));
}

function toOwnAnswer(row: RowOf<typeof ownAnswers>, asked: readonly RowOf<typeof askedFor>[]): OwnCaseAnswer {
  const planned = asked.findLast(({ begun_at }) => begun_at <= row.locked_at);
  return {
    caseId: row.case_id,
    videoId: row.video_id,
    first: row.first,
    at: row.at,
    given: row.given,
    chosenPhase: row.phase,
    referencePhase: row.reference_phase,
    zoneOutcome: row.zone_outcome,
    drawn: row.drawn,
    iou: row.iou,
    contact: row.contact,
    confidence: row.confidence,
    elapsedMs: row.elapsed_ms,
    askedFor: planned ? missOfRow(planned) : null,
  };
}

/** A miss as sittings keep it; null where a newer Calot wrote a kind that this one doesn’t know. */
export function missOfRow(row: {
  readonly miss_phase: Miss["phase"] | null;
  readonly miss_kind: string | null;
}): Miss | null {
  const { miss_phase: of, miss_kind: kind } = row;
  return of && kind && MISS_KINDS.includes(kind as MissKind) ? { phase: of, kind: kind as MissKind } : null;
}
