import { t } from "@/lib/language/t";
import type { Message } from "../notices/message";

/** That somebody who manages accounts took all that is kept about a person. */
export const dataTaken = (by: string, reason: string): Message => ({
  notice: t`${by} took a copy of everything that Calot keeps about you. The reason given: ${reason}`,
  subject: t`A copy of your data was taken`,
  body: t`${by} took a copy of everything that Calot keeps about you. The reason given: ${reason}. You can take the same copy yourself, on your account’s page. If you didn’t ask for it and don’t see why, ask your administrator.`,
});
