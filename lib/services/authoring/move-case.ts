import { z } from "zod";
import { t } from "@/lib/language/t";
import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import { nullable, timestamp, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import type { AuditAction } from "../../domain/audit/actions";
import type { Step } from "../../domain/authoring/step";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, notFound, type Result } from "../result";
import { type LoadedCase, loadCase, step } from "./parts/load-case";

// Written where it is there already too: that holds it.
const holdCase = statement({
  name: "hold-case",
  params: { caseId: uuid, step, now: timestamp },
  sql: `INSERT INTO authoring (case_id, step, updated_at) VALUES ($caseId, $step, $now)
    ON CONFLICT (case_id) DO UPDATE SET step = authoring.step`,
});

const updateStep = statement({
  name: "update-step",
  params: { caseId: uuid, step, currentId: nullable(uuid), now: timestamp },
  sql: "UPDATE authoring SET step = $step, current_id = $currentId, updated_at = $now WHERE case_id = $caseId",
});

const RETIRED = t`The case is retired. Whoever retired it can bring it back.`;

export type Moving = {
  readonly tx: Queryable;
  readonly actor: User;
  readonly now: Date;
  readonly loaded: LoadedCase;
};

/**
 * Does something about a case with it in hand: as it stands now, and nobody else moves it meanwhile. A case of
 * another institution, or asked for by somebody who doesn't author, is not found.
 */
export async function moveCase<T>(
  ctx: Context,
  id: string,
  work: (moving: Moving) => Promise<Result<T>>,
): Promise<Result<T>> {
  const { actor, db, now } = ctx;
  const caseId = z.uuid().safeParse(id);
  if (!may(actor, "author") || !caseId.success) return notFound("case");
  return inTransaction(db, async (tx): Promise<Result<T>> => {
    const loaded = await takeCase(tx, actor, caseId.data, now);
    if (!loaded) return notFound("case");
    if (loaded.row.retired_at) return fail("conflict", RETIRED);
    return work({ tx, actor, now, loaded });
  });
}

/** Loads a case and takes hold of where it stands until the transaction ends: of two who move it, the second sees the first. */
export async function takeCase(
  tx: Queryable,
  actor: User,
  caseId: string,
  now: Date,
): Promise<LoadedCase | null> {
  const found = await loadCase(tx, actor, caseId);
  if (!found) return null;
  await tx.run(holdCase, { caseId, step: found.standing.step, now });
  // Read again under the lock.
  return loadCase(tx, actor, caseId);
}

/** Says where a case stands from now on, and which annotation is checked and reviewed. */
export async function setStep(
  { tx, now, loaded }: Moving,
  to: Step,
  currentId: string | null = loaded.row.current_id,
): Promise<void> {
  await tx.run(updateStep, { caseId: loaded.row.id, step: to, currentId, now });
}

/** The audit row of what was done about a case. */
export async function auditCase(
  { tx, actor, now, loaded }: Moving,
  action: AuditAction,
  detail: object,
): Promise<void> {
  await writeAudit(tx, { actor, now }, [{ action, subject: loaded.row.id, detail }]);
}
