import { text, textOf, uuid } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { statement } from "@/lib/db/statement";
import { t } from "@/lib/language/t";
import { listed } from "@/lib/resgo/problem";

const WHAT = [
  "answered",
  "questioned",
  "annotated",
  "changed",
  "set",
  "assignment",
  "review",
  "run",
] as const;

const words: Readonly<Record<(typeof WHAT)[number], (names: string) => string>> = {
  answered: (names) => t`Somebody answered ${names}.`,
  questioned: (names) => t`The reference was questioned of ${names}.`,
  annotated: (names) => t`Somebody began to annotate, or to read, ${names}.`,
  changed: (names) => t`Another reference, or another state, was given since to ${names}.`,
  set: (names) => t`Its cases are in the case set ${names}.`,
  assignment: (names) => t`Its cases are in the assignment ${names}.`,
  review: (names) => t`Its cases, or its models’ readings, are in the blind review ${names}.`,
  run: (names) => t`Its cases were read by ${names}.`,
};

/** How many are named of each kind. */
const MOST_NAMES = 5;

// A case that the import changed and did not make keeps what it had: what was answered or drawn before is in no way.
const whatUses = statement({
  name: "what-uses-an-import",
  params: { importId: uuid },
  row: { what: textOf(WHAT), name: text },
  sql: `WITH cases AS (
      SELECT h.subject_id AS case_id, h.before IS NULL AS made, (h.after->>'versionId')::uuid AS left_id,
        CASE WHEN h.before->>'versionId' IS DISTINCT FROM h.after->>'versionId' THEN (h.after->>'versionId')::uuid END
          AS version_id,
        h.after->>'publication' AS publication, i.at, concat(v.name, ', ', c.frame_number) AS name,
        v.name AS video, c.frame_number AS frame
      FROM import_change h
      JOIN dataset_import i ON i.id = h.import_id
      JOIN "case" c ON c.id = h.subject_id
      JOIN video v ON v.id = c.video_id
      WHERE h.import_id = $importId AND h.kind = 'case'
    ), runs AS (
      SELECT h.subject_id AS run_id, h.before IS NULL AS made FROM import_change h
      WHERE h.import_id = $importId AND h.kind = 'run'
    ), made_dataset AS (
      SELECT h.subject_id AS dataset_id FROM import_change h
      WHERE h.import_id = $importId AND h.kind = 'dataset' AND h.before IS NULL
    ), used AS (
      SELECT 'answered' AS what, u.name, u.video, u.frame FROM cases u
      WHERE EXISTS (SELECT FROM attempt a WHERE a.case_id = u.case_id AND (u.made OR a.version_id = u.version_id))
        OR EXISTS (
          SELECT FROM attempt_score s JOIN attempt a ON a.id = s.attempt_id
          WHERE a.case_id = u.case_id AND s.version_id = u.version_id
        )
        OR (u.made AND EXISTS (SELECT FROM late_answer l WHERE l.case_id = u.case_id))
      UNION ALL
      SELECT 'questioned', u.name, u.video, u.frame FROM cases u
      WHERE EXISTS (
        SELECT FROM dispute d WHERE d.case_id = u.case_id
          AND (u.made OR u.version_id IN (d.version_id, d.settled_version_id, d.undone_version_id))
      )
      UNION ALL
      SELECT 'annotated', u.name, u.video, u.frame FROM cases u
      WHERE EXISTS (
        SELECT FROM annotation n WHERE n.case_id = u.case_id AND (u.made OR n.created_at >= u.at)
      )
      UNION ALL
      SELECT 'changed', u.name, u.video, u.frame FROM cases u JOIN "case" c ON c.id = u.case_id
      WHERE c.current_version_id IS DISTINCT FROM u.left_id OR c.publication::text <> u.publication
      UNION ALL
      SELECT DISTINCT 'set', s.name, '', 0 FROM cases u
      JOIN case_set_item m ON m.case_id = u.case_id JOIN case_set s ON s.id = m.case_set_id WHERE u.made
      UNION ALL
      SELECT DISTINCT 'assignment', a.name, '', 0 FROM cases u
      JOIN assignment_item m ON m.case_id = u.case_id JOIN assignment a ON a.id = m.assignment_id WHERE u.made
      UNION ALL
      SELECT 'review', r.name, '', 0 FROM blind_review r
      WHERE r.dataset_id IN (SELECT dataset_id FROM made_dataset)
        OR EXISTS (
          SELECT FROM blind_review_case m JOIN cases u ON u.version_id = m.version_id WHERE m.review_id = r.id
        )
        OR EXISTS (
          SELECT FROM blind_review_source s JOIN runs ON runs.run_id = s.run_id
          WHERE runs.made AND s.review_id = r.id
        )
      UNION ALL
      SELECT 'run', concat(m.name, ', ', r.name), '', 0
      FROM model_run r JOIN model m ON m.id = r.model_id
      WHERE r.dataset_id = (SELECT dataset_id FROM dataset_import WHERE id = $importId) AND ((
          r.dataset_id IN (SELECT dataset_id FROM made_dataset)
          AND NOT EXISTS (SELECT FROM runs WHERE runs.run_id = r.id AND runs.made)
        )
        OR EXISTS (
          SELECT FROM prediction p
          WHERE p.run_id = r.id
            AND (
              p.case_id IN (SELECT case_id FROM cases WHERE made)
              OR EXISTS (SELECT FROM runs WHERE runs.run_id = r.id AND runs.made)
            )
            AND NOT EXISTS (
              SELECT FROM import_change h
              WHERE h.import_id = $importId AND h.kind = 'prediction' AND h.subject_id = p.run_id
                AND h.part_id = p.case_id
            )
        ))
    )
    SELECT what, name FROM used ORDER BY video, frame, name`,
  prepared: false,
});

/** What keeps an import from being taken back, a sentence for each kind, with names; empty where nothing does. */
export async function obstaclesOf(tx: Queryable, importId: string): Promise<string[]> {
  const rows = await tx.all(whatUses, { importId });
  return WHAT.flatMap((what) => {
    const names = rows.filter((row) => row.what === what).map(({ name }) => name);
    return names.length === 0 ? [] : [words[what](listed(names, MOST_NAMES))];
  });
}
