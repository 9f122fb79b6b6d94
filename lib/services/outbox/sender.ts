import type { ConnectionKind } from "../../domain/connections/kinds";
import type { Delivery } from "./claim-delivery";

/** What another system made of what it was told. Reasons are for administrators: sentences without names of people. */
export type Told =
  | { readonly outcome: "sent" }
  /** Not now. With `after`, the whole connection is left alone until then. */
  | { readonly outcome: "later"; readonly reason: string; readonly after?: Date }
  /** Asking again is of no use until somebody has changed something. */
  | { readonly outcome: "never"; readonly reason: string };

/**
 * Tells another system something. It may have been told before, by a process that died before it could say so.
 *
 * @param signal when it takes too long, or the process ends
 */
export type Sender = (delivery: Delivery, signal: AbortSignal) => Promise<Told>;

/** How connections are told, for each kind that is told anything. */
export type Senders = Partial<Readonly<Record<ConnectionKind, Sender>>>;
