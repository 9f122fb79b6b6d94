import type { Queryable } from "@/lib/db/queryable";
import { t } from "@/lib/language/t";
import { loadFactors } from "./load-factors";

/** The sentence that refuses to remove a person's last factor where the role asks for one; null where it may go. */
export async function lastFactorProblem(tx: Queryable, userId: string): Promise<string | null> {
  const { required, passkeys, app } = await loadFactors(tx, userId);
  return required && passkeys + Number(app) <= 1
    ? t`Your institution asks for a second step in your role: add another passkey or app before you remove this one.`
    : null;
}
