import { text, uuid } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { statement } from "@/lib/db/statement";

const namesThatBegin = statement({
  name: "set-names-that-begin",
  params: { institutionId: uuid, base: text },
  row: { name: text },
  sql: "SELECT name FROM case_set WHERE institution_id = $institutionId AND starts_with(name, $base)",
});

/** A name for a new set: this one, or with a number where there is a set of that name already. */
export async function freeSetName(tx: Queryable, institutionId: string, base: string): Promise<string> {
  const rows = await tx.all(namesThatBegin, { institutionId, base });
  const taken = new Set(rows.map((row) => row.name));
  if (!taken.has(base)) return base;
  for (let number = 2; ; number++) if (!taken.has(`${base} ${number}`)) return `${base} ${number}`;
}
