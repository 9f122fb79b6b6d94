import { boolean, integer, nullable, text, textOf, timestamp, uuid } from "@/lib/db/columns";
import { constant, type RowOf, statement } from "@/lib/db/statement";
import { ALONG_MS } from "@/lib/domain/along/along";
import { PURPOSES, SITTING_MS } from "@/lib/domain/practice/sitting";
import { answered, answeredAfter } from "@/lib/sql/attempts";
import { caseTables, maybeOpenRow, openAttempt, openColumns, stageColumns, stageRow } from "@/lib/sql/cases";
import { span } from "@/lib/sql/time";
import { phase } from "@/lib/sql/types";
import { practicable } from "@/lib/sql/visibility";

export const purpose = textOf(PURPOSES);
const ALONG: (typeof PURPOSES)[number] = "along";
export const sittingRow = {
  id: uuid,
  purpose,
  begun_at: timestamp,
  miss_phase: nullable(phase),
  miss_kind: nullable(text),
};
export type SittingRow = RowOf<typeof openSitting>;

/** Of a sitting `s`; the miss is what a drill is for. */
export const sittingColumns =
  "s.id, s.purpose, s.begun_at, s.drill_phase AS miss_phase, s.drill_kind AS miss_kind";

const isOpen = `s.finished_at IS NULL AND (s.begun_at > $now - ${span(SITTING_MS)}
      OR (s.purpose = ${constant(text, ALONG)} AND s.begun_at > $now - ${span(ALONG_MS)}))`;

/** The sitting for a purpose that a reader has begun and not finished. */
export const openSitting = statement({
  name: "open-sitting",
  params: { readerId: uuid, now: timestamp, purpose },
  row: sittingRow,
  sql: `SELECT ${sittingColumns} FROM sitting s
    WHERE s.user_id = $readerId AND s.purpose = $purpose AND ${isOpen}`,
});

/** The drills that a reader has begun and not finished, the latest first. */
export const openDrills = statement({
  name: "open-drills",
  params: { readerId: uuid, now: timestamp },
  row: sittingRow,
  sql: `SELECT ${sittingColumns} FROM sitting s
    WHERE s.user_id = $readerId AND s.drill_kind IS NOT NULL AND ${isOpen}
    ORDER BY s.begun_at DESC, s.id`,
});

/** Cases that open sittings of a reader’s hold. */
export const casesHeld = statement({
  name: "cases-held-by-sittings",
  params: { readerId: uuid, now: timestamp },
  row: { case_id: uuid },
  sql: `SELECT k.case_id FROM sitting s JOIN sitting_case k ON k.sitting_id = s.id
    WHERE s.user_id = $readerId AND ${isOpen}`,
});

/** The open sitting that a case belongs to, the latest of several. */
export const sittingHolding = statement({
  name: "sitting-holding",
  params: { readerId: uuid, now: timestamp, caseId: uuid },
  row: sittingRow,
  sql: `SELECT ${sittingColumns} FROM sitting s JOIN sitting_case k ON k.sitting_id = s.id AND k.case_id = $caseId
    WHERE s.user_id = $readerId AND ${isOpen}
    ORDER BY s.begun_at DESC LIMIT 1`,
});

/** A reader’s sitting, a finished one too. */
export const ownSitting = statement({
  name: "own-sitting",
  params: { readerId: uuid, sittingId: uuid },
  row: sittingRow,
  sql: `SELECT ${sittingColumns} FROM sitting s WHERE s.id = $sittingId AND s.user_id = $readerId`,
});

/** The cases of a sitting in their order, as the stage has them. */
export const casesOfSitting = statement({
  name: "cases-of-sitting",
  params: { readerId: uuid, institutionId: uuid, now: timestamp, sittingId: uuid },
  row: { ...stageRow, ...maybeOpenRow, place: integer, done: boolean, practicable: boolean },
  sql: `SELECT ${stageColumns}, ${answered("$readerId", "$now")} AS answered, ${openColumns}, k.place,
      ${answeredAfter("s.begun_at", "s.user_id", "k.case_id", "$now")} AS done, (${practicable}) AS practicable
    FROM ${caseTables}
    JOIN sitting_case k ON k.case_id = c.id
    JOIN sitting s ON s.id = k.sitting_id
    ${openAttempt("$readerId", "$now")}
    WHERE s.id = $sittingId AND s.user_id = $readerId ORDER BY k.place`,
});

export type SittingCaseRow = RowOf<typeof casesOfSitting>;
