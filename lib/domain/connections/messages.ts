import { plural, t } from "@/lib/language/t";
import type { Message } from "../notices/message";

/** That the certificate by which a provider signs ends soon, to administrators. */
export const certificateEnds = (provider: string, days: number): Message => {
  const left = t`${plural(days, "# day", "# days")}`;
  return {
    notice: t`The certificate of ${provider} ends in ${left}. Then nobody signs in by it.`,
    subject: t`The certificate of ${provider} ends soon`,
    body: t`The certificate by which ${provider} signs ends in ${left}. After that nobody signs in to Calot by it. Ask whoever runs it for the new one, and enter it beside the one of today.`,
  };
};
