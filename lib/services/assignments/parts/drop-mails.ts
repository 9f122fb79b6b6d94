import { text, uuid } from "@/lib/db/columns";
import { statement } from "@/lib/db/statement";

/** Takes back mails to somebody that nobody began to send. `key` is a pattern of LIKE. */
export const dropUnsentMails = statement({
  name: "drop-unsent-mails",
  params: { userId: uuid, key: text },
  sql: "DELETE FROM mail WHERE user_id = $userId AND sent_at IS NULL AND tries = 0 AND key LIKE $key",
});
