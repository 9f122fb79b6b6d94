import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "../../db/client";
import type { ConnectionKind } from "../../domain/connections/kinds";
import { t } from "../../language/t";
import { log } from "../../log";
import {
  claimDelivery,
  type Delivery,
  markDelivered,
  markFailing,
  releaseDelivery,
} from "../../services/outbox/claim-delivery";
import type { Sender, Senders, Told } from "../../services/outbox/sender";

/** As much is under way at once, in one process … */
const MOST = 8;
/** … and of one connection, so that one that hangs doesn't keep the others waiting. */
const MOST_OF_ONE = 2;
/** A sender that takes longer is cut off: well before its lease runs out. */
const TIMEOUT_MS = 45_000;
/** While something is under way, it is looked so often whether more has come. */
const LOOK_MS = 1_000;

type Sending = {
  /** Aborted: what is under way is let go, and nothing more is begun. */
  readonly signal: AbortSignal;
  readonly clock?: () => Date;
  readonly chance?: () => number;
};

/**
 * Tells other systems what is due, several at once and never two about the same subject, until nothing is due or it is
 * stopped. Several processes may be at it.
 *
 * @returns how many were told
 */
export async function sendDueDeliveries(
  db: Database,
  senders: Senders,
  { signal, clock = () => new Date(), chance = Math.random }: Sending,
): Promise<number> {
  const kinds = Object.keys(senders) as ConnectionKind[];
  if (kinds.length === 0) return 0;
  const running = new Map<Promise<void>, string>();
  let sent = 0;
  for (;;) {
    const busy = [...running.values()];
    const delivery =
      signal.aborted || busy.length >= MOST ? null : await claimDelivery(db, clock(), kinds, crowded(busy));
    if (!delivery) {
      // Of a connection that was busy when it was asked, there may be more: what was under way may have ended meanwhile.
      if (busy.length === 0) return sent;
      if (running.size > 0)
        await Promise.race([...running.keys(), pause(running.size < MOST ? signal : null)]);
      continue;
    }
    const work = settle(delivery).finally(() => running.delete(work));
    running.set(work, delivery.connectionId);
  }

  async function settle(delivery: Delivery): Promise<void> {
    // Its kind was asked for.
    const told = await tell(senders[delivery.kind] as Sender, delivery, signal);
    if (told === "stopped") return releaseDelivery(db, delivery);
    if (told.outcome === "sent") {
      await markDelivered(db, delivery, clock());
      sent += 1;
      return;
    }
    const { reason, outcome } = told;
    const after = told.outcome === "later" ? told.after : undefined;
    await markFailing(
      db,
      delivery,
      { reason, final: outcome === "never", ...(after && { after }) },
      clock(),
      chance(),
    );
    log().warn({ delivery: delivery.id, reason, outcome }, "Another system did not take what it was told.");
  }
}

/** The connections of which enough is under way. */
const crowded = (connections: readonly string[]): string[] => [
  ...new Set(connections.filter((id) => connections.filter((each) => each === id).length >= MOST_OF_ONE)),
];

/** Until it is time to look again. Where nothing more may begin, or all of it ends, only what is under way is waited for. */
const pause = (signal: AbortSignal | null): Promise<void> =>
  signal && !signal.aborted
    ? sleep(LOOK_MS, undefined, { signal, ref: false }).catch(() => {})
    : new Promise(() => {});

async function tell(send: Sender, delivery: Delivery, signal: AbortSignal): Promise<Told | "stopped"> {
  const late = AbortSignal.timeout(TIMEOUT_MS);
  try {
    return await send(delivery, AbortSignal.any([signal, late]));
  } catch (error) {
    if (signal.aborted) return "stopped";
    if (late.aborted) return { outcome: "later", reason: t`It took longer than 45 seconds to answer.` };
    log().error({ err: error, delivery: delivery.id }, "A delivery failed here; it is tried again.");
    return { outcome: "later", reason: t`Something went wrong on Calot’s side; its log says what.` };
  }
}
