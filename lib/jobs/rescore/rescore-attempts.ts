import { SYSTEM } from "@/lib/auth/actor";
import type { Database } from "@/lib/db/client";
import { boolean, integer, nullable, text, uuid, uuids } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { type RowOf, statement } from "@/lib/db/statement";
import { inTransaction } from "@/lib/db/transaction";
import { rescore } from "@/lib/domain/disputes/rescore";
import { METRIC_VERSION } from "@/lib/domain/scoring/score";
import { writeAudit } from "@/lib/services/audit/write-audit";
import { markPastChanged } from "@/lib/services/estimates/mark-past-changed";
import { scoredColumns, scoredRow, toScored, writeScores } from "@/lib/services/scores/write-scores";
import { referenceRow, toReference } from "@/lib/sql/versions";

/** Attempts that are read, scored and written at once. */
const BATCH = 500;

export type RescoreOptions = {
  readonly now: Date;
  /** Every attempt with a zone; else those whose score is of an older metric. */
  readonly all: boolean;
  /** Nothing is written. */
  readonly dryRun: boolean;
  /** Told how many of the attempts are done. */
  readonly onProgress?: (done: number, total: number) => void;
};

export type RescoredInstitution = {
  readonly institution: string;
  /** Attempts that were scored anew … */
  readonly attempts: number;
  /** … and those of them whose score is another now. */
  readonly changed: number;
};

// Null stands for every version, today's too.
const olderThan = { version: nullable(integer) };
const isOlder = "t.zone_at IS NOT NULL AND ($version IS NULL OR t.metric_version < $version)";

const institutionsToRescore = statement({
  name: "institutions-to-rescore",
  params: olderThan,
  row: { id: uuid, name: text, attempts: integer },
  sql: `SELECT n.id, n.name, count(*)::int AS attempts
    FROM attempt t JOIN "user" u ON u.id = t.user_id JOIN institution n ON n.id = u.institution_id
    WHERE ${isOlder} GROUP BY n.id, n.name ORDER BY n.name`,
  prepared: false,
});

const nextToRescore = statement({
  name: "next-to-rescore",
  params: { ...olderThan, institutionId: uuid, after: nullable(uuid) },
  row: { id: uuid },
  sql: `SELECT t.id FROM attempt t JOIN "user" u ON u.id = t.user_id
    WHERE ${isOlder} AND u.institution_id = $institutionId AND ($after IS NULL OR t.id > $after)
    ORDER BY t.id LIMIT ${BATCH}`,
  prepared: false,
});

// Asked anew once they are held: a dispute may have had them scored meanwhile.
const attemptsToRescore = statement({
  name: "attempts-of-older-metric",
  params: { ...olderThan, ids: uuids },
  row: { ...scoredRow, ...referenceRow, version_id: uuid, width: integer, height: integer },
  sql: `SELECT ${scoredColumns}, t.version_id, v.phase AS reference_phase, v.boxes, v.no_go, f.width, f.height
    FROM attempt t JOIN case_version v ON v.id = t.version_id JOIN frame f ON f.id = v.frame_id
    WHERE t.id = ANY($ids) AND ${isOlder} ORDER BY t.id FOR UPDATE OF t`,
  prepared: false,
});

const markRescoredDue = statement({
  name: "mark-rescored-due",
  params: { ids: uuids },
  sql: `INSERT INTO figures_due (user_id, case_id, locked_at)
    SELECT user_id, case_id, locked_at FROM attempt WHERE id = ANY($ids) AND ordinal = 1`,
  prepared: false,
});

const rescoringWritten = statement({
  name: "rescoring-written",
  params: { institutionId: uuid, version: integer },
  row: { written: boolean },
  sql: `SELECT EXISTS (
      SELECT 1 FROM audit_event WHERE institution_id = $institutionId AND action = 'attempt.rescore'
        AND action NOT IN ('attempt.lock', 'attempt.zone') AND detail @> jsonb_build_object('metricVersion', $version)
    ) AS written`,
});

/**
 * Scores attempts by today's metric, each by the reference it was scored by, and keeps the old scores beside the new. A
 * batch is a transaction with all that goes with it, so that it may be stopped and begun again anywhere: what is done is
 * not done twice, and what is left is found. That an institution's attempts are scored by a metric is written into its
 * trail once, with the first batch.
 */
export async function rescoreAttempts(
  db: Database,
  { now, all, dryRun, onProgress = () => {} }: RescoreOptions,
): Promise<readonly RescoredInstitution[]> {
  const version = all ? null : METRIC_VERSION;
  const institutions = await db.all(institutionsToRescore, { version });
  const total = institutions.reduce((sum, { attempts }) => sum + attempts, 0);
  const done: RescoredInstitution[] = [];
  let before = 0;
  for (const { id: institutionId, name, attempts: found } of institutions) {
    let [attempts, changed, written] = [0, 0, false];
    for (let after: string | null = null; ; ) {
      const next: RowOf<typeof nextToRescore>[] = await db.all(nextToRescore, {
        version,
        institutionId,
        after,
      });
      if (next.length === 0) break;
      const ids = next.map(({ id }) => id);
      const batch = await inTransaction(db, async (tx) => {
        const rescored = await rescoreSome(tx, ids, { institutionId, version, now, dryRun });
        if (rescored.written > 0 && !written)
          await writeOnce(tx, { institutionId, now, all, attempts: found });
        return rescored;
      });
      written ||= batch.written > 0;
      attempts += batch.attempts;
      changed += batch.changed;
      after = ids.at(-1)!;
      onProgress(Math.min(before + attempts, total), total);
    }
    before += attempts;
    done.push({ institution: name, attempts, changed });
  }
  return done;
}

/** Attempts that were scored, those whose score is another now, and those that were written: by an older metric too. */
type Batch = { readonly attempts: number; readonly changed: number; readonly written: number };

async function rescoreSome(
  tx: Queryable,
  ids: readonly string[],
  {
    institutionId,
    version,
    now,
    dryRun,
  }: { institutionId: string; version: number | null; now: Date; dryRun: boolean },
): Promise<Batch> {
  const rows = await tx.all(attemptsToRescore, { version, ids });
  const rescored = rows.map((row) => ({ row, ...rescore(toScored(row), toReference(row), row) }));
  const changed = rescored.filter((each) => each.changed).map(({ row }) => row.id);
  const scores = rescored
    .filter(({ row, changed: isOther }) => isOther || row.metric_version !== METRIC_VERSION)
    .map(({ row, phase, score, last }) => ({ id: row.id, versionId: row.version_id, phase, ...score, last }));
  if (!dryRun && scores.length > 0) {
    await tx.run(writeScores, { scores, now });
    await tx.run(markRescoredDue, { ids: changed });
    if (changed.length > 0) await markPastChanged(tx, [institutionId]);
  }
  return { attempts: rows.length, changed: changed.length, written: dryRun ? 0 : scores.length };
}

async function writeOnce(
  tx: Queryable,
  { institutionId, now, all, attempts }: { institutionId: string; now: Date; all: boolean; attempts: number },
): Promise<void> {
  const version = METRIC_VERSION;
  if (!all && (await tx.get(rescoringWritten, { institutionId, version })).written) return;
  await writeAudit(tx, { actor: SYSTEM, now }, [
    { action: "attempt.rescore", subject: null, detail: { metricVersion: version, attempts }, institutionId },
  ]);
}
