import nodemailer from "nodemailer";
import type { SendMail, Sent } from "./send-due-mails";

const TIMEOUT_MS = 10_000;

/** How the local part of a message's id is followed, where the sender has no domain of its own. */
const FALLBACK_DOMAIN = "calot.invalid";

type Smtp = {
  readonly send: SendMail;
  /** Greets the server, and signs in where there are credentials. @returns why it was refused, or null */
  readonly tryServer: () => Promise<string | null>;
  readonly close: () => void;
};

/**
 * A mail server, spoken to by SMTP: with TLS from the beginning (smtps), or as soon as the server offers it. Credentials
 * are never sent without TLS, but to this very machine.
 *
 * @param url smtp://user:password@host:port or smtps://…
 * @param from the sender, as "Calot <calot@hospital.example>"
 */
export function openSmtp(url: string, from: string): Smtp {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === "smtps:";
  const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  const transport = nodemailer.createTransport({
    host: hostname.replaceAll(/^\[|\]$/g, ""),
    port: port ? Number(port) : secure ? 465 : 587,
    secure,
    requireTLS: !secure && username !== "" && !isLocal,
    ...(username && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // A text is all there is: nothing is read from files or addresses.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = /@([^@<>\s]+)>?\s*$/.exec(from)?.[1] ?? FALLBACK_DOMAIN;
  return {
    close: () => transport.close(),
    tryServer: () =>
      transport.verify().then(
        () => null,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      ),
    send: async ({ id, address, subject, text, switchOff }) => {
      try {
        // The id is the mail's own, so that a mailbox that gets it twice after all shows it once.
        await transport.sendMail({
          from,
          to: { name: "", address },
          subject,
          text,
          messageId: `<${id}@${domain}>`,
          headers: {
            "Auto-Submitted": "auto-generated",
            ...(switchOff && { "List-Unsubscribe": `<${switchOff}>` }),
          },
        });
        return { outcome: "sent" };
      } catch (error) {
        return readFailure(error);
      }
    },
  };
}

/** What an error of the transport says of the mail: RFC 5321, section 4.2.1 for the codes. */
export function readFailure(error: unknown): Sent {
  const message = error instanceof Error ? error.message : String(error);
  const { responseCode, command } = (typeof error === "object" && error !== null ? error : {}) as {
    responseCode?: unknown;
    command?: unknown;
  };
  if (typeof responseCode === "number") {
    // 5xx: never; but a server that wants another sign-in is set right by people.
    const isSignIn = [530, 534, 535, 538].includes(responseCode);
    return { outcome: "failed", error: message, final: responseCode >= 500 && !isSignIn };
  }
  if (command === "DATA") return { outcome: "unknown", error: message };
  return { outcome: "failed", error: message, final: false };
}
