import { inTransaction } from "../../db/transaction";
import type { OwnData, OwnPart, OwnValue } from "../../domain/leaving/views";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { ownParts } from "./parts/own-parts";

/** Everything that is kept about the actor, as tables. Results that an assignment withholds are left out until release. */
export async function getOwnData(ctx: Context): Promise<Result<OwnData>> {
  const { actor, db, now } = ctx;
  if (actor.kind !== "user") return notFound("account");
  return inTransaction(db, async (tx) => {
    const parts: OwnPart[] = [];
    const values = { personId: actor.id, now, institutionId: actor.institutionId };
    for (const { name, title, statement } of ownParts) {
      const columns = Object.keys(statement.row);
      const rows = await tx.all(statement, values);
      parts.push({
        name,
        title,
        columns,
        rows: rows.map((row) => columns.map((column) => plain(row[column]))),
      });
    }
    await writeAudit(tx, ctx, [{ action: "user.export", subject: actor.id }]);
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
