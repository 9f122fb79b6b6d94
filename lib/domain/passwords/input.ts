import { z } from "zod";
import { emailSchema } from "../people/input";
import { newPasswordSchema } from "../people/password";

/** A link from the sign-in page opens for so long, in minutes. */
export const MAILED_MINUTES = 60;
/** A link that a director or an administrator passes on, in minutes. */
export const PASSED_ON_MINUTES = 48 * 60;
/** The link of somebody who has an account and no password yet, in minutes. */
export const FIRST_MINUTES = 7 * 24 * 60;

export const askResetSchema = z.object({ email: emailSchema }).strict();

export const resetSchema = z.object({ secret: z.string().max(200), password: newPasswordSchema }).strict();
