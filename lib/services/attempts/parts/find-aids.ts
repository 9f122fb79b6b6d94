import type { User } from "@/lib/auth/actor";
import { certain, integer, nullable, text, timestamp, uuid } from "@/lib/db/columns";
import { statement } from "@/lib/db/statement";
import { FEWEST_PEERS } from "@/lib/domain/fewest-peers";
import type { Aids } from "@/lib/domain/second-look/draw-aid";
import { countedFirstAttempt } from "@/lib/sql/attempts";
import { clipOfCase, clipUrl, clipVersionColumn } from "@/lib/sql/cases";
import { phase } from "@/lib/sql/types";
import { zoneColumns, zoneOf, zoneRow } from "@/lib/sql/zone";
import type { Context } from "../../context";

/** Zones that a cohort's aid shows, at most: the newest. More would be one blot. */
const MOST_ZONES = 40;

// Runs that readers see. A reading that names no phase or draws no zone has nothing to weigh.
const readingsOfCase = statement({
  name: "readings-of-case",
  params: { caseId: uuid },
  row: { model: text, run: text, phase: certain(phase), ...zoneRow },
  sql: `SELECT m.name AS model, r.name AS run, p.phase, ${zoneColumns("p")}
    FROM prediction p JOIN model_run r ON r.id = p.run_id JOIN model m ON m.id = r.model_id
    WHERE p.case_id = $caseId AND r.shown AND p.error IS NULL AND p.phase IS NOT NULL AND p.x1 IS NOT NULL
    ORDER BY m.name, r.created_at, r.name`,
});

const clipOfVersion = statement({
  name: "clip-of-version",
  params: { versionId: uuid },
  row: { clip_version: nullable(text) },
  sql: `SELECT ${clipVersionColumn}
    FROM case_version v JOIN "case" c ON c.id = v.case_id JOIN frame f ON f.id = v.frame_id ${clipOfCase}
    WHERE v.id = $versionId`,
});

// Residents of the reader's program and of this picture. What an unreleased exam withholds is left out, as everywhere.
const zonesOfOthers = statement({
  name: "zones-of-others",
  params: {
    versionId: uuid,
    caseId: uuid,
    readerId: uuid,
    institutionId: uuid,
    now: timestamp,
    most: integer,
  },
  row: zoneRow,
  sql: `SELECT ${zoneColumns("t")}
    FROM attempt t
    JOIN case_version w ON w.id = t.version_id
    JOIN case_version v ON v.id = $versionId AND v.frame_id = w.frame_id
    JOIN "user" u ON u.id = t.user_id AND u.institution_id = $institutionId AND u.role = 'resident'
    WHERE t.case_id = $caseId AND t.user_id <> $readerId AND t.x1 IS NOT NULL AND ${countedFirstAttempt("$now")}
    ORDER BY t.zone_at DESC, t.id LIMIT $most`,
});

/** The aids that a second look at a case could show a reader. */
export async function findAids(
  { db, now }: Context,
  { id: readerId, institutionId }: User,
  { caseId, versionId }: { readonly caseId: string; readonly versionId: string },
): Promise<Aids> {
  const [readings, clip, zones] = await Promise.all([
    db.all(readingsOfCase, { caseId }),
    db.find(clipOfVersion, { versionId }),
    db.all(zonesOfOthers, { versionId, caseId, readerId, institutionId, now, most: MOST_ZONES }),
  ]);
  return [
    ...readings.map((row) => ({
      kind: "model" as const,
      model: row.model,
      run: row.run,
      phase: row.phase,
      box: zoneOf(row),
    })),
    ...(clip?.clip_version ? [{ kind: "clip" as const, clipUrl: clipUrl(caseId, clip.clip_version) }] : []),
    ...(zones.length >= FEWEST_PEERS
      ? [{ kind: "cohort" as const, readers: zones.length, boxes: zones.map((row) => zoneOf(row)) }]
      : []),
  ];
}
