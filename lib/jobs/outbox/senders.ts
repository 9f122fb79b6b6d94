import type { Database } from "../../db/client";
import { gradeSender } from "../../services/lti/send-grade";
import type { Senders } from "../../services/outbox/sender";

/** How connections are told, of the kinds that are told anything. */
export const sendersOf = (db: Database): Senders => ({ lti: gradeSender(db) });
