import { randomUUID } from "node:crypto";
import type { Database } from "@/lib/db/client";
import { bigint, enumsOf, nullable, records, timestamp, uuid, uuids } from "@/lib/db/columns";
import { statement } from "@/lib/db/statement";
import { inTransaction } from "@/lib/db/transaction";
import { nameKey } from "@/lib/resgo/plain-text";
import { publication } from "@/lib/sql/types";
import { audit } from "./audit";
import type { CasePlan } from "./plan-case";
import { type ImportRecord, recordChanges } from "./record-changes";
import { countFates } from "./report";

/** The dataset that is written to. */
export type Target = ImportRecord & {
  readonly institutionId: string;
  /** Ids of its videos by the key of their names. */
  readonly videoIds: ReadonlyMap<string, string>;
};

/** A plan with the ids of what it makes. */
type Row = CasePlan & { readonly caseId: string; readonly versionId: string };

const insertFrames = statement({
  name: "insert-frames",
  params: { frames: records },
  sql: `INSERT INTO frame (sha256, width, height, format, bytes)
    SELECT * FROM jsonb_to_recordset($frames) AS u(sha256 text, width int, height int, format text, bytes int)
    ON CONFLICT (sha256) DO NOTHING`,
});

const casesAsTheyAre = statement({
  name: "cases-as-they-are",
  params: { caseIds: uuids },
  row: {
    id: uuid,
    versionId: nullable(uuid),
    publication,
    timeUs: nullable(bigint),
    clipId: nullable(uuid),
  },
  sql: `SELECT id, current_version_id AS "versionId", publication, time_us AS "timeUs", clip_id AS "clipId"
    FROM "case" WHERE id = ANY($caseIds) FOR UPDATE`,
});

const insertCases = statement({
  name: "insert-cases",
  params: { cases: records },
  sql: `INSERT INTO "case" (id, video_id, frame_number, publication)
    SELECT * FROM jsonb_to_recordset($cases)
      AS u("caseId" uuid, "videoId" uuid, frame int, publication publication)`,
});

const insertVersions = statement({
  name: "insert-versions",
  params: { versions: records },
  sql: `INSERT INTO case_version
      (id, case_id, number, frame_id, phase, boxes, no_go, location, exposure, next_action, critical_risk)
    SELECT u."versionId", u."caseId", u.number, f.id, u.phase, u.boxes, u."noGo", u.location, u.exposure,
      u."nextAction", u."criticalRisk"
    FROM jsonb_to_recordset($versions) AS u("versionId" uuid, "caseId" uuid, number int, sha256 text, phase phase,
      boxes jsonb, "noGo" jsonb, location text, exposure text, "nextAction" text, "criticalRisk" text)
    JOIN frame f ON f.sha256 = u.sha256`,
  prepared: false,
});

const setCurrentVersions = statement({
  name: "set-current-versions",
  params: { caseIds: uuids, versionIds: uuids },
  sql: `UPDATE "case" c SET current_version_id = u.version_id
    FROM unnest($caseIds, $versionIds) AS u (case_id, version_id) WHERE c.id = u.case_id`,
  prepared: false,
});

const setPublications = statement({
  name: "set-publications",
  params: { caseIds: uuids, publications: enumsOf("publication", ["draft", "published"]) },
  sql: `UPDATE "case" c SET publication = u.publication
    FROM unnest($caseIds, $publications) AS u (case_id, publication) WHERE c.id = u.case_id`,
  prepared: false,
});

// One that was removed meanwhile is not taken in again.
const insertClips = statement({
  name: "insert-clips",
  params: { clips: records, now: timestamp },
  sql: `INSERT INTO clip (sha256, frame_id, type, bytes, created_at)
    SELECT DISTINCT u.clip, f.id, u.type, u.bytes, $now
    FROM jsonb_to_recordset($clips) AS u(clip text, picture text, type text, bytes int)
    JOIN frame f ON f.sha256 = u.picture
    WHERE NOT EXISTS (SELECT FROM clip r WHERE r.sha256 = u.clip AND r.removed_at IS NOT NULL)
    ON CONFLICT (sha256, frame_id) DO NOTHING`,
});

const setRecorded = statement({
  name: "set-recorded",
  params: { recorded: records },
  sql: `UPDATE "case" c SET time_us = coalesce(u."timeUs", c.time_us), clip_id = coalesce(k.id, c.clip_id)
    FROM jsonb_to_recordset($recorded) AS u("caseId" uuid, "timeUs" bigint, clip text, picture text)
    LEFT JOIN frame f ON f.sha256 = u.picture
    LEFT JOIN clip k ON k.sha256 = u.clip AND k.frame_id = f.id
    WHERE c.id = u."caseId"`,
  prepared: false,
});

/**
 * Writes some cases, each whole: its frame, its clip, its new version and itself become visible together. All pictures
 * and clips are in the storage by then.
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
  await inTransaction(db, async (tx) => {
    const versions = rows.filter(({ newVersion }) => newVersion);
    const known = rows.filter(({ stored }) => stored !== null).map(({ caseId }) => caseId);
    const before = new Map((await tx.all(casesAsTheyAre, { caseIds: known })).map((row) => [row.id, row]));
    await tx.run(insertFrames, { frames: versions.map(({ sample }) => toFrame(sample.picture)) });
    const made = rows.filter(({ stored }) => stored === null);
    await tx.run(insertCases, {
      cases: made.map(({ caseId, sample, publication }) => ({
        caseId,
        videoId: target.videoIds.get(nameKey(sample.video)),
        frame: sample.frame,
        publication,
      })),
    });
    await tx.run(insertVersions, { versions: versions.map(toVersion) });
    await tx.run(setCurrentVersions, {
      caseIds: versions.map(({ caseId }) => caseId),
      versionIds: versions.map(({ versionId }) => versionId),
    });
    const recorded = rows
      .filter(({ sample }) => sample.timeUs !== null || sample.clip !== null)
      .map(toRecorded);
    await tx.run(insertClips, { clips: recorded.filter(({ clip }) => clip !== null), now });
    await tx.run(setRecorded, { recorded });
    const republished = rows.filter(({ stored, ...row }) => stored && stored.publication !== row.publication);
    await tx.run(setPublications, {
      caseIds: republished.map(({ caseId }) => caseId),
      publications: republished.map(({ publication }) => publication),
    });
    const changes = rows.map(({ caseId, versionId, newVersion, publication }) => {
      const { id: _, ...was } = before.get(caseId) ?? { id: caseId, versionId: null };
      const after = { versionId: newVersion ? versionId : was.versionId, publication };
      return { kind: "case" as const, subjectId: caseId, before: before.has(caseId) ? was : null, after };
    });
    await recordChanges(tx, now, target, changes);
    const counts = countFates(rows.map(({ sample, fate }) => ({ ...sample, fate })));
    await audit(tx, now, target.institutionId, target.datasetId, {
      new: counts.new,
      changed: counts.changed,
    });
  });
}

const toFrame = ({ sha256, width, height, format, bytes }: Row["sample"]["picture"]) => ({
  ...{ sha256, width, height, format, bytes },
});

const toVersion = ({ versionId, caseId, stored, sample }: Row) => ({
  ...{ versionId, caseId, number: (stored?.number ?? 0) + 1, sha256: sample.picture.sha256 },
  ...{ phase: sample.phase, boxes: sample.boxes, noGo: sample.noGo, ...sample.rationale },
});

const toRecorded = ({ caseId, sample: { timeUs, clip, picture } }: Row) => ({
  ...{ caseId, timeUs, picture: picture.sha256 },
  ...{ clip: clip?.sha256 ?? null, type: clip?.type ?? null, bytes: clip?.bytes ?? null },
});
