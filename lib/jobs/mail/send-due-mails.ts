import type { Database } from "../../db/client";
import { log } from "../../log";
import { type ClaimedMail, claimMail, markFailed, markSent } from "../../services/mail/claim-mail";

/** What became of a mail that was given to a mail server. */
export type Sent =
  | { readonly outcome: "sent" }
  /** It was certainly not taken; `final` where asking again is of no use. */
  | { readonly outcome: "failed"; readonly error: string; readonly final: boolean }
  /** The connection broke after the text had gone: it may have been taken. */
  | { readonly outcome: "unknown"; readonly error: string };

export type SendMail = (mail: ClaimedMail) => Promise<Sent>;

/**
 * Sends the mails that are due, one after the other, until there is none or it is stopped. Several processes may be at
 * it. No mail is sent twice: one whose fate is not known stays unsent.
 *
 * @returns how many were sent
 */
export async function sendDueMails(
  db: Database,
  send: SendMail,
  { signal, clock = () => new Date() }: { signal: AbortSignal; clock?: () => Date },
): Promise<number> {
  let sent = 0;
  for (;;) {
    if (signal.aborted) return sent;
    // One at a time: a process that dies leaves one mail undecided at most.
    const mail = await claimMail(db, clock());
    if (!mail) return sent;
    const result = await send(mail);
    if (result.outcome === "sent") {
      await markSent(db, mail.id, clock());
      sent += 1;
    } else if (result.outcome === "failed") {
      await markFailed(db, mail, result, clock());
      log().warn({ mail: mail.id, error: result.error, final: result.final }, "A mail was not sent.");
    } else {
      log().error({ mail: mail.id, error: result.error }, "It is not known whether a mail was sent.");
    }
  }
}
