import { t } from "@/lib/language/t";
import type { Message } from "../notices/message";

/** That the account has another password. */
export const passwordChanged = (): Message => ({
  notice: t`Your password was changed, and you are signed out everywhere else.`,
  subject: t`Your password for Calot was changed`,
  body: t`Your password for Calot was changed just now, and you are signed out everywhere else. If that was not you, ask for a link to choose another one on the sign-in page, and tell your administrator.`,
});

/** That somebody signed in with a browser that the account doesn't know. */
export const newBrowser = (address: string): Message => ({
  notice: t`Your account was signed in to from a new browser, at ${address}.`,
  subject: t`A new browser signed in to your account for Calot`,
  body: t`Somebody signed in to your account for Calot with a browser that never did so before, from the network address ${address}. If that was not you, sign out there on your account’s page and choose another password.`,
});

/** That the account's address is another one, to the old one too. */
export const emailChanged = (email: string): Message => ({
  notice: t`Your e-mail address for Calot is ${email} from now on.`,
  subject: t`Your e-mail address for Calot was changed`,
  body: t`You sign in to Calot with ${email} from now on. If that is not right, tell your administrator.`,
});

/** The mail with a link. */
export const resetBody = (minutes: string): string =>
  t`Somebody, most likely you, asked to choose another password for Calot. The link opens for ${minutes} and works once. If it was not you, do nothing: your password stays as it is.`;

/** The mail to somebody for whom a directory made an account. */
export const firstBody = (days: string): string =>
  t`Your institution made an account for you at Calot, where you practise reading the operative field of a laparoscopic cholecystectomy. Choose a password with the link below. It opens for ${days} and works once.`;
