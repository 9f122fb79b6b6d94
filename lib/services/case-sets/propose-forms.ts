import { may } from "../../auth/policy";
import { matchForms } from "../../domain/case-sets/match-forms";
import { formsRuleSchema } from "../../domain/case-sets/rule";
import { thinPool } from "../../domain/case-sets/thin-pool";
import type { FormsProposal } from "../../domain/case-sets/views";
import { seededRandom } from "../../domain/statistics/random";
import type { Input } from "../../domain/view";
import type { Context } from "../context";
import { loadDiscrimination } from "../library/load-discrimination";
import { invalid, notFound, type Result, succeed } from "../result";
import { loadItems } from "./parts/load-items";
import { loadPool } from "./parts/load-pool";

/** With more cases than this, matching is slower and no better. */
const POOL = 1500;

/** Proposes a pre-test and a post-test that match, and a practice set that shares no video with them. Nothing is stored. */
export async function proposeForms(
  ctx: Context,
  input: Input<typeof formsRuleSchema>,
): Promise<Result<FormsProposal>> {
  const { actor, db } = ctx;
  if (!may(actor, "build-sets")) return notFound("page");
  const parsed = formsRuleSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const rule = parsed.data;
  const random = seededRandom(rule.seed);
  const unseen = (await loadPool(db, actor, rule)).filter(({ seen }) => !seen);
  const pool = thinPool(unseen, POOL, random);
  const discrimination = await loadDiscrimination(
    db,
    actor.institutionId,
    pool.map(({ id }) => id),
    ctx.now,
  );
  const { pre, post, practice, difference, unmet } = matchForms(
    pool.map((each) => ({ ...each, discrimination: discrimination.get(each.id) ?? null })),
    { cases: rule.cases, practice: rule.practice },
    random,
  );
  const items = await loadItems(
    db,
    actor,
    [...pre, ...post, ...practice].map(({ id }) => id),
  );
  return succeed({
    pre: items.slice(0, pre.length),
    post: items.slice(pre.length, pre.length + post.length),
    practice: items.slice(pre.length + post.length),
    difference,
    unmet,
  });
}
