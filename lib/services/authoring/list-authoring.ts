import { z } from "zod";
import { may } from "../../auth/policy";
import { boolean, enumsOf, integer, nullable, text, timestamp, uuid, uuids } from "../../db/columns";
import { statement } from "../../db/statement";
import { dutySchema, stepSchema, taskOf, waitsFor } from "../../domain/authoring/step";
import type { AuthoringEntry } from "../../domain/authoring/views";
import type { Written } from "../../domain/view";
import { frameVersionColumn } from "../../sql/cases";
import type { Context } from "../context";
import { invalid, notFound, type Result, succeed } from "../result";
import { dutyColumns, dutyRow, step } from "./parts/load-case";

/** So many are listed; the filters find the others. */
const MOST = 2_000;

const inputSchema = z.object({ datasetId: z.uuid().nullable(), step: stepSchema.nullable() });

/** Drafts, and what went through the pipeline; published imports are found in the library. */
const entries = statement({
  name: "authoring-entries",
  params: { institutionId: uuid, actorId: uuid, datasetId: nullable(uuid), step: nullable(step) },
  row: {
    id: uuid,
    dataset_id: uuid,
    dataset: text,
    video: text,
    frame: integer,
    frame_version: text,
    step,
    author_id: nullable(uuid),
    author: nullable(text),
    updated_at: timestamp,
    sent_back: boolean,
    duties: enumsOf("text", dutySchema.options),
    seen: boolean,
    agreed: uuids,
  },
  sql: `SELECT c.id, d.id AS dataset_id, d.name AS dataset, vi.name AS video, c.frame_number AS frame, ${frameVersionColumn},
      s.step, cur.author_id, u.name AS author, coalesce(a.updated_at, c.created_at) AS updated_at,
      EXISTS (SELECT 1 FROM annotation_verdict w WHERE w.annotation_id = a.current_id AND NOT w.agrees) AS sent_back,
      ARRAY(SELECT y.duty FROM dataset_duty y WHERE y.dataset_id = d.id AND y.user_id = $actorId) AS duties,
      EXISTS (
        SELECT 1 FROM annotation n WHERE n.case_id = c.id AND (
          (n.author_id = $actorId AND (n.kind = 'reference' OR n.submitted_at IS NOT NULL))
          OR EXISTS (SELECT 1 FROM annotation_verdict w WHERE w.annotation_id = n.id AND w.judge_id = $actorId)
        )
      ) AS seen,
      ARRAY(
        SELECT w.judge_id FROM annotation_verdict w
        WHERE w.annotation_id = a.current_id AND w.step = 'reviewing' AND w.agrees
      ) AS agreed
    FROM dataset d
    JOIN video vi ON vi.dataset_id = d.id
    JOIN "case" c ON c.video_id = vi.id
    JOIN case_version v ON v.id = c.current_version_id
    JOIN frame f ON f.id = v.frame_id
    LEFT JOIN authoring a ON a.case_id = c.id
    LEFT JOIN annotation cur ON cur.id = a.current_id
    LEFT JOIN "user" u ON u.id = cur.author_id
    CROSS JOIN LATERAL (SELECT coalesce(a.step, 'annotating') AS step) s
    WHERE d.institution_id = $institutionId AND (c.publication = 'draft' OR a.case_id IS NOT NULL)
      AND c.retired_at IS NULL
      AND ($datasetId IS NULL OR d.id = $datasetId) AND ($step IS NULL OR s.step = $step)
    ORDER BY d.name, vi.name, c.frame_number
    LIMIT ${MOST}`,
});

const dutiesOfInstitution = statement({
  name: "duties-of-institution",
  params: { institutionId: uuid },
  row: { dataset_id: uuid, ...dutyRow },
  sql: `SELECT y.dataset_id, ${dutyColumns} FROM dataset d JOIN dataset_duty y ON y.dataset_id = d.id
    JOIN "user" u ON u.id = y.user_id WHERE d.institution_id = $institutionId ORDER BY u.name, u.id`,
});

/** The cases of the actor's institution that are worked on, and what the actor is to do about each. */
export async function listAuthoring(
  ctx: Context,
  input: Written<typeof inputSchema>,
): Promise<Result<AuthoringEntry[]>> {
  const { actor, db } = ctx;
  if (!may(actor, "author")) return notFound("page");
  const parsed = inputSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const rows = await db.all(entries, {
    ...parsed.data,
    institutionId: actor.institutionId,
    actorId: actor.id,
  });
  const holders = await db.all(dutiesOfInstitution, { institutionId: actor.institutionId });
  const byDataset = new Map<string, typeof holders>();
  for (const each of holders) {
    byDataset.set(each.dataset_id, [...(byDataset.get(each.dataset_id) ?? []), each]);
  }
  return succeed(
    rows.map((row) => {
      const { step: at, author_id: authorId, author, agreed } = row;
      const standing = { step: at, authorId, chiefs: [], agreed };
      // Who is to read it blind learns nowhere who annotated it.
      const seen = row.seen || at !== "checking" || !row.duties.includes("checker");
      return {
        id: row.id,
        dataset: row.dataset,
        video: row.video,
        frame: row.frame,
        frameVersion: row.frame_version,
        step: at,
        task: taskOf(standing, { id: actor.id, duties: row.duties }, row.seen),
        waitsFor: waitsFor(standing, byDataset.get(row.dataset_id) ?? [], { author, seen }),
        author: seen ? author : null,
        updatedAt: row.updated_at.toISOString(),
        sentBack: at === "annotating" && row.sent_back,
      };
    }),
  );
}
