import { integer, text, timestamp, uuid } from "@/lib/db/columns";
import { statement } from "@/lib/db/statement";
import { inList } from "@/lib/language/in-list";
import { t } from "@/lib/language/t";
import { auditCase, type Moving, setStep } from "../move-case";
import { tellNext } from "./tell-next";

const insertVersion = statement({
  name: "publish-annotation",
  params: { annotationId: uuid, frameId: uuid, reason: text, now: timestamp },
  row: { number: integer },
  sql: `WITH made AS (
      INSERT INTO case_version
        (case_id, frame_id, number, created_at, reason, phase, boxes, no_go, location, exposure, next_action,
         critical_risk)
      SELECT n.case_id, $frameId, (SELECT coalesce(max(number), 0) + 1 FROM case_version WHERE case_id = n.case_id),
        $now, $reason, n.phase, n.boxes, n.no_go, n.location, n.exposure, n.next_action,
        n.critical_risk
      FROM annotation n WHERE n.id = $annotationId
      RETURNING id, case_id, number
    ), published AS (
      UPDATE "case" c SET current_version_id = made.id, publication = 'published'
      FROM made WHERE c.id = made.case_id
    )
    SELECT number FROM made`,
});

/**
 * Makes the current annotation the case's reference: a new version, published. Attempts keep the version that they
 * were scored by.
 */
export async function publishAnnotation(moving: Moving): Promise<void> {
  const { tx, now } = moving;
  const { row, current, standing, duties } = moving.loaded;
  if (!current) throw new Error("There is no annotation to publish.");
  const checkers = current.verdicts.filter(({ step }) => step === "checking").map(({ judge }) => judge);
  const chiefs = duties
    .filter(({ duty, active, user_id }) => duty === "chief" && active && user_id !== standing.authorId)
    .map(({ name }) => name);
  const { number: version } = await tx.get(insertVersion, {
    annotationId: current.id,
    frameId: row.frame_id,
    reason: t`Annotated by ${current.author}, checked by ${inList(checkers, ",")}, agreed by ${inList(chiefs, ",")}.`,
    now,
  });
  await setStep(moving, "published");
  await auditCase(moving, "case.publish", { annotation: current.id, version });
  await tellNext(moving, "published", current.author_id);
}
