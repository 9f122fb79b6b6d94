import type { Desk } from "./desk";
import { draftKey } from "./draft";
import type { NewItem } from "./outbox/item";

/**
 * Forgets a refused attempt, once its reader has read why: its requests and its draft, so that no page that is loaded
 * anew sends it again.
 */
export async function dismiss({ outbox, drafts }: Desk, item: NewItem): Promise<void> {
  const key = draftKey(item.userId, item.caseId, item.assignmentId ?? null);
  const draft = await drafts.find(key).catch(() => null);
  if (draft?.attemptId === item.attemptId) await drafts.remove(key).catch(() => {});
  await outbox.refresh();
  const refused = outbox.status().refused.filter(({ attemptId }) => attemptId === item.attemptId);
  for (const each of refused) await outbox.dismiss(each);
}
