import { integer, nullable, text, timestamp, uuid, uuids } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { statement } from "@/lib/db/statement";
import type { NamedCase, Withdrawal } from "@/lib/domain/withdrawals/views";
import { takenBack } from "@/lib/sql/taken-back";
import { asksStill } from "./running";

const caseToWithdraw = statement({
  name: "case-to-withdraw",
  params: { caseId: uuid, institutionId: nullable(uuid) },
  row: {
    id: uuid,
    video: text,
    frame: integer,
    frame_id: uuid,
    sha256: text,
    retired_at: nullable(timestamp),
    retired_because: nullable(text),
    removed_at: nullable(timestamp),
    removed_because: nullable(text),
    erased_at: nullable(timestamp),
  },
  sql: `SELECT c.id, vi.name AS video, c.frame_number AS frame, f.id AS frame_id, f.sha256, c.retired_at, c.retired_because,
      f.removed_at, f.removed_because, f.erased_at
    FROM "case" c
    JOIN video vi ON vi.id = c.video_id
    JOIN dataset d ON d.id = vi.dataset_id
    JOIN case_version v ON v.id = c.current_version_id
    JOIN frame f ON f.id = v.frame_id
    WHERE c.id = $caseId AND ($institutionId IS NULL OR d.institution_id = $institutionId)`,
});

const casesOfFrame = statement({
  name: "cases-of-frame",
  params: { frameId: uuid },
  row: { id: uuid, institution_id: uuid, dataset: text, video: text, frame: integer },
  sql: `SELECT c.id, d.institution_id, d.name AS dataset, vi.name AS video, c.frame_number AS frame
    FROM "case" c
    JOIN video vi ON vi.id = c.video_id
    JOIN dataset d ON d.id = vi.dataset_id
    WHERE c.id IN (SELECT v.case_id FROM case_version v WHERE v.frame_id = $frameId)
    ORDER BY d.name, vi.name, c.frame_number, c.id`,
});

const assignmentsOfCases = statement({
  name: "assignments-of-cases",
  params: { caseIds: uuids, now: timestamp },
  row: { id: uuid, name: text },
  sql: `SELECT a.id, a.name FROM assignment a
    WHERE ${asksStill("$now")} AND EXISTS (
      SELECT 1 FROM assignment_item i WHERE i.assignment_id = a.id AND i.case_id = ANY($caseIds)
    )
    ORDER BY a.name, a.id`,
});

const useOfCases = statement({
  name: "use-of-cases",
  params: { caseIds: uuids },
  row: { answers: integer, sets: integer },
  sql: `SELECT (SELECT count(*) FROM attempt t WHERE t.case_id = ANY($caseIds))::int AS answers,
      (SELECT count(DISTINCT i.case_set_id) FROM case_set_item i WHERE i.case_id = ANY($caseIds))::int AS sets`,
});

/** With the picture's id, and the cases of all institutions that show it or showed it before. */
export type LoadedWithdrawal = {
  readonly view: Withdrawal;
  readonly frameId: string;
  readonly everywhere: readonly (NamedCase & { readonly institutionId: string })[];
};

/**
 * What hangs on a case and its picture; null where there is no such case.
 *
 * @param institutionId whose case it is, and whose cases and assignments are named; null for all institutions
 */
export async function loadWithdrawal(
  db: Queryable,
  caseId: string,
  institutionId: string | null,
  now: Date,
): Promise<LoadedWithdrawal | null> {
  const row = await db.find(caseToWithdraw, { caseId, institutionId });
  if (!row) return null;
  const everywhere = (await db.all(casesOfFrame, { frameId: row.frame_id })).map(
    ({ institution_id, ...each }) => ({ ...each, institutionId: institution_id }),
  );
  const own = everywhere.filter((each) => institutionId === null || each.institutionId === institutionId);
  const caseIds = own.map(({ id }) => id);
  const assignments = await db.all(assignmentsOfCases, { caseIds, now });
  const { answers, sets } = await db.get(useOfCases, { caseIds });
  return {
    frameId: row.frame_id,
    everywhere,
    view: {
      ...{ id: row.id, video: row.video, frame: row.frame, sha256: row.sha256 },
      retired: takenBack(row.retired_at, row.retired_because),
      removed: takenBack(row.removed_at, row.removed_because),
      erased: row.erased_at !== null,
      cases: own.map(({ institutionId: _, ...each }) => each),
      elsewhere: everywhere.length - own.length,
      assignments,
      ...{ answers, sets },
    },
  };
}
