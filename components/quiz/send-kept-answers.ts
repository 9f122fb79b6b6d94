import { keptAlong } from "../kept/kept-along";
import { browserDatabase, browserOutboxStorage } from "./browser-storage";
import { isDeskOpen, openDesk } from "./desk";

/** @returns what ends it; null where nothing waits */
export async function sendKeptAnswers(userId: string): Promise<(() => void) | null> {
  const along = keptAlong();
  await along
    .forget({ but: userId })
    .then(() => along.forgetOld())
    .catch(() => {})
    .finally(() => along.close());
  const database = browserDatabase();
  const kept = await browserOutboxStorage(database)
    .list(userId)
    .finally(() => database.close());
  // A part of the page that shows what waits sends it, too.
  if (isDeskOpen(userId) || !kept.some(({ refused }) => refused === null)) return null;
  const desk = await openDesk(userId, () => {});
  void desk.outbox.flush();
  return desk.close;
}
