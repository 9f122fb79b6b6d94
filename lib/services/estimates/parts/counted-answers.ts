import { boolean, certain, float, nullable, text, timestamp, uuid, type ValuesOf } from "@/lib/db/columns";
import { constant, statement } from "@/lib/db/statement";
import type { CountedFirst } from "@/lib/domain/practice/estimates";
import { missOf } from "@/lib/domain/practice/misses";
import { type PURPOSES, SITTING_MS } from "@/lib/domain/practice/sitting";
import { countedAt, countedFirstAttempt, lacksLast, lapsedAt } from "@/lib/sql/attempts";
import { asksPhase } from "@/lib/sql/modes";
import { zoneOutcomeColumn } from "@/lib/sql/outcomes";
import { span as spanOf } from "@/lib/sql/time";
import { phase, zoneOutcome } from "@/lib/sql/types";
import { firstAttemptsAtPictures } from "@/lib/sql/visibility";

/** A counted first attempt, as it is folded into the estimates. */
export const countedRow = {
  institution_id: uuid,
  user_id: uuid,
  case_id: uuid,
  given: boolean,
  phase,
  reference_phase: certain(phase),
  zone_outcome: zoneOutcome,
  contact: nullable(float),
  at: timestamp,
  sitting_id: nullable(uuid),
  on_new_video: boolean,
};

type CountedRow = ValuesOf<typeof countedRow>;

/** The sitting that asked for an attempt of free practice, where one did: the latest that held the case by then. */
const sittingOfAttempt = `LEFT JOIN LATERAL (
      SELECT s.id, s.purpose FROM sitting s JOIN sitting_case k ON k.sitting_id = s.id AND k.case_id = t.case_id
      WHERE t.assignment_id IS NULL AND s.user_id = t.user_id
        AND s.begun_at <= t.locked_at AND s.begun_at > t.locked_at - ${spanOf(SITTING_MS)}
      ORDER BY s.begun_at DESC LIMIT 1
    ) held ON true`;

/** Whether its reader had met no frame of its video before. */
const onNewVideo = `NOT EXISTS (
      SELECT FROM "case" its JOIN "case" other ON other.video_id = its.video_id
      JOIN attempt o ON o.user_id = t.user_id AND o.case_id = other.id AND o.locked_at < t.locked_at
      WHERE its.id = t.case_id
    )`;

/** The purpose of sittings that show mastery: a drill tells beforehand what it asks for. */
const MIXED: (typeof PURPOSES)[number] = "usual";

const columns = `u.institution_id, t.user_id, t.case_id, NOT ${asksPhase("t.mode")} AS given, t.phase,
    v.phase AS reference_phase, ${zoneOutcomeColumn} AS zone_outcome, t.contact, coalesce(t.zone_at, t.locked_at) AS at,
    CASE WHEN held.purpose = ${constant(text, MIXED)} THEN held.id END AS sitting_id,
    (held.id IS NOT NULL AND ${onNewVideo}) AS on_new_video`;

const tables = `attempt t JOIN case_version v ON v.id = t.version_id JOIN "user" u ON u.id = t.user_id
    ${sittingOfAttempt}`;

/** Ids alone would be another order after a deletion, which gives a person’s answers new ones. */
export const FOLDED_ORDER = `${countedAt}, t.case_id, t.id`;

const span = { after: timestamp, until: timestamp };

const within = (moment: string): string => `${moment} > $after AND ${moment} <= $until`;

/** The first attempts that came to count after one moment and up to another, in the order in which they are folded. */
export const countedInSpan = statement({
  name: "counted-in-span",
  params: span,
  row: countedRow,
  sql: `WITH near AS (
      SELECT t.id FROM attempt t WHERE t.ordinal = 1 AND ${within("t.zone_at")}
      UNION
      SELECT t.id FROM attempt t WHERE t.ordinal = 1 AND t.zone_at IS NULL
        AND t.locked_at > ${lapsedAt("$after")} AND t.locked_at <= ${lapsedAt("$until")}
      UNION
      SELECT t.id FROM attempt o JOIN attempt t ON t.user_id = o.user_id AND t.case_id = o.case_id AND t.ordinal = 1
      WHERE o.ordinal = 2 AND ${within("o.locked_at")} AND (t.zone_at IS NULL OR ${lacksLast()})
      UNION
      SELECT t.id FROM attempt t WHERE t.ordinal = 1 AND ${within("t.last_at")}
      UNION
      SELECT t.id FROM attempt t WHERE t.ordinal = 1 AND ${lacksLast()}
        AND t.zone_at > ${lapsedAt("$after")} AND t.zone_at <= ${lapsedAt("$until")}
      UNION
      SELECT t.id FROM assignment a JOIN assignment_reader r ON r.assignment_id = a.id
      JOIN assignment_item i ON i.assignment_id = a.id ${firstAttemptsAtPictures("r.user_id", "i.case_id")}
      WHERE ${within("a.results_released_at")}
      UNION
      SELECT t.id FROM late_answer l ${firstAttemptsAtPictures("l.user_id", "l.case_id")} WHERE ${within("l.decided_at")}
    )
    SELECT ${columns} FROM near JOIN ${tables} ON t.id = near.id
    WHERE ${countedFirstAttempt("$until")} AND ${within(countedAt)}
    ORDER BY ${FOLDED_ORDER}`,
  prepared: false,
});

/** Every first attempt of an institution's readers that came to count up to a moment, numbered in the same order. */
export const countedOfInstitution = statement({
  name: "counted-of-institution",
  params: { institutionId: uuid, until: timestamp },
  sql: `SELECT ${columns}, row_number() OVER (ORDER BY ${FOLDED_ORDER})::int AS place
    FROM ${tables}
    WHERE u.institution_id = $institutionId AND ${countedFirstAttempt("$until")} AND ${countedAt} <= $until`,
  prepared: false,
});

/** What the estimates are told of an answer. */
export function toCounted(row: CountedRow): CountedFirst {
  const { given, phase: chosenPhase, reference_phase: referencePhase, zone_outcome: outcome, contact } = row;
  return {
    phase: referencePhase,
    phaseRight: given ? null : chosenPhase === referencePhase,
    zoneRight: outcome === "hit",
    miss: missOf({ given, chosenPhase, referencePhase, zoneOutcome: outcome, contact }),
  };
}
