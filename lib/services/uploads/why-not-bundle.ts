import { t } from "@/lib/language/t";
import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import type { Database } from "../../db/client";
import type { Failure } from "../result";

/**
 * Why somebody may not bring a bundle into a dataset; null when they may. A bundle changes references without
 * annotation and review: where residents practise on them, or will at once, only those who oversee authoring may do it.
 */
export async function whyNotBundle(
  db: Database,
  actor: User,
  datasetName: string,
  open: boolean,
): Promise<Failure | null> {
  const { institutionId } = actor;
  const oversees: boolean = may(actor, "oversee-authoring");
  if (oversees) return null;
  if (open) {
    return { code: "forbidden", detail: t`A director opens a bundle to practice. Send it to be held back.` };
  }
  const dataset = await db.prisma.dataset.findUnique({
    where: { institutionId_name: { institutionId, name: datasetName } },
    select: { publication: true },
  });
  if (dataset?.publication !== "published") return null;
  const detail = t`${datasetName} is open to practice. A director may bring a bundle into it; frames you may add.`;
  return { code: "forbidden", detail };
}
