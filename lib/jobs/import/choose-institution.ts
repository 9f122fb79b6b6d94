import type { Database } from "@/lib/db/client";
import { nameKey } from "@/lib/resgo/plain-text";
import { ImportError } from "./report";

/**
 * The institution that an import is made for: the one named, or else the only one there is.
 *
 * @returns its id; null when there is no institution at all
 * @throws ImportError when it can't be told which, with the names there are
 */
export async function chooseInstitution(db: Database, name: string | null): Promise<string | null> {
  const all = await db.prisma.institution.findMany({
    select: { id: true, name: true },
    orderBy: { name: "asc" },
  });
  const names = all.map((institution) => institution.name).join(", ");
  if (all.length === 0) return null;
  if (name === null) {
    if (all.length > 1) throw new ImportError(`Say for which institution with --institution: ${names}.`);
    return all[0]!.id;
  }
  const found = all.find((institution) => nameKey(institution.name) === nameKey(name));
  if (!found) throw new ImportError(`There is no institution “${name}”. There is: ${names}.`);
  return found.id;
}
