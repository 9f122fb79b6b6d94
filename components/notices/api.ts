import { z } from "zod";

const unreadSchema = z.object({ unread: z.number() });

/** How many notices are not read; null when the server can't be reached. */
export async function fetchUnread(): Promise<number | null> {
  try {
    const response = await fetch("/api/notices/unread", {
      cache: "no-store",
      signal: AbortSignal.timeout(10_000),
    });
    return unreadSchema.safeParse(await response.json()).data?.unread ?? null;
  } catch {
    return null;
  }
}

/** Marks notices as read; null: all of them. */
export async function markRead(ids: readonly string[] | null): Promise<boolean> {
  try {
    const response = await fetch("/api/notices/read", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ids }),
      // It goes through though the page is left for where the notice leads.
      keepalive: true,
    });
    return response.ok;
  } catch {
    return false;
  }
}
