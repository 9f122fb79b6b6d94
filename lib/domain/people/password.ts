import { z } from "zod";
import { plural, t } from "@/lib/language/t";

export const PASSWORD_MIN_LENGTH = 10;

/** What a new password has to be. */
export const newPasswordSchema = z
  .string(t`Choose a password.`)
  .min(
    PASSWORD_MIN_LENGTH,
    t`A password has ${plural(PASSWORD_MIN_LENGTH, "# character", "# characters")} or more.`,
  )
  .max(1024, t`The password is too long.`);

/** One's own password, and the one that takes its place. */
export const passwordChangeSchema = z
  .object({ current: z.string().min(1).max(1024), next: newPasswordSchema })
  .strict();
