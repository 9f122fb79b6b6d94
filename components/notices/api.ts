import { notices } from "@/lib/contract/notices";
import { call } from "../client/call";

/** How many notices are not read; null when the server can't be reached. */
export async function fetchUnread(): Promise<number | null> {
  const answer = await call(notices.unread, {}, { timeoutMs: 10_000 });
  return "value" in answer ? answer.value.unread : null;
}

/**
 * Marks notices as read; null: all of them. It goes through though the page is left for where the notice leads.
 *
 * @returns whether they are
 */
export async function markRead(ids: readonly string[] | null): Promise<boolean> {
  return "value" in (await call(notices.markRead, { body: { ids } }, { keepalive: true }));
}
