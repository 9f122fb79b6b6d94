import { randomUUID } from "node:crypto";
import { endSession } from "../../auth/end-sessions";
import { deviceOf, openSession, type Shown, type Visit } from "../../auth/open-session";
import type { Database } from "../../db/client";
import { inTransaction } from "../../db/transaction";
import { newBrowser } from "../../domain/passwords/messages";
import { tell } from "../notices/tell";

export type Begun = {
  readonly sessionId: string;
  /** What the browser is to keep, and to bring again. */
  readonly device: string;
};

/**
 * Opens a session for somebody who has shown who they are. Where other browsers have signed in to the account before, and
 * this one never, the person is told.
 *
 * @returns null where the password was changed, the account closed or what was shown used up meanwhile
 */
export async function beginSession(
  db: Database,
  shown: Shown,
  visit: Visit,
  now: Date,
): Promise<Begun | null> {
  const device = deviceOf(visit);
  return inTransaction(db, async (tx) => {
    const opened = await openSession(tx, shown, { ...visit, device }, now);
    if (!opened) return null;
    const { session: before } = visit;
    if (before) await endSession(tx, { id: before.sessionId, userId: before.userId, now });
    if (opened.newBrowser) {
      const { userId } = shown;
      const telling = { userId, message: newBrowser(visit.address), key: `user.new-browser ${randomUUID()}` };
      await tell(tx, [telling], { kind: "user.new-browser", href: "/account", now });
    }
    return { sessionId: opened.sessionId, device };
  });
}
