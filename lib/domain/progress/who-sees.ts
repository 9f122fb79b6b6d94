import { t } from "@/lib/language/t";
import type { Role } from "../people/role";

/** What of a resident's answers others may see. */
export type Seen =
  /** The resident's figures, by name. */
  | "figures"
  /** Single answers in assignments, by name. */
  | "assigned"
  /** The cohort as a whole. */
  | "cohort";

/** What each role sees of the residents of its institution; a test holds the services to it. */
export const SEEN_BY: Readonly<Record<Role, readonly Seen[]>> = {
  director: ["figures", "assigned", "cohort"],
  faculty: ["assigned", "cohort"],
  admin: ["assigned"],
  resident: [],
};

/** The same to the resident, in the order of how much is seen. */
export const whoSeesWhat: readonly { readonly who: string; readonly what: string }[] = [
  {
    who: t`Program directors`,
    what: t`Your figures as this page has them, your answers in assignments one by one, and your cohort as a whole. That somebody looked at your page is written down.`,
  },
  {
    who: t`Faculty`,
    what: t`Your answers in assignments, by your name, and your cohort as a whole.`,
  },
  {
    who: t`Administrators and IT`,
    what: t`Your account, when you answered, and your answers in assignments. Who runs the server and its backups can reach whatever is stored.`,
  },
  {
    who: t`Other residents`,
    what: t`Nothing by your name: after their own answer, how at least five others named the phase and where they drew, and the middle half of your cohort.`,
  },
  {
    who: t`Nobody else`,
    what: t`What you answered in practice is shown case by case to you alone, unless you question a reference: then to those who decide on it.`,
  },
];
