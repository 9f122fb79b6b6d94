import { t } from "@/lib/language/t";
import type { Message } from "../notices/message";

const notYou = t`If that was not you, choose another password, look at what is listed on your account’s page, and tell your administrator.`;

/** What was changed of the second step, by the person or by somebody who is signed in as them. */
export const secondStepChanges = {
  "add-passkey": t`A passkey was added to your account.`,
  "remove-passkey": t`A passkey was removed from your account.`,
  "set-app": t`An authenticator app was set up for your account.`,
  "remove-app": t`The authenticator app was removed from your account.`,
  "make-codes": t`New recovery codes were made for your account; those of before open nothing.`,
  "use-code": t`A recovery code was used to sign in to your account.`,
} as const;

export type SecondStepChange = keyof typeof secondStepChanges;

export function secondStepChanged(change: SecondStepChange): Message {
  const what = secondStepChanges[change];
  return { notice: what, subject: t`Signing in to Calot was changed`, body: `${what} ${notYou}` };
}

/** That somebody has the password, and typed wrong codes. */
export const tooManyCodes = (address: string): Message => ({
  notice: t`Somebody typed your password and then too many wrong codes, at ${address}.`,
  subject: t`Too many wrong codes for your account for Calot`,
  body: t`Somebody typed your password for Calot and then too many wrong codes, from the network address ${address}. Nobody got in. If that was not you, choose another password.`,
});

/** That an administrator or director took it all away. */
export const secondStepReset = (): Message => ({
  notice: t`Your second step for signing in was reset, and you were signed out everywhere.`,
  subject: t`Your second step for Calot was reset`,
  body: t`Your passkeys, your authenticator app and your recovery codes for Calot were removed by somebody who manages accounts, and you were signed out everywhere. Sign in with your password and set them up again. If you did not ask for that, tell your administrator.`,
});
