import type { User } from "../../auth/actor";
import type { Queryable } from "../../db/queryable";
import { cardsOf } from "../../domain/practice/cards-of";
import { minutesFor, type PracticeState } from "../../domain/practice/state";
import { dueDays } from "../../domain/practice/sum-up";
import { openDrills, openSitting } from "./parts/find-sitting";
import { loadOwnAnswers, missOfRow } from "./parts/own-answers";
import { isWaiting, readCases } from "./parts/sound-cases";

/** What is due for a reader, and where the open sitting and the latest drill stand. The caller has authorized. */
export async function loadPractice(db: Queryable, actor: User, now: Date): Promise<PracticeState> {
  const { id: readerId, timeZone } = actor;
  const answers = await loadOwnAnswers(db, readerId, now);
  const due = dueDays(cardsOf(readerId, answers), now, timeZone).today;
  const open = await db.find(openSitting, { readerId, now, purpose: "usual" });
  const held = open ? await readCases(db, actor, now, open) : [];
  const next = held.findIndex(isWaiting);
  // Nobody has begun with the first one.
  const sitting = next > 0 ? { at: next + 1, of: held.length } : null;
  const drill = await findDrill(db, actor, now);
  return { due, sitting, drill, minutes: minutesFor(sitting ? sitting.of - next : due, answers) };
}

async function findDrill(db: Queryable, actor: User, now: Date): Promise<PracticeState["drill"]> {
  for (const drill of await db.all(openDrills, { readerId: actor.id, now })) {
    const aim = missOfRow(drill);
    const held = await readCases(db, actor, now, drill);
    const next = held.findIndex(isWaiting);
    if (aim && next >= 0) return { id: drill.id, aim, at: next + 1, of: held.length };
  }
  return null;
}
