import type { User } from "../../auth/actor";
import { boolean, float, integer, textOf, timestamp, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import { type Mastery, masteryOf } from "../../domain/practice/mastery";
import { TASKS } from "../../domain/practice/skills";
import { phase } from "../../sql/types";

const strengthsInSittings = statement({
  name: "strengths-in-sittings",
  params: { readerId: uuid },
  row: {
    phase,
    task: textOf(TASKS),
    at: timestamp,
    p: float,
    p_from: float,
    p_to: float,
    answers: integer,
    on_new_video: boolean,
  },
  sql: `SELECT k.phase, k.task, k.at, k.p, k.p_from, k.p_to, k.answers, k.on_new_video
    FROM sitting_strength k JOIN sitting s ON s.id = k.sitting_id
    WHERE s.user_id = $readerId ORDER BY k.at, k.sitting_id`,
});

/** Whether a reader has mastered each skill, in the order of `SKILLS`. The caller has authorized. */
export async function loadMastery(
  db: Queryable,
  { id: readerId, timeZone }: Pick<User, "id" | "timeZone">,
): Promise<readonly Mastery[]> {
  const rows = await db.all(strengthsInSittings, { readerId });
  const sittings = rows.map(({ phase: of, task, at, p, p_from, p_to, answers, on_new_video }) => ({
    ...{ phase: of, task, at, onNewVideo: on_new_video },
    strength: { p, from: p_from, to: p_to, answers },
  }));
  return masteryOf(sittings, timeZone);
}
