import type { Queryable } from "../../db/queryable";
import { FIRST_MINUTES } from "../../domain/passwords/input";
import { firstBody } from "../../domain/passwords/messages";
import { plural, t } from "../../language/t";
import { type Doer, writeAudit } from "../audit/write-audit";
import { mailLink } from "./parts/mail-link";

/** Mails somebody who has an account and no password a link to choose one. */
export async function mailFirstLink(
  tx: Queryable,
  doer: Doer,
  person: { readonly id: string; readonly name: string; readonly email: string },
): Promise<void> {
  const days = FIRST_MINUTES / (24 * 60);
  const body = firstBody(t`${plural(days, "# day", "# days")}`);
  const letter = { subject: t`Your account for Calot`, body, minutes: FIRST_MINUTES };
  await mailLink(tx, person, letter, doer.now);
  await writeAudit(tx, doer, [{ action: "user.reset-link", subject: person.id }]);
}
