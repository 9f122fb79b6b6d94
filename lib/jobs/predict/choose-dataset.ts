import type { Database } from "@/lib/db/client";
import { chooseInstitution } from "@/lib/jobs/import/choose-institution";
import { nameKey } from "@/lib/resgo/plain-text";
import { PredictError } from "./ledger";

type ChosenDataset = { readonly id: string; readonly name: string; readonly institutionId: string };

/**
 * The dataset that predictions are about: the one named, or else the only one of its institution.
 *
 * @param institution its name; null: the only one there is
 * @throws PredictError, ImportError when it can't be told which, with the names there are
 */
export async function chooseDataset(
  db: Database,
  name: string | null,
  institution: string | null,
): Promise<ChosenDataset> {
  const institutionId = await chooseInstitution(db, institution);
  const all = institutionId
    ? await db.prisma.dataset.findMany({
        where: { institutionId },
        select: { id: true, name: true, institutionId: true },
        orderBy: { name: "asc" },
      })
    : [];
  if (all.length === 0) throw new PredictError("There is no dataset yet: calot import DIR makes one.");
  const names = all.map((dataset) => dataset.name).join(", ");
  if (name === null) {
    if (all.length > 1) throw new PredictError(`Say which dataset with --dataset: ${names}.`);
    return all[0]!;
  }
  const found =
    all.find((dataset) => dataset.name === name) ??
    all.find((dataset) => nameKey(dataset.name) === nameKey(name));
  if (!found) throw new PredictError(`There is no dataset “${name}”. There is: ${names}.`);
  return found;
}
