import type { Prisma } from "../../db/generated/client";
import { bodyOf, columnsOf, type LoadedCase } from "./load-case";

/**
 * Makes the current annotation the case's reference: a new version, published. Attempts keep the version that they
 * were scored by.
 *
 * @returns the version's number
 */
export async function publishAnnotation(
  tx: Prisma.TransactionClient,
  { row, version, current, standing }: LoadedCase,
  now: Date,
): Promise<number> {
  if (!current) throw new Error("There is no annotation to publish.");
  const last = await tx.caseVersion.aggregate({ where: { caseId: row.id }, _max: { number: true } });
  const number = (last._max.number ?? 0) + 1;
  const checkers = current.verdicts.filter(({ step }) => step === "checking").map(({ judge }) => judge.name);
  const chiefs = await tx.user.findMany({
    where: { id: { in: standing.chiefs.filter((id) => id !== current.authorId) } },
    select: { name: true },
    orderBy: { name: "asc" },
  });
  const made = await tx.caseVersion.create({
    data: {
      caseId: row.id,
      frameId: version.frameId,
      number,
      createdAt: now,
      reason: `Annotated by ${current.author.name}, checked by ${checkers.join(", ")}, agreed by ${chiefs.map(({ name }) => name).join(", ")}.`,
      ...columnsOf(bodyOf(current)),
    },
  });
  await tx.case.update({
    where: { id: row.id },
    data: { currentVersionId: made.id, publication: "published" },
  });
  await tx.authoring.update({ where: { caseId: row.id }, data: { step: "published", updatedAt: now } });
  return number;
}
