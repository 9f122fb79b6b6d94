import { t } from "@/lib/language/t";
import { waitInWords } from "@/lib/words/wait";
import type { SignInAnswer } from "../client/enter";
import { AWAY } from "./sign-in-problem";

/** Why a second step wasn't taken, in one sentence; null where it was. @param refused what is said where it isn't right */
export function secondStepProblem(answer: SignInAnswer | null, refused: string): string | null {
  if (!answer) return AWAY;
  if (answer.ok && !answer.error) return null;
  if (answer.error === "CredentialsSignin") return refused;
  if (answer.error === "over")
    return t`Your password was typed too long ago, or it was changed. Start again.`;
  const limited = /^too-many:(\d+)$/.exec(answer.error ?? "");
  if (limited) return t`Too many tries. Wait ${waitInWords(Number(limited[1]))}, then try again.`;
  return t`Signing in didn’t work just now. Try again in a moment; if it stays so, tell whoever runs Calot for you.`;
}

export const WRONG_CODE = t`That code is not right, or it was used before. Wait for the app’s next one.`;
export const WRONG_PASSKEY = t`That passkey doesn’t open this account.`;
