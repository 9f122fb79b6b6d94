import { z } from "zod";
import type { User } from "@/lib/auth/actor";
import {
  bigint,
  boolean,
  integer,
  jsonOf,
  nullable,
  text,
  textOf,
  timestamp,
  uuid,
  type ValuesOf,
} from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { type RowOf, statement } from "@/lib/db/statement";
import type { AnnotationBody } from "@/lib/domain/authoring/annotation";
import { type CaseStanding, dutySchema, type Judge, stepSchema } from "@/lib/domain/authoring/step";
import { clipOfCase, clipVersionColumn, frameVersionColumn } from "@/lib/sql/cases";
import { boxes, noGoRegions, phase, publication } from "@/lib/sql/types";
import { rationaleRow, toRationale } from "@/lib/sql/versions";

export const step = textOf(stepSchema.options);

/** What an annotation or a version of a case `t` says. */
export const bodyColumns = (t: string): string =>
  `${t}.phase, ${t}.boxes, ${t}.no_go, ${t}.location, ${t}.exposure, ${t}.next_action, ${t}.critical_risk`;

export const bodyRow = { phase: nullable(phase), boxes, no_go: noGoRegions, ...rationaleRow };

export const bodyOf = (row: ValuesOf<typeof bodyRow>): AnnotationBody => ({
  phase: row.phase,
  boxes: row.boxes.map((box) => [...box]),
  noGo: row.no_go,
  rationale: toRationale(row),
});

const caseToAuthor = statement({
  name: "case-to-author",
  params: { caseId: uuid, institutionId: uuid },
  row: {
    ...bodyRow,
    ...{
      id: uuid,
      frame: integer,
      publication,
      video: text,
      dataset_id: uuid,
      dataset: text,
      notice: nullable(text),
      blind_no_go: boolean,
      licence: nullable(text),
    },
    ...{ retired_at: nullable(timestamp), retired_because: nullable(text) },
    ...{ removed_at: nullable(timestamp), removed_because: nullable(text) },
    ...{
      step: nullable(step),
      current_id: nullable(uuid),
      frame_id: uuid,
      frame_version: text,
      time_us: nullable(bigint),
      clip_version: nullable(text),
      width: integer,
      height: integer,
    },
  },
  sql: `SELECT c.id, c.frame_number AS frame, c.publication, vi.name AS video, d.id AS dataset_id, d.name AS dataset,
      d.notice, d.licence, d.blind_no_go, c.retired_at, c.retired_because, f.removed_at, f.removed_because, a.step, a.current_id, v.frame_id, ${frameVersionColumn}, f.width, f.height,
      c.time_us, ${clipVersionColumn}, ${bodyColumns("v")}
    FROM "case" c
    JOIN video vi ON vi.id = c.video_id
    JOIN dataset d ON d.id = vi.dataset_id
    JOIN case_version v ON v.id = c.current_version_id
    JOIN frame f ON f.id = v.frame_id
    LEFT JOIN authoring a ON a.case_id = c.id
    ${clipOfCase}
    WHERE c.id = $caseId AND d.institution_id = $institutionId`,
});

const annotationsOfCase = statement({
  name: "annotations-of-case",
  params: { caseId: uuid },
  row: {
    ...bodyRow,
    id: uuid,
    author_id: uuid,
    author: text,
    kind: textOf(["reference", "blind"]),
    submitted_at: nullable(timestamp),
    updated_at: timestamp,
    verdicts: jsonOf(
      z.array(
        z.object({
          judgeId: z.string(),
          judge: z.string(),
          step: z.enum(["checking", "reviewing"]),
          agrees: z.boolean(),
          comment: z.string(),
          at: z.coerce.date(),
        }),
      ),
    ),
  },
  sql: `SELECT n.id, n.author_id, u.name AS author, n.kind, n.submitted_at, n.updated_at, ${bodyColumns("n")},
      coalesce((
        SELECT jsonb_agg(jsonb_build_object('judgeId', j.id, 'judge', j.name, 'step', w.step, 'agrees', w.agrees,
          'comment', w.comment, 'at', w.at) ORDER BY w.at)
        FROM annotation_verdict w JOIN "user" j ON j.id = w.judge_id WHERE w.annotation_id = n.id
      ), '[]') AS verdicts
    FROM annotation n JOIN "user" u ON u.id = n.author_id
    WHERE n.case_id = $caseId ORDER BY n.created_at, n.id`,
});

/** A duty `y` of the person `u`, who still may act where the account is open and not a resident's. */
export const dutyColumns =
  "y.user_id, u.name, y.duty, u.deactivated_at IS NULL AND u.role <> 'resident' AS active";

export const dutyRow = { user_id: uuid, name: text, duty: textOf(dutySchema.options), active: boolean };

const dutiesOfDataset = statement({
  name: "duties-of-dataset",
  params: { datasetId: uuid },
  row: dutyRow,
  sql: `SELECT ${dutyColumns}
    FROM dataset_duty y JOIN "user" u ON u.id = y.user_id WHERE y.dataset_id = $datasetId ORDER BY u.name, u.id`,
});

export type AnnotationRow = RowOf<typeof annotationsOfCase>;

/** A case of the actor's institution with all that decides what may happen to it. */
export type LoadedCase = {
  /** With what its current version says. */
  readonly row: RowOf<typeof caseToAuthor>;
  readonly annotations: readonly AnnotationRow[];
  /** The dataset's, by name. */
  readonly duties: readonly RowOf<typeof dutiesOfDataset>[];
  readonly standing: CaseStanding;
  readonly judge: Judge;
  /** The annotation that is checked and reviewed, or was sent back. */
  readonly current: AnnotationRow | null;
  /**
   * Whether the actor knows the annotation or the reference, or may know it: after that, nothing that they draw is
   * blind. Those who wrote or judged an annotation of the case, or read it blind, do; the chiefs once it is before
   * them.
   */
  readonly seen: boolean;
};

/** Null where there is no such case in the actor's institution. */
export async function loadCase(db: Queryable, actor: User, caseId: string): Promise<LoadedCase | null> {
  const row = await db.find(caseToAuthor, { caseId, institutionId: actor.institutionId });
  if (!row) return null;
  const annotations = await db.all(annotationsOfCase, { caseId });
  const duties = await db.all(dutiesOfDataset, { datasetId: row.dataset_id });
  // A case that nobody has begun is to be annotated while it is a draft.
  const at = row.step ?? (row.publication === "draft" ? "annotating" : "published");
  const current = annotations.find(({ id }) => id === row.current_id) ?? null;
  const own = duties.filter(({ user_id }) => user_id === actor.id).map(({ duty }) => duty);
  const seen =
    at === "published" ||
    (at === "reviewing" && own.includes("chief")) ||
    annotations.some(
      ({ author_id, kind, submitted_at, verdicts }) =>
        (author_id === actor.id && (kind === "reference" || submitted_at !== null)) ||
        verdicts.some(({ judgeId }) => judgeId === actor.id),
    );
  return {
    ...{ row, annotations, duties, current, seen },
    judge: { id: actor.id, duties: own },
    standing: {
      step: at,
      authorId: current?.author_id ?? null,
      chiefs: duties.filter(({ duty, active }) => duty === "chief" && active).map(({ user_id }) => user_id),
      agreed: (current?.verdicts ?? [])
        .filter((verdict) => verdict.step === "reviewing" && verdict.agrees)
        .map(({ judgeId }) => judgeId),
    },
  };
}

/** The actor's own annotation of a kind that is in the making; undefined where there is none. */
export const draftOf = (
  { annotations, judge }: LoadedCase,
  kind: AnnotationRow["kind"],
): AnnotationRow | undefined =>
  annotations.find((each) => each.author_id === judge.id && each.kind === kind && each.submitted_at === null);
