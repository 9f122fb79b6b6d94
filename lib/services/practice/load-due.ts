import type { User } from "../../auth/actor";
import type { Queryable } from "../../db/queryable";
import { cardsOf } from "../../domain/practice/cards-of";
import { minutesFor } from "../../domain/practice/state";
import { dueDays } from "../../domain/practice/sum-up";
import { loadOwnAnswers } from "./parts/own-answers";

/** How much is due for a reader, and how many minutes that takes by the reader’s own times. The caller has authorized. */
export async function loadDue(
  db: Queryable,
  { id, timeZone }: Pick<User, "id" | "timeZone">,
  now: Date,
): Promise<{ readonly due: number; readonly minutes: number }> {
  const answers = await loadOwnAnswers(db, id, now);
  const due = dueDays(cardsOf(id, answers), now, timeZone).today;
  return { due, minutes: minutesFor(due, answers) };
}
