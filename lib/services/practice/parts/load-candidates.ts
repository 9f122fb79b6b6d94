import {
  asJson,
  boolean,
  certain,
  floats,
  integer,
  integers,
  nullable,
  timestamp,
  uuid,
} from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { type RowOf, statement } from "@/lib/db/statement";
import type { Candidate } from "@/lib/domain/practice/candidates";
import { type LibraryEstimate, newCase } from "@/lib/domain/practice/estimates";
import { answered } from "@/lib/sql/attempts";
import { caseTables } from "@/lib/sql/cases";
import { phase } from "@/lib/sql/types";
import { assigned, practicable, reserved } from "@/lib/sql/visibility";

/** Cases that a plan chooses from: enough of each phase for every kind of miss. */
const MOST = 600;
/** Of cases answered before, those answered longest ago. */
const MOST_AGAIN = 200;

const row = {
  id: uuid,
  video_id: uuid,
  phase: certain(phase),
  beta: nullable(asJson(floats)),
  answers: nullable(asJson(integers)),
  pull: nullable(asJson(floats)),
};

const columns = `c.id, c.video_id, v.phase, to_json(e.beta) AS beta, to_json(e.answers) AS answers,
    to_json(e.pull) AS pull`;
const tables = `${caseTables} LEFT JOIN case_estimate e ON e.case_id = c.id`;
const reader = { readerId: uuid, institutionId: uuid, now: timestamp };

const mayBeAssigned = `($assigned OR NOT ${assigned("c.id", "$readerId", "$now")})`;

const unseenFrom = (side: string): string => `(
    SELECT ${columns} FROM ${tables}
    WHERE ${practicable} AND NOT ${answered("$readerId", "$now")} AND c.id ${side} $start
      AND ($tests OR NOT ${reserved("c.id", "$readerId", "$now")}) AND ${mayBeAssigned}
    ORDER BY c.id LIMIT $most
  )`;

// Ids are random, and so is a row of them from any place on.
const unseenCases = statement({
  name: "unseen-candidates",
  params: { ...reader, start: uuid, tests: boolean, assigned: boolean, most: integer },
  row,
  sql: `SELECT * FROM (${unseenFrom(">=")} UNION ALL ${unseenFrom("<")}) AS found LIMIT $most`,
});

const seenCases = statement({
  name: "seen-candidates",
  params: { ...reader, assigned: boolean },
  row: { ...row, answered_at: certain(timestamp) },
  sql: `SELECT ${columns}, last.at AS answered_at
    FROM ${tables} JOIN LATERAL (
      SELECT max(coalesce(l.zone_at, l.locked_at)) AS at FROM attempt l WHERE l.user_id = $readerId AND l.case_id = c.id
    ) last ON last.at IS NOT NULL
    WHERE ${practicable} AND ${answered("$readerId", "$now")} AND ${mayBeAssigned}
    ORDER BY last.at, c.id LIMIT ${MOST_AGAIN}`,
});

type Asking = {
  readonly readerId: string;
  readonly institutionId: string;
  readonly now: Date;
  /** Whether cases of the reader's assignments may be among them. */
  readonly assigned: boolean;
};

/**
 * Cases that the reader has not answered: some hundred, from a place in their random order. Those of exams and tests of
 * the reader’s that are to come are left for later while there are others, or out of it altogether.
 */
export async function loadUnseen(
  db: Queryable,
  asking: Asking,
  start: string,
  library: LibraryEstimate,
  ofTests: "later" | "never",
): Promise<readonly Candidate[]> {
  for (const tests of ofTests === "later" ? [false, true] : [false]) {
    const rows = await db.all(unseenCases, { ...asking, start, tests, most: MOST });
    if (rows.length > 0) return rows.map((each) => toCandidate(each, library, null));
  }
  return [];
}

/** Cases that the reader answered before, those first that were answered longest ago. */
export async function loadSeen(
  db: Queryable,
  asking: Asking,
  library: LibraryEstimate,
): Promise<readonly Candidate[]> {
  const rows = await db.all(seenCases, asking);
  return rows.map((each) => toCandidate(each, library, each.answered_at));
}

function toCandidate(
  each: RowOf<typeof unseenCases>,
  library: LibraryEstimate,
  answeredAt: Date | null,
): Candidate {
  const { id, video_id: videoId, beta, answers, pull } = each;
  const estimate =
    beta && answers && pull
      ? { beta: [...beta], answers: [...answers], pull: [...pull] }
      : newCase(each.phase, library);
  return { id, videoId, phase: each.phase, estimate, answeredAt };
}
