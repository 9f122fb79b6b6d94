import { t } from "@/lib/language/t";
import type { Message } from "../notices/message";

/** That the account opens by a provider from now on. */
export const identityLinked = (provider: string, label: string): Message => ({
  notice: t`Your account opens with ${provider} from now on, as ${label}.`,
  subject: t`Your account for Calot is linked to ${provider}`,
  body: t`Your account for Calot opens with ${provider} from now on, for ${label} there. If that was not you, take the link away on your account’s page, choose another password, and tell your administrator.`,
});
