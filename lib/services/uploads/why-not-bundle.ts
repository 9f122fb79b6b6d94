import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import type { Database } from "../../db/client";
import type { Failure } from "../result";

/**
 * Why somebody may not bring a bundle into a dataset; null when they may. It changes references past the pipeline:
 * where they are practised on, or will be at once, that is for those who oversee authoring.
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
    return { code: "forbidden", detail: "A director opens a bundle to practice. Send it to be held back." };
  }
  const dataset = await db.prisma.dataset.findUnique({
    where: { institutionId_name: { institutionId, name: datasetName } },
    select: { publication: true },
  });
  if (dataset?.publication !== "published") return null;
  const detail = `${datasetName} is open to practice. A director may bring a bundle into it; frames you may add.`;
  return { code: "forbidden", detail };
}
