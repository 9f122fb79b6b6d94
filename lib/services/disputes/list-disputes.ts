import { may } from "../../auth/policy";
import { uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { DisputedCase, DisputeEntry, DisputeList } from "../../domain/disputes/views";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { entryColumns, entryRow, entryTables, toDisputedCase, toEntry } from "./parts/dispute-rows";

/** The most open disputes in the list: more than a person decides in one sitting. */
const MOST_OPEN = 1000;
const MOST_DECIDED = 100;

const openDisputes = statement({
  name: "open-disputes",
  params: { institutionId: uuid },
  row: entryRow,
  sql: `SELECT ${entryColumns} FROM ${entryTables}
    WHERE d.institution_id = $institutionId AND s.status = 'open' ORDER BY s.created_at, s.id LIMIT ${MOST_OPEN}`,
});

const decidedDisputes = statement({
  name: "decided-disputes",
  params: { institutionId: uuid },
  row: entryRow,
  sql: `SELECT ${entryColumns} FROM ${entryTables}
    WHERE d.institution_id = $institutionId AND s.status IN ('accepted', 'rejected')
    ORDER BY s.decided_at DESC, s.id LIMIT ${MOST_DECIDED}`,
});

/** The institution's disputes: the open ones by case, and those decided last. */
export async function listDisputes(ctx: Context): Promise<Result<DisputeList>> {
  const { actor, db } = ctx;
  if (!may(actor, "adjudicate")) return notFound("page");
  const [open, decided] = await Promise.all([
    db.all(openDisputes, { institutionId: actor.institutionId }),
    db.all(decidedDisputes, { institutionId: actor.institutionId }),
  ]);
  const cases = new Map<string, { case: DisputedCase; disputes: DisputeEntry[] }>();
  for (const row of open) {
    const group = cases.get(row.case_id) ?? { case: toDisputedCase(row), disputes: [] };
    group.disputes.push(toEntry(row, actor));
    cases.set(row.case_id, group);
  }
  return succeed({
    open: [...cases.values()],
    decided: decided.map((row) => ({
      ...toEntry(row, actor),
      case: toDisputedCase(row),
      decision: row.decision,
      judge: row.judge,
      decidedAt: row.decided_at?.toISOString() ?? null,
    })),
  });
}
