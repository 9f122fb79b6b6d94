import { integer, text, timestamp, uuid } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { type RowOf, statement } from "@/lib/db/statement";
import type { NewReference, ProposedReference } from "@/lib/domain/disputes/input";
import { sameReference } from "@/lib/domain/disputes/same-reference";
import { boxProblem, type Size } from "@/lib/domain/geometry";
import { regionsOf } from "@/lib/domain/no-go/region";
import { t } from "@/lib/language/t";
import { boxes, noGoRegions, phase } from "@/lib/sql/types";
import { rationaleRow, referenceRow, toRationale } from "@/lib/sql/versions";
import { fail, invalidField, type Result, succeed } from "../../result";

type MadeVersion = {
  readonly id: string;
  readonly number: number;
  readonly frame: Size;
  readonly reference: NewReference;
};

const versionToReplace = statement({
  name: "version-to-replace",
  params: { versionId: uuid },
  row: { frame_id: uuid, ...referenceRow, ...rationaleRow, width: integer, height: integer },
  sql: `SELECT v.frame_id, v.phase AS reference_phase, v.boxes, v.no_go, v.location, v.exposure, v.next_action, v.critical_risk,
      f.width, f.height
    FROM case_version v JOIN frame f ON f.id = v.frame_id WHERE v.id = $versionId`,
});

const insertVersion = statement({
  name: "insert-disputed-version",
  params: {
    caseId: uuid,
    frameId: uuid,
    phase,
    boxes,
    noGo: noGoRegions,
    location: text,
    exposure: text,
    nextAction: text,
    criticalRisk: text,
    reason: text,
    now: timestamp,
  },
  row: { id: uuid, number: integer },
  sql: `INSERT INTO case_version
      (case_id, number, frame_id, phase, boxes, no_go, location, exposure, next_action, critical_risk, reason,
        created_at)
    SELECT $caseId, max(number) + 1, $frameId, $phase, $boxes, $noGo, $location, $exposure, $nextAction,
      $criticalRisk, $reason, $now
    FROM case_version WHERE case_id = $caseId
    RETURNING id, number`,
});

const makeCurrent = statement({
  name: "make-disputed-version-current",
  params: { caseId: uuid, versionId: uuid },
  sql: `UPDATE "case" SET current_version_id = $versionId WHERE id = $caseId`,
});

type Checked = {
  /** The version that is replaced. */
  readonly current: RowOf<typeof versionToReplace>;
  readonly reference: NewReference;
};

/** The version that a new reference would replace, where it may: it is another one, within the frame. */
export async function checkReference(
  tx: Queryable,
  currentVersionId: string,
  proposed: ProposedReference,
): Promise<Result<Checked>> {
  const current = await tx.get(versionToReplace, { versionId: currentVersionId });
  for (const [i, box] of proposed.boxes.entries()) {
    const problem = boxProblem(box, current);
    if (problem) return fail("invalid", `reference.boxes.${i}: ${problem}`);
  }
  const read = proposed.noGo ? regionsOf(proposed.noGo, current) : { regions: current.no_go };
  if ("problem" in read) return invalidField(`reference.noGo.${read.index}`, read.problem);
  const reference = { ...proposed, noGo: read.regions };
  if (sameReference(toReference(current), reference)) {
    return fail(
      "invalid",
      `reference: ${t`it is the one that is questioned. Change it to accept the question, or reject it.`}`,
    );
  }
  return succeed({ current, reference });
}

/** What is replaced, and what made the new one. */
type Replacing = {
  readonly caseId: string;
  readonly currentVersionId: string;
  readonly reason: "dispute" | "restored";
};

/** Gives a case another reference over the same frame, and makes it the current one. The caller holds the case. */
export async function makeVersion(
  tx: Queryable,
  now: Date,
  { caseId, currentVersionId, reason }: Replacing,
  proposed: ProposedReference,
): Promise<Result<MadeVersion>> {
  const checked = await checkReference(tx, currentVersionId, proposed);
  if (!checked.ok) return checked;
  const { current, reference } = checked.value;
  const { width, height, frame_id: frameId } = current;
  const { rationale, ...answer } = reference;
  const made = { caseId, frameId, ...answer, ...rationale, reason, now };
  const version = await tx.get(insertVersion, made);
  await tx.run(makeCurrent, { caseId, versionId: version.id });
  return succeed({ ...version, frame: { width, height }, reference });
}

function toReference(row: RowOf<typeof versionToReplace>): NewReference {
  return {
    phase: row.reference_phase,
    boxes: row.boxes as NewReference["boxes"],
    noGo: row.no_go,
    rationale: toRationale(row),
  };
}
