import type { Database } from "../../db/client";
import { gradeSender } from "../../services/lti/send-grade";
import type { Senders } from "../../services/outbox/sender";
import { recordSender } from "../../services/xapi/record-sender";

/** How connections are told, of the kinds that are told anything. */
export const sendersOf = (db: Database, clock = () => new Date()): Senders => ({
  lti: gradeSender(db),
  xapi: recordSender(db, clock),
});
