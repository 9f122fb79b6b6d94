import type { Queryable } from "@/lib/db/queryable";
import type { OwnData, OwnPart, OwnValue } from "@/lib/domain/leaving/views";
import { ownParts } from "./own-parts";

type Whose = { readonly personId: string; readonly person: string };

/** Everything that is kept about a person, as the person may see it. */
export async function loadData(
  tx: Queryable,
  { personId, person }: Whose,
  {
    institutionId,
    institution,
    timeZone,
  }: { readonly institutionId: string; readonly institution: string; readonly timeZone: string },
  now: Date,
): Promise<OwnData> {
  const parts: OwnPart[] = [];
  for (const { name, title, statement } of ownParts) {
    const columns = Object.keys(statement.row);
    const rows = await tx.all(statement, { personId, now, institutionId });
    parts.push({
      name,
      title,
      columns,
      rows: rows.map((row) => columns.map((column) => plain(row[column]))),
    });
  }
  return { person, institution, timeZone, takenAt: now.toISOString(), parts };
}

function plain(value: unknown): OwnValue {
  if (value instanceof Date) return value.toISOString();
  if (value === null || ["string", "number", "boolean"].includes(typeof value)) return value as OwnValue;
  return JSON.stringify(value);
}
