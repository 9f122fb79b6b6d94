import { z } from "zod";
import { may } from "../../auth/policy";
import { type Duty, type Step, stepSchema, taskOf } from "../../domain/authoring/step";
import type { AuthoringEntry } from "../../domain/authoring/views";
import type { Written } from "../../domain/view";
import type { Context } from "../context";
import { invalid, notFound, type Result, succeed } from "../result";

/** So many are listed; the filters find the others. */
const MOST = 2_000;

const inputSchema = z.object({ datasetId: z.uuid().nullable(), step: stepSchema.nullable() });

type Row = {
  readonly id: string;
  readonly dataset: string;
  readonly video: string;
  readonly frame: number;
  readonly frame_id: string;
  readonly step: Step;
  readonly author_id: string | null;
  readonly author: string | null;
  readonly updated_at: Date;
  readonly sent_back: boolean;
  readonly duties: Duty[];
  readonly seen: boolean;
  readonly agreed: boolean;
};

/** Drafts, and what went through the pipeline; published imports are found in the library. */
const entries = {
  name: "authoring-entries",
  text: `SELECT c.id, d.name AS dataset, vi.name AS video, c.frame_number AS frame, v.frame_id,
      s.step, cur.author_id, u.name AS author, coalesce(a.updated_at, c.created_at) AS updated_at,
      EXISTS (SELECT 1 FROM annotation_verdict w WHERE w.annotation_id = a.current_id AND NOT w.agrees) AS sent_back,
      ARRAY(SELECT y.duty FROM dataset_duty y WHERE y.dataset_id = d.id AND y.user_id = $2) AS duties,
      EXISTS (
        SELECT 1 FROM annotation n WHERE n.case_id = c.id AND (
          (n.author_id = $2 AND (n.kind = 'reference' OR n.submitted_at IS NOT NULL))
          OR EXISTS (SELECT 1 FROM annotation_verdict w WHERE w.annotation_id = n.id AND w.judge_id = $2)
        )
      ) AS seen,
      EXISTS (
        SELECT 1 FROM annotation_verdict w
        WHERE w.annotation_id = a.current_id AND w.judge_id = $2 AND w.step = 'reviewing' AND w.agrees
      ) AS agreed
    FROM dataset d
    JOIN video vi ON vi.dataset_id = d.id
    JOIN "case" c ON c.video_id = vi.id
    JOIN case_version v ON v.id = c.current_version_id
    LEFT JOIN authoring a ON a.case_id = c.id
    LEFT JOIN annotation cur ON cur.id = a.current_id
    LEFT JOIN "user" u ON u.id = cur.author_id
    CROSS JOIN LATERAL (SELECT coalesce(a.step, 'annotating') AS step) s
    WHERE d.institution_id = $1 AND (c.publication = 'draft' OR a.case_id IS NOT NULL)
      AND ($3::uuid IS NULL OR d.id = $3) AND ($4::text IS NULL OR s.step = $4)
    ORDER BY d.name, vi.name, c.frame_number
    LIMIT ${MOST}`,
};

/** The cases of the actor's institution that are worked on, and what the actor is to do about each. */
export async function listAuthoring(
  ctx: Context,
  input: Written<typeof inputSchema>,
): Promise<Result<AuthoringEntry[]>> {
  const { actor, db } = ctx;
  if (!may(actor, "author")) return notFound("page");
  const parsed = inputSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { datasetId, step } = parsed.data;
  const rows = await db.query<Row>(entries, [actor.institutionId, actor.id, datasetId, step]);
  return succeed(
    rows.map((row) => ({
      id: row.id,
      dataset: row.dataset,
      video: row.video,
      frame: row.frame,
      frameVersion: row.frame_id,
      step: row.step,
      task: taskOf(
        { step: row.step, authorId: row.author_id, chiefs: [], agreed: row.agreed ? [actor.id] : [] },
        { id: actor.id, duties: row.duties },
        row.seen,
      ),
      author: row.author,
      updatedAt: row.updated_at.toISOString(),
      sentBack: row.step === "annotating" && row.sent_back,
    })),
  );
}
