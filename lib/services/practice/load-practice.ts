import type { User } from "../../auth/actor";
import type { Queryable } from "../../db/queryable";
import { cardsOf } from "../../domain/practice/cards-of";
import { minutesFor, type PracticeState } from "../../domain/practice/state";
import { dueDays } from "../../domain/practice/sum-up";
import { casesOfSitting, openSitting } from "./parts/find-sitting";
import { loadOwnAnswers } from "./parts/own-answers";

/** What is due for a reader, and where the open sitting stands. The caller has authorized. */
export async function loadPractice(db: Queryable, actor: User, now: Date): Promise<PracticeState> {
  const { id: readerId, institutionId, timeZone } = actor;
  const answers = await loadOwnAnswers(db, readerId, now);
  const due = dueDays(cardsOf(readerId, answers), now, timeZone).today;
  const open = await db.find(openSitting, { readerId, now, purpose: "usual" });
  const held = open ? await db.all(casesOfSitting, { readerId, institutionId, now, sittingId: open.id }) : [];
  const next = held.findIndex(({ done, practicable }) => !done && practicable);
  // Nobody has begun with the first one.
  const sitting = next > 0 ? { at: next + 1, of: held.length } : null;
  return { due, sitting, minutes: minutesFor(sitting ? sitting.of - next : due, answers) };
}
