import { z } from "zod";
import { t } from "@/lib/language/t";

/**
 * Whose agreement it takes before a question changes a reference.
 *
 * - one: who decides.
 * - second: somebody else who decides questions.
 * - chief: a chief of the dataset: who decides, or somebody else.
 */
export const agreementSchema = z.enum(["one", "second", "chief"]);
export type Agreement = z.infer<typeof agreementSchema>;

export const agreementNames: Readonly<Record<Agreement, string>> = {
  one: t`Whoever decides a question`,
  second: t`Two people who decide questions`,
  chief: t`A chief of the dataset`,
};

/** Whether somebody changes the reference alone. */
export const settlesAlone = (agreement: Agreement, judge: { readonly isChief: boolean }): boolean =>
  agreement === "one" || (agreement === "chief" && judge.isChief);

/** Whether somebody's agreement lets what another person would do come about. */
export const mayAgree = (
  agreement: Agreement,
  judge: { readonly isChief: boolean; readonly isProposer: boolean },
): boolean => !judge.isProposer && (agreement !== "chief" || judge.isChief);
