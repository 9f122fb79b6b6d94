import { nameProcess } from "@/lib/db/application-name";
import { openDatabase } from "@/lib/db/client";
import { env } from "@/lib/env";
import type { Sender } from "@/lib/services/outbox/sender";
import { sendDueDeliveries } from "./send-due-deliveries";

/** A process of its own that tells the receiver of its argument what is due, for tests that kill it or run several. */
nameProcess("outbox");
const [, , receiver] = process.argv;
const db = openDatabase(env().DATABASE_URL!);
const send: Sender = async ({ subject, version }, signal) => {
  const body = JSON.stringify({ subject, version, pid: process.pid });
  const { ok } = await fetch(receiver!, { method: "POST", body, signal });
  return ok ? { outcome: "sent" } : { outcome: "later", reason: "refused" };
};
await sendDueDeliveries(db, { scim: send }, { signal: new AbortController().signal });
await db.close();
