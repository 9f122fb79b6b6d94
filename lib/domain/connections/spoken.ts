import { z } from "zod";
import { auditSettingsSchema } from "./audit";
import type { ConnectionKind } from "./kinds";
import { ltiSettingsSchema } from "./lti";
import { oidcSettingsSchema } from "./oidc";
import { samlSettingsSchema } from "./saml";
import { scimSettingsSchema } from "./scim";
import { xapiSettingsSchema } from "./xapi";

/** What of a connection is told to Calot, by its kind. */
export const settingsSchemas = {
  oidc: oidcSettingsSchema,
  saml: samlSettingsSchema,
  scim: scimSettingsSchema,
  lti: ltiSettingsSchema,
  audit: auditSettingsSchema,
  xapi: xapiSettingsSchema,
} satisfies Record<ConnectionKind, z.ZodType>;

export type SettingsOf<Kind extends ConnectionKind> = z.output<(typeof settingsSchemas)[Kind]>;

/** A kind and settings that belong to it, as they are stored: what a later server wrote besides is left out. */
export const spokenSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("oidc"), settings: oidcSettingsSchema.strip() }),
  z.object({ kind: z.literal("saml"), settings: samlSettingsSchema.strip() }),
  z.object({ kind: z.literal("scim"), settings: scimSettingsSchema.strip() }),
  z.object({ kind: z.literal("lti"), settings: ltiSettingsSchema.strip() }),
  z.object({ kind: z.literal("audit"), settings: auditSettingsSchema.strip() }),
  z.object({ kind: z.literal("xapi"), settings: xapiSettingsSchema.strip() }),
]);
export type Spoken = z.output<typeof spokenSchema>;
