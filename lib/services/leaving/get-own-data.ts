import { inTransaction } from "../../db/transaction";
import type { OwnData, OwnPart, OwnValue } from "../../domain/leaving/views";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { ownParts } from "./own-parts";

/** Everything that is kept about the actor, as tables. Results that an assignment withholds are left out until release. */
export async function getOwnData(ctx: Context): Promise<Result<OwnData>> {
  const { actor, db, now } = ctx;
  if (actor.kind !== "user") return notFound("account");
  return inTransaction(db, async (client) => {
    const parts: OwnPart[] = [];
    for (const { name, title, text } of ownParts) {
      // Postgres takes no parameter that a statement doesn't name.
      const needed = text.includes("$3") ? 3 : text.includes("$2") ? 2 : 1;
      const { fields, rows } = await client.query<unknown[]>({
        text,
        values: [actor.id, now, actor.institutionId].slice(0, needed),
        rowMode: "array",
      });
      parts.push({
        name,
        title,
        columns: fields.map((field) => field.name),
        rows: rows.map((row) => row.map(plain)),
      });
    }
    await writeAudit(client, ctx, [{ action: "user.export", subject: actor.id }]);
    return succeed({
      person: actor.name,
      institution: actor.institution,
      timeZone: actor.timeZone,
      takenAt: now.toISOString(),
      parts,
    });
  });
}

function plain(value: unknown): OwnValue {
  if (value instanceof Date) return value.toISOString();
  if (value === null || ["string", "number", "boolean"].includes(typeof value)) return value as OwnValue;
  return JSON.stringify(value);
}
