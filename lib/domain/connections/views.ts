import { z } from "zod";
import { idSchema, momentSchema, open, type View } from "../view";
import { connectionKindSchema } from "./kinds";
import { oidcSettingsSchema } from "./oidc";

export const connectionSchema = z.object({
  id: idSchema,
  kind: open(connectionKindSchema),
  name: z.string(),
  settings: oidcSettingsSchema.strip(),
  hasSecret: z.boolean().meta({ description: "The secret itself is never told" }),
  enabled: z.boolean(),
  changedAt: momentSchema,
  people: z.number().meta({ description: "How many accounts are linked by it" }),
});
export type Connection = View<typeof connectionSchema>;

/** What came of asking the other system. */
export const connectionTestSchema = z.object({
  steps: z.array(
    z.object({
      ok: z.boolean(),
      said: z.string().meta({ description: "In a sentence that can be passed on" }),
    }),
  ),
});
export type ConnectionTest = View<typeof connectionTestSchema>;

/** What a provider of an institution is to who isn't signed in. */
export const doorSchema = z.object({ id: idSchema, name: z.string() });
export type Door = View<typeof doorSchema>;

export const ownIdentitySchema = z.object({
  id: idSchema,
  provider: z.string(),
  label: z.string(),
  linkedAt: momentSchema,
  lastAt: momentSchema.nullable(),
});
export type OwnIdentity = View<typeof ownIdentitySchema>;
