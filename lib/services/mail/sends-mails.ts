import { env } from "../../env";

/** Whether this server sends mails that people get: it has a mail server, and knows its own address. */
export function sendsMails(): boolean {
  const { CALOT_DEMO, NEXTAUTH_URL, SMTP_URL } = env();
  return SMTP_URL !== undefined && NEXTAUTH_URL !== undefined && !CALOT_DEMO;
}
