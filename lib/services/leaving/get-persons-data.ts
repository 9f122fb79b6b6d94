import { randomUUID } from "node:crypto";
import { may } from "../../auth/policy";
import { inTransaction } from "../../db/transaction";
import { dataRequestSchema } from "../../domain/leaving/input";
import { dataTaken } from "../../domain/leaving/messages";
import type { OwnData } from "../../domain/leaving/views";
import type { Input } from "../../domain/view";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { tell } from "../notices/tell";
import { lockPerson } from "../people/lock-person";
import { invalid, notFound, type Result, succeed } from "../result";
import { loadData } from "./parts/load-data";

/**
 * Everything that is kept about a person whom the actor manages, for who asked for it in writing. It is what the person could
 * take: results that an assignment withholds are left out. The reason is written down, and the person told.
 */
export async function getPersonsData(
  ctx: Context,
  id: string,
  input: Input<typeof dataRequestSchema>,
): Promise<Result<OwnData>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "manage-people")) return notFound("person");
  const parsed = dataRequestSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { reason } = parsed.data;
  return inTransaction(db, async (tx): Promise<Result<OwnData>> => {
    const found = await lockPerson(tx, actor, id);
    if (!found.ok) return found;
    const { id: personId, name: person } = found.value;
    await writeAudit(tx, ctx, [{ action: "user.export-for", subject: personId, detail: { reason } }]);
    const telling = {
      userId: personId,
      message: dataTaken(actor.name, reason),
      key: `user.export-for ${randomUUID()}`,
    };
    await tell(tx, [telling], { kind: "user.export-for", href: "/account", now });
    return succeed(await loadData(tx, { personId, person }, actor, now));
  });
}
