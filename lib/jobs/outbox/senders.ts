import type { Senders } from "../../services/outbox/sender";

/** How connections are told, of the kinds that are told anything. */
export const senders: Senders = {};
