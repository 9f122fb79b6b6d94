import { z } from "zod";
import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import type { Prisma } from "../../db/generated/client";
import type { AuditAction } from "../../domain/audit/actions";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { notFound, type Result } from "../result";
import { holdCase, type LoadedCase, loadCase } from "./load-case";

export type Moving = {
  readonly tx: Prisma.TransactionClient;
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
  return db.prisma.$transaction(
    async (tx): Promise<Result<T>> => {
      const found = await loadCase(tx, actor, caseId.data);
      if (!found) return notFound("case");
      await holdCase(tx, found, now);
      // Read again with it in hand.
      const loaded = (await loadCase(tx, actor, caseId.data))!;
      return work({ tx, actor, now, loaded });
    },
    { timeout: 15_000 },
  );
}

/** The audit row of what was done about a case. */
export async function auditCase(
  { tx, actor, now, loaded }: Moving,
  action: AuditAction,
  detail: Prisma.InputJsonObject,
): Promise<void> {
  await writeAudit(tx, { actor, now }, [{ action, subject: loaded.row.id, detail }]);
}
