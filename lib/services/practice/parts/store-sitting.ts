import { bigint, boolean, integer, nullable, records, text, timestamp, uuid } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { constant, statement } from "@/lib/db/statement";
import type { Miss } from "@/lib/domain/practice/misses";
import { phase } from "@/lib/sql/types";
import { purpose, type SittingRow, sittingColumns, sittingRow } from "./find-sitting";
import type { Aim, PlannedRow } from "./plan-cases";

/** A reader’s sittings are begun and changed one after the other: of two requests at once, one waits here. */
export const holdSittings = statement({
  name: "hold-sittings",
  params: { readerId: uuid },
  row: { mine: boolean },
  sql: `SELECT pg_advisory_xact_lock(hashtextextended($readerId::text, ${constant(bigint, 7_204_003)})) IS NOT NULL AS mine`,
});

/** Ends what is open of a reader for a purpose. */
export const finishOpen = statement({
  name: "finish-open-sitting",
  params: { readerId: uuid, now: timestamp, purpose },
  sql: "UPDATE sitting SET finished_at = $now WHERE user_id = $readerId AND purpose = $purpose AND finished_at IS NULL",
});

/** Ends what is open of a reader’s drills for a kind of miss, one that was left too long ago among them. */
export const finishDrills = statement({
  name: "finish-open-drills",
  params: { readerId: uuid, now: timestamp, phase, kind: text },
  sql: `UPDATE sitting SET finished_at = $now
    WHERE user_id = $readerId AND drill_phase = $phase AND drill_kind = $kind AND finished_at IS NULL`,
});

const insertSitting = statement({
  name: "insert-sitting",
  params: {
    readerId: uuid,
    now: timestamp,
    purpose,
    drillPhase: nullable(phase),
    drillKind: nullable(text),
  },
  row: sittingRow,
  sql: `INSERT INTO sitting AS s (user_id, purpose, drill_phase, drill_kind, begun_at)
    VALUES ($readerId, $purpose, $drillPhase, $drillKind, $now) RETURNING ${sittingColumns}`,
});

const insertCases = statement({
  name: "insert-sitting-cases",
  params: { sittingId: uuid, rows: records },
  sql: `INSERT INTO sitting_case (sitting_id, place, case_id, why, miss_phase, miss_kind, since)
    SELECT $sittingId, * FROM jsonb_to_recordset($rows)
      AS r(place int, "caseId" uuid, why text, "missPhase" phase, "missKind" text, since timestamptz)`,
});

/** Stores a planned sitting. To be called by who holds the reader’s sittings, with none open for the purpose. */
export async function storeSitting(
  tx: Queryable,
  readerId: string,
  now: Date,
  { aim, planned }: { readonly aim: Aim; readonly planned: readonly PlannedRow[] },
): Promise<SittingRow> {
  const drill: Miss | null = typeof aim === "string" ? null : aim;
  const sitting = await tx.get(insertSitting, {
    ...{ readerId, now },
    purpose: typeof aim === "string" ? aim : "drill",
    drillPhase: drill?.phase ?? null,
    drillKind: drill?.kind ?? null,
  });
  const rows = planned.map((each, index) => ({ place: index + 1, ...toRow(each) }));
  await tx.run(insertCases, { sittingId: sitting.id, rows });
  return sitting;
}

function toRow({ caseId, because, since }: PlannedRow) {
  const miss = because.kind === "new" ? null : because.miss;
  return {
    ...{ caseId, since },
    why: because.kind,
    missPhase: miss?.phase ?? null,
    missKind: miss?.kind ?? null,
  };
}

const dropCases = statement({
  name: "drop-sitting-cases",
  params: { sittingId: uuid, place: integer },
  sql: "DELETE FROM sitting_case WHERE sitting_id = $sittingId AND place = $place",
});

/** Puts another case in the place of one of a sitting; null where there is none. */
export async function replaceCase(
  tx: Queryable,
  sittingId: string,
  place: number,
  planned: PlannedRow | null,
): Promise<void> {
  await tx.run(dropCases, { sittingId, place });
  if (planned) await tx.run(insertCases, { sittingId, rows: [{ place, ...toRow(planned) }] });
}
