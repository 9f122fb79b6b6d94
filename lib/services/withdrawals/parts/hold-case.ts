import { nullable, text, timestamp, uuid } from "@/lib/db/columns";
import { statement } from "@/lib/db/statement";

/** A case of an institution, held until the transaction ends. */
export const holdCaseToRetire = statement({
  name: "hold-case-to-retire",
  params: { caseId: uuid, institutionId: uuid },
  row: { retired_at: nullable(timestamp), removed_at: nullable(timestamp) },
  sql: `SELECT c.retired_at, f.removed_at FROM "case" c
    JOIN video vi ON vi.id = c.video_id
    JOIN dataset d ON d.id = vi.dataset_id
    JOIN case_version v ON v.id = c.current_version_id
    JOIN frame f ON f.id = v.frame_id
    WHERE c.id = $caseId AND d.institution_id = $institutionId FOR UPDATE OF c`,
});

/** Null for `now` and `reason`: it is offered again. */
export const setRetired = statement({
  name: "set-retired",
  params: { caseId: uuid, now: nullable(timestamp), reason: nullable(text) },
  sql: `UPDATE "case" SET retired_at = $now, retired_because = $reason WHERE id = $caseId`,
});
