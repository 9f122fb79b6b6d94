import { t } from "@/lib/language/t";
import { letter } from "../notices/message";

/** That what is personal in a closed account goes soon, by mail: whoever it belongs to can't sign in. */
export function partingLetter(
  name: string,
  institution: string,
  { closedOn, goesOn }: { readonly closedOn: string; readonly goesOn: string },
): { readonly subject: string; readonly text: string } {
  return {
    subject: t`Your closed account for Calot`,
    text: letter([
      t`Hello ${name},`,
      t`Your account for Calot at ${institution} was closed on ${closedOn}. From ${goesOn} on what is personal in it is removed for good: your name and address, what was written by you and about you, and how you signed in. Your answers stay without your name, since figures are made of them.`,
      t`If you want a copy of your data before, or your account opened again, write to whoever runs Calot at ${institution}.`,
    ]),
  };
}
