import { z } from "zod";
import { may } from "../../auth/policy";
import { integer, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { Opening } from "../../domain/withdrawals/views";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";

const whatOpens = statement({
  name: "what-opens",
  params: { datasetId: uuid, institutionId: uuid, now: timestamp },
  row: { cases: integer, drafts: integer, residents: integer, inExams: integer },
  sql: `SELECT count(c.id) FILTER (WHERE c.publication = 'published')::int AS cases,
      count(c.id) FILTER (WHERE c.publication = 'draft')::int AS drafts,
      (SELECT count(*) FROM "user" u
        WHERE u.institution_id = d.institution_id AND u.role = 'resident' AND u.deactivated_at IS NULL)::int AS residents,
      count(c.id) FILTER (WHERE EXISTS (
        SELECT 1 FROM assignment_item i JOIN assignment a ON a.id = i.assignment_id
        WHERE i.case_id = c.id AND (a.results_released_at IS NULL OR a.results_released_at > $now)
      ))::int AS "inExams"
    FROM dataset d
    LEFT JOIN video vi ON vi.dataset_id = d.id
    LEFT JOIN "case" c ON c.video_id = vi.id AND c.retired_at IS NULL
    WHERE d.id = $datasetId AND d.institution_id = $institutionId
    GROUP BY d.id`,
});

/** What opening a dataset to practice would open, and to how many residents: asked before it is done. */
export async function getOpening(ctx: Context, id: string): Promise<Result<Opening>> {
  const { actor, db, now } = ctx;
  const datasetId = z.uuid().safeParse(id);
  if (!may(actor, "oversee-authoring") || !datasetId.success) return notFound("dataset");
  const { institutionId } = actor;
  const found = await db.find(whatOpens, { datasetId: datasetId.data, institutionId, now });
  return found ? succeed(found) : notFound("dataset");
}
