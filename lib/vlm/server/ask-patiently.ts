import { ServerUnavailable } from "../errors";
import type { Patience } from "./patience";
import type { ChatBody, ChatReply } from "./send-chat";
import { ServerFault } from "./server-fault";

/** A server that asks to be left alone is obeyed, within reason. */
const LONGEST_RETRY_AFTER_MS = 10 * 60_000;

/**
 * Asks until there is an answer.
 *
 * @throws ServerFault when this request will never be answered: it is refused, or a server that is otherwise well
 *   breaks down over it again and again
 * @throws ServerUnavailable when the server was away for longer than patience lasts
 * @throws the signal's reason, when aborted
 */
export type Ask = (body: ChatBody, signal: AbortSignal) => Promise<ChatReply>;

/**
 * Makes a server be asked with patience: connection errors, timeouts, 408, 409, 429 and 5xx again, with waits that
 * double and are spread, and never sooner than `Retry-After` says.
 *
 * @param send asks once; throws ServerFault
 * @param isWell whether the server answers an easy question now
 */
export function askPatiently(
  send: Ask,
  isWell: (signal: AbortSignal) => Promise<boolean>,
  patience: Patience,
): Ask {
  // Of any request: a server that answers others is not away.
  let answeredAt = Number.NEGATIVE_INFINITY;

  async function waitAfter(fault: ServerFault, failures: number, signal: AbortSignal): Promise<void> {
    const backoff = Math.min(patience.longestWaitMs, patience.firstWaitMs * 2 ** Math.min(failures, 30));
    const spread = backoff * (0.5 + patience.random() / 2);
    const ms = Math.max(spread, Math.min(fault.retryAfterMs ?? 0, LONGEST_RETRY_AFTER_MS));
    patience.onWait(`${sentence(fault.message)} Asking again in ${Math.ceil(ms / 1000)} s.`);
    try {
      await patience.sleep(ms, signal);
    } catch (cause) {
      throw signal.aborted ? signal.reason : cause;
    }
  }

  return async (body, signal) => {
    let failingSince: number | null = null;
    let broken = 0;
    for (let failures = 0; ; failures++) {
      try {
        const reply = await send(body, signal);
        answeredAt = patience.now();
        return reply;
      } catch (fault) {
        if (signal.aborted) throw signal.reason;
        if (!(fault instanceof ServerFault) || fault.kind === "refused") throw fault;
        failingSince ??= patience.now();
        if (fault.kind === "faulty") broken++;
        // A question that is never answered costs a whole timeout each time.
        if (fault.kind === "slow") broken += 2;
        const tooLong = patience.now() - Math.max(failingSince, answeredAt) >= patience.awayMs;
        const ofItsOwn = fault.kind === "faulty" || fault.kind === "slow";
        // Whether it is the server or this request is asked before either is given up.
        const doubtful = ofItsOwn && (broken >= patience.tries || (tooLong && broken > 1));
        if (doubtful && (await isWell(signal))) throw fault;
        if (tooLong) {
          throw new ServerUnavailable(
            `The server has given no answer for ${Math.round(patience.awayMs / 1000)} s: ${fault.message}.`,
          );
        }
        await waitAfter(fault, failures, signal);
      }
    }
  };
}

function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}
