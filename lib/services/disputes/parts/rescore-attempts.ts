import { boolean, nullable, timestamp, uuid, uuids } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { type RowOf, statement } from "@/lib/db/statement";
import { rescore } from "@/lib/domain/disputes/rescore";
import type { Size } from "@/lib/domain/geometry";
import type { Reference } from "@/lib/domain/scoring/score";
import { scoredColumns, scoredRow, toScored, writeScores } from "@/lib/services/scores/write-scores";
import { isOver } from "@/lib/sql/attempts";

/** Attempts that are read, scored and written at once. */
const BATCH = 500;

/** The reference by which attempts are scored anew. */
type Revision = {
  readonly caseId: string;
  /** The versions whose attempts move to the new one. */
  readonly from: readonly string[];
  readonly to: string;
  readonly reference: Reference;
  readonly frame: Size;
  readonly now: Date;
};

type Rescoring = {
  /** Attempts that moved to the new version: repetitions, drills, misses and open ones among them. */
  readonly rescored: number;
  readonly changed: number;
  /** Whose score is another now, and an attempt of theirs that shows it: none whose second look still waits. */
  readonly readers: ReadonlyMap<string, string>;
};

// Locked before they are read: a zone that is being stored is waited for, and one that comes later finds the new
// version (lib/services/attempts/submit-zone.ts).
const attemptsOfVersions = statement({
  name: "attempts-of-versions",
  params: { caseId: uuid, from: uuids, after: nullable(uuid), now: timestamp },
  row: { ...scoredRow, over: boolean },
  prepared: false,
  sql: `SELECT ${scoredColumns}, ${isOver("$now")} AS over FROM attempt t
    WHERE t.case_id = $caseId AND t.version_id = ANY($from) AND ($after IS NULL OR t.id > $after)
    ORDER BY t.id LIMIT ${BATCH} FOR UPDATE`,
});

/**
 * Scores all attempts of some versions of a case by another one, and keeps their old scores beside. In the caller's
 * transaction, which holds the case: no attempt begins under an old version meanwhile.
 */
export async function rescoreAttempts(tx: Queryable, revision: Revision): Promise<Rescoring> {
  const { caseId, from, to, reference, frame, now } = revision;
  const readers = new Map<string, string>();
  let [rescored, changed] = [0, 0];
  let last: string | null = null;
  for (;;) {
    const rows: RowOf<typeof attemptsOfVersions>[] = await tx.all(attemptsOfVersions, {
      caseId,
      from,
      after: last,
      now,
    });
    if (rows.length === 0) return { rescored, changed, readers };
    const scores = rows.map((row) => {
      const next = rescore(toScored(row), reference, frame);
      if (next.changed) {
        changed++;
        if (row.over && !readers.has(row.user_id)) readers.set(row.user_id, row.id);
      }
      return { id: row.id, versionId: to, phase: next.phase, ...next.score, last: next.last };
    });
    await tx.run(writeScores, { scores, now });
    rescored += rows.length;
    last = rows.at(-1)!.id;
  }
}
