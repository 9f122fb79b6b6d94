import { keptAlong } from "../kept/kept-along";
import { browserDatabase, browserDraftStorage, browserOutboxStorage } from "./browser-storage";

/** How many answers of a person's wait in this browser to be sent. */
export async function countUnsent(userId: string): Promise<number> {
  const database = browserDatabase();
  try {
    const kept = await browserOutboxStorage(database).list(userId);
    return new Set(kept.flatMap(({ refused, attemptId }) => (refused ? [] : [attemptId]))).size;
  } finally {
    database.close();
  }
}

/** Lets go of everything that this browser keeps of a person's practice: answers that wait, drafts, what was taken along. */
export async function forgetPerson(userId: string): Promise<void> {
  const database = browserDatabase();
  const along = keptAlong();
  try {
    const outbox = browserOutboxStorage(database);
    for (const { sequence } of await outbox.list(userId)) await outbox.remove(sequence);
    await browserDraftStorage(database).forgetOf(userId);
    await along.forget({ only: userId });
  } finally {
    database.close();
    along.close();
  }
}
