import { may } from "../../auth/policy";
import { strengthOf } from "../../domain/practice/estimates";
import { isResting, type Mastery, restsUntil } from "../../domain/practice/mastery";
import type { MasteryView, SkillView } from "../../domain/practice/skill-view";
import { SKILLS } from "../../domain/practice/skills";
import { dayOf } from "../../domain/time/day";
import type { Context } from "../context";
import { loadEstimates } from "../estimates/load-estimates";
import { loadMastery } from "../estimates/load-mastery";
import { notFound, type Result, succeed } from "../result";

/** The actor’s own strength in each skill, and whether it is mastered, in the order of `SKILLS`. */
export async function getSkills(ctx: Context): Promise<Result<readonly SkillView[]>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "practise")) return notFound("page");
  const [{ reader, library }, mastery] = await Promise.all([
    loadEstimates(db, actor),
    loadMastery(db, actor),
  ]);
  return succeed(
    SKILLS.map((skill, index) => {
      const strength = strengthOf(reader, skill, library);
      return {
        ...skill,
        strength: strength.answers > 0 ? strength : null,
        mastery: toView(mastery[index]!, now, actor.timeZone),
      };
    }),
  );
}

function toView(mastery: Mastery, now: Date, timeZone: string): MasteryView {
  const until = restsUntil(mastery);
  return {
    shownOn: mastery.shownAt.map((at) => dayOf(at, timeZone)),
    restsUntil: until && dayOf(until, timeZone),
    resting: isResting(mastery, now),
  };
}
