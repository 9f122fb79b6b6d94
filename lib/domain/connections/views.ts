import { z } from "zod";
import { idSchema, momentSchema, type View } from "../view";
import type { ConnectionKind } from "./kinds";
import type { Spoken } from "./spoken";

export type Connection = Spoken & {
  readonly id: string;
  readonly name: string;
  /** The secret itself is never told. */
  readonly hasSecret: boolean;
  /** Whether there is a token by which the other system shows Calot who it is. */
  readonly hasToken: boolean;
  readonly enabled: boolean;
  readonly changedAt: string;
  /** How many accounts are linked by it, or kept by it. */
  readonly people: number;
  /** When the other system was heard last. */
  readonly heardAt: string | null;
  /** What went wrong last between the two. */
  readonly problem: { readonly said: string; readonly at: string } | null;
};

/** A connection of one kind. */
export type ConnectionOf<Kind extends ConnectionKind> = Extract<Connection, { readonly kind: Kind }>;

/** A token that was made just now. It is told this once. */
export const madeTokenSchema = z.object({ token: z.string() });
export type MadeToken = View<typeof madeTokenSchema>;

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

/** What a provider of SAML tells of itself. */
export const providerMetadataSchema = z.object({
  entityId: z.string(),
  entryPoint: z.string(),
  certificates: z.array(
    z.object({
      base64: z.string(),
      until: momentSchema.nullable().meta({ description: "Null where it is no certificate" }),
    }),
  ),
});
export type ProviderMetadata = View<typeof providerMetadataSchema>;

/** A link by which a platform registers. It is told this once. */
export const registrationSchema = z.object({ address: z.string() });
