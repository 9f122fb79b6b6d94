import { z } from "zod";
import { t } from "@/lib/language/t";
import { plainName, storableText } from "../text/plain-text";
import { connectionKindSchema } from "./kinds";
import { oidcSettingsSchema } from "./oidc";

const nameSchema = z
  .string()
  .transform(plainName)
  .pipe(
    z
      .string()
      .min(1, t`Give it the name that people know it by.`)
      .max(80, t`A name has 80 characters at most.`),
  );

const secretSchema = z
  .string()
  .transform(storableText)
  .pipe(z.string().trim().min(1, t`Give the secret.`).max(2_000, t`A secret has 2,000 characters at most.`));

/** A new connection. Without a secret it is a public client. */
export const connectionInputSchema = z
  .object({
    kind: connectionKindSchema,
    name: nameSchema,
    settings: oidcSettingsSchema,
    secret: secretSchema.nullable().default(null),
  })
  .strict();

/** What of a connection changes; what is left out stays, the secret too. */
export const connectionChangeSchema = z
  .object({
    name: nameSchema,
    settings: oidcSettingsSchema,
    /** Null takes it away. */
    secret: secretSchema.nullable(),
    enabled: z.boolean(),
  })
  .partial()
  .strict();
