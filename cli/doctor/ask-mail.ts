import { randomUUID } from "node:crypto";
import type { readEnv } from "@/lib/env";
import { openSmtp } from "@/lib/jobs/mail/smtp";
import { type Finding, fault, ok, skipped } from "./finding";

type Settings = ReturnType<typeof readEnv>;

/** Whether the mail server takes mails: by its greeting, TLS and sign-in, and by a mail where one is asked for. */
export async function askMail(
  { SMTP_URL, MAIL_FROM }: Settings,
  mailTo: string | undefined,
): Promise<Finding> {
  if (!SMTP_URL) {
    return mailTo
      ? fault("mail", "SMTP_URL is not set: no mail can be sent.", "Name the mail server in SMTP_URL.")
      : skipped("mail", "no mail server is named");
  }
  const { host } = new URL(SMTP_URL);
  const smtp = openSmtp(SMTP_URL, MAIL_FROM);
  try {
    const refused = await smtp.tryServer();
    if (refused !== null) return fault("mail", `${host}: ${refused}.`, whatToDo(refused));
    if (!mailTo) return ok("mail", `${host} greets and lets in; --mail-to sends one`);
    const sent = await smtp.send({
      id: randomUUID(),
      address: mailTo,
      subject: "Calot can send mails",
      text: "This was sent by “calot doctor --mail-to”. Nothing is to be done.\n",
      tries: 1,
      switchOff: null,
    });
    return sent.outcome === "sent"
      ? ok("mail", `${host} took a mail to ${mailTo}: look whether it came`)
      : fault("mail", `${host} took no mail to ${mailTo}: ${sent.error}.`, whatToDo(sent.error));
  } finally {
    smtp.close();
  }
}

function whatToDo(error: string): string {
  if (/ENOTFOUND|EAI_AGAIN/.test(error)) return "Check the host’s name in SMTP_URL.";
  if (/ECONNREFUSED|ETIMEDOUT|timeout/i.test(error))
    return "Check host and port in SMTP_URL, and the firewall between.";
  if (/auth|credential|login|password|53\d/i.test(error)) return "Check user and password in SMTP_URL.";
  if (/tls|ssl|certificate|self.signed/i.test(error))
    return "smtps:// is for port 465, smtp:// for 587; the certificate has to be one that Node trusts (NODE_EXTRA_CA_CERTS).";
  return "Ask who runs the mail server; its log says more.";
}
