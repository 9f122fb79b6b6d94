import { may } from "../../auth/policy";
import { timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { type Reliance, relianceOf } from "../../domain/second-look/reliance";
import { countedFirstAttempt } from "../../sql/attempts";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { looksColumns, looksGroups, looksRow, toLooks } from "./parts/looks-rows";

const ownLooks = statement({
  name: "own-looks",
  params: { readerId: uuid, now: timestamp },
  row: looksRow,
  sql: `SELECT ${looksColumns} FROM attempt t
    WHERE t.user_id = $readerId AND t.last_at IS NOT NULL AND ${countedFirstAttempt("$now")}
    GROUP BY ${looksGroups()}`,
});

/** How the actor relies on aids: of the second looks at first attempts that count. */
export async function getOwnReliance({ actor, db, now }: Context): Promise<Result<Reliance>> {
  if (!may(actor, "practise")) return notFound("page");
  const rows = await db.all(ownLooks, { readerId: actor.id, now });
  return succeed(relianceOf(rows.map(toLooks)));
}
