import { timestamp, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";

const markSessionShown = statement({
  name: "mark-session-shown",
  params: { sessionId: uuid, userId: uuid, now: timestamp },
  sql: `UPDATE session SET confirmed_at = $now WHERE id = $sessionId AND user_id = $userId AND ended_at IS NULL`,
});

/** Notes that who is signed in has shown it once more, otherwise than by the password. @returns false where the session has ended */
export const markConfirmed = async (
  tx: Queryable,
  session: { readonly sessionId: string; readonly userId: string; readonly now: Date },
): Promise<boolean> => (await tx.run(markSessionShown, session)) > 0;
