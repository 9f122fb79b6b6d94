import { may } from "../../auth/policy";
import { setRuleSchema } from "../../domain/case-sets/rule";
import { solveRule } from "../../domain/case-sets/solve-rule";
import type { RuleProposal } from "../../domain/case-sets/views";
import { seededRandom } from "../../domain/statistics/random";
import type { Input } from "../../domain/view";
import type { Context } from "../context";
import { loadOutcomes } from "../library/load-outcomes";
import { invalid, notFound, type Result, succeed } from "../result";
import { loadItems } from "./parts/load-items";
import { loadPool } from "./parts/load-pool";

/** Chooses cases by a rule, and says what it could not meet. Nothing is stored. */
export async function proposeByRule(
  ctx: Context,
  input: Input<typeof setRuleSchema>,
): Promise<Result<RuleProposal>> {
  const { actor, db } = ctx;
  if (!may(actor, "build-sets")) return notFound("page");
  const parsed = setRuleSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const rule = parsed.data;
  const [pool, outcomes] = await Promise.all([
    loadPool(db, actor, rule),
    rule.model ? loadOutcomes(db, actor.institutionId, rule.model.runId) : null,
  ]);
  if (rule.model && !outcomes) return notFound("model run");
  const cases = pool.map((each) => {
    const outcome = outcomes?.get(each.id);
    return { ...each, modelWrong: outcome === undefined ? null : outcome === "miss" };
  });
  const solved = solveRule(cases, rule, seededRandom(rule.seed));
  const items = await loadItems(
    db,
    actor,
    solved.cases.map(({ id }) => id),
  );
  return succeed({ items, unmet: solved.unmet });
}
