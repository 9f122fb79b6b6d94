import { z } from "zod";
import { t } from "@/lib/language/t";

/** For so long somebody may be at a provider before what they bring back is too old, in milliseconds. */
export const WAY_MS = 15 * 60_000;

/**
 * What somebody goes to a provider for.
 *
 * - sign-in: to be let in; with an invitation, to get an account by it
 * - link: to have the account that they are signed in to opened by the provider too
 * - confirm: to show once more who they are, in place of a password
 */
export const purposeSchema = z.enum(["sign-in", "link", "confirm"]);
export type Purpose = z.infer<typeof purposeSchema>;

/** Why somebody came back from a provider, and was not let in. */
export const wayProblemSchema = z.enum([
  "off",
  "stale",
  "unreachable",
  "declined",
  "misconfigured",
  "unproven",
  "closed",
  "kept-out",
  "taken",
  "another",
  "no-address",
  "invitation",
]);
export type WayProblem = z.infer<typeof wayProblemSchema>;

export const wayProblemWords: Readonly<Record<WayProblem, string>> = {
  off: t`This way to sign in is not in use. Sign in another way, or ask your administrator.`,
  stale: t`That took too long, or was begun in another browser. Begin again from here.`,
  unreachable: t`Your institution’s sign-in service can’t be reached just now. Try again in a moment.`,
  declined: t`Your institution’s sign-in service did not let you in: you stopped there, or may not use Calot. Ask your IT if you should.`,
  misconfigured: t`Your institution’s sign-in service does not know Calot as it is set up. Tell your administrator: the connection’s test says what is wrong.`,
  unproven: t`What your institution’s sign-in service sent was not what Calot had asked for, so nobody was signed in. Begin again; if it stays so, tell your administrator.`,
  closed: t`Your account is closed. Ask your administrator.`,
  "kept-out": t`You are in none of the groups that come in to Calot. Ask your administrator.`,
  taken: t`This sign-in belongs to another account of Calot already. Ask your administrator.`,
  another: t`You showed who you are as somebody else than who is signed in here. Nothing was done.`,
  "no-address": t`Your institution’s sign-in service told no e-mail address or name, which an account needs. Tell your administrator.`,
  invitation: t`This invitation doesn’t open any more, or is not from this institution. Ask whoever invited you for a new link.`,
};
