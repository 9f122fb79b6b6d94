import { z } from "zod";
import { t } from "@/lib/language/t";
import { plainName, plainText, storableText } from "../text/plain-text";
import type { ConnectionKind } from "./kinds";
import { settingsSchemas } from "./spoken";

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

const inputOf = <Kind extends ConnectionKind, Settings extends z.ZodType>(kind: Kind, settings: Settings) =>
  z
    .object({
      kind: z.literal(kind),
      name: nameSchema,
      settings,
      /** What the other system gave Calot; null where it gave nothing. */
      secret: secretSchema.nullable().default(null),
    })
    .strict();

/** A new connection. */
export const connectionInputSchema = z.discriminatedUnion("kind", [
  inputOf("oidc", settingsSchemas.oidc),
  inputOf("saml", settingsSchemas.saml),
  inputOf("scim", settingsSchemas.scim),
  inputOf("lti", settingsSchemas.lti),
  inputOf("audit", settingsSchemas.audit),
  inputOf("xapi", settingsSchemas.xapi),
]);

/** What of a connection changes; what is left out stays, the secret too. */
export const connectionChangeSchema = z
  .object({
    name: nameSchema,
    settings: z
      .record(z.string(), z.unknown())
      .meta({ description: "As a new connection of its kind has them" }),
    /** Null takes it away. */
    secret: secretSchema.nullable(),
    enabled: z.boolean(),
  })
  .partial()
  .strict();

/** What a connection is called that a platform makes by a link. */
export const platformInviteSchema = z.object({ name: nameSchema }).strict();

/** The most characters of a provider's metadata. */
export const LONGEST_METADATA = 500_000;
/** What a request holds that brings it. */
export const METADATA_LIMIT_BYTES = 4 * LONGEST_METADATA;

/** Where a provider's metadata is to be read from: its address, or itself. */
export const metadataSourceSchema = z.union(
  [
    z.object({ address: z.url({ protocol: /^https?$/ }).max(1_000) }).strict(),
    z
      .object({
        xml: z
          .string()
          .transform(plainText)
          .pipe(
            z
              .string()
              .max(
                LONGEST_METADATA,
                t`Metadata has ${LONGEST_METADATA} characters at most: give the part of your provider alone.`,
              ),
          ),
      })
      .strict(),
  ],
  t`Give the metadata’s address, or the metadata itself.`,
);
