import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { Database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { nameKey } from "@/lib/resgo/plain-text";
import { audit } from "./audit";
import type { CasePlan } from "./plan-case";
import { countFates } from "./report";

/** The dataset that is written to. */
export type Target = {
  readonly institutionId: string;
  readonly datasetId: string;
  /** Ids of its videos by the key of their names. */
  readonly videoIds: ReadonlyMap<string, string>;
};

/** A plan with the ids of what it makes. */
type Row = CasePlan & { readonly caseId: string; readonly versionId: string };

/**
 * Writes some cases, each whole: its frame, its new version and itself become visible together. All pictures
 * are in the storage by then.
 */
export async function writeCases(
  db: Database,
  target: Target,
  plans: readonly CasePlan[],
  now: Date,
): Promise<void> {
  const rows = plans
    .filter(({ fate }) => fate !== "unchanged")
    .map((plan) => ({ ...plan, caseId: plan.stored?.id ?? randomUUID(), versionId: randomUUID() }));
  if (rows.length === 0) return;
  await inTransaction(db, async (client) => {
    const versions = rows.filter(({ newVersion }) => newVersion);
    await insertFrames(client, versions);
    await insertCases(
      client,
      target,
      rows.filter(({ stored }) => stored === null),
    );
    await insertVersions(client, versions);
    await client.query(
      `UPDATE "case" c SET current_version_id = u.version_id
       FROM unnest($1::uuid[], $2::uuid[]) AS u (case_id, version_id) WHERE c.id = u.case_id`,
      [versions.map(({ caseId }) => caseId), versions.map(({ versionId }) => versionId)],
    );
    const republished = rows.filter(
      ({ stored, publication }) => stored && stored.publication !== publication,
    );
    await client.query(
      `UPDATE "case" c SET publication = u.publication
       FROM unnest($1::uuid[], $2::publication[]) AS u (case_id, publication) WHERE c.id = u.case_id`,
      [republished.map(({ caseId }) => caseId), republished.map(({ publication }) => publication)],
    );
    const counts = countFates(rows.map(({ sample, fate }) => ({ ...sample, fate })));
    await audit(client, now, target.institutionId, target.datasetId, {
      new: counts.new,
      changed: counts.changed,
    });
  });
}

async function insertFrames(client: pg.PoolClient, rows: readonly Row[]): Promise<void> {
  const pictures = rows.map(({ sample }) => sample.picture);
  await client.query(
    `INSERT INTO frame (sha256, width, height, format, bytes)
     SELECT * FROM unnest($1::text[], $2::int[], $3::int[], $4::text[], $5::int[])
     ON CONFLICT (sha256) DO NOTHING`,
    [
      pictures.map(({ sha256 }) => sha256),
      pictures.map(({ width }) => width),
      pictures.map(({ height }) => height),
      pictures.map(({ format }) => format),
      pictures.map(({ bytes }) => bytes),
    ],
  );
}

async function insertCases(client: pg.PoolClient, target: Target, rows: readonly Row[]): Promise<void> {
  await client.query(
    `INSERT INTO "case" (id, video_id, frame_number, publication)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::publication[])`,
    [
      rows.map(({ caseId }) => caseId),
      rows.map(({ sample }) => target.videoIds.get(nameKey(sample.video))),
      rows.map(({ sample }) => sample.frame),
      rows.map(({ publication }) => publication),
    ],
  );
}

async function insertVersions(client: pg.PoolClient, rows: readonly Row[]): Promise<void> {
  const texts = rows.map(({ sample }) => sample.rationale);
  await client.query(
    `INSERT INTO case_version
       (id, case_id, number, frame_id, phase, boxes, location, exposure, next_action, critical_risk)
     SELECT u.id, u.case_id, u.number, f.id, u.phase, u.boxes::jsonb, u.location, u.exposure, u.action, u.risk
     FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::text[], $5::phase[], $6::text[], $7::text[], $8::text[],
       $9::text[], $10::text[])
       AS u (id, case_id, number, sha256, phase, boxes, location, exposure, action, risk)
     JOIN frame f ON f.sha256 = u.sha256`,
    [
      rows.map(({ versionId }) => versionId),
      rows.map(({ caseId }) => caseId),
      rows.map(({ stored }) => (stored?.number ?? 0) + 1),
      rows.map(({ sample }) => sample.picture.sha256),
      rows.map(({ sample }) => sample.phase),
      rows.map(({ sample }) => JSON.stringify(sample.boxes)),
      texts.map(({ location }) => location),
      texts.map(({ exposure }) => exposure),
      texts.map(({ nextAction }) => nextAction),
      texts.map(({ criticalRisk }) => criticalRisk),
    ],
  );
}
