import { z } from "zod";
import { plural, t } from "@/lib/language/t";
import { plainName } from "../text/plain-text";
import { addressByHttps, doorFields, line } from "./fields";

/** Certificates that hold at once: the one of today, and the one of tomorrow. */
export const MOST_CERTIFICATES = 4;

/** What an attribute is called in an assertion; empty where Calot looks for the usual ones. */
const attributeName = z
  .string()
  .transform(plainName)
  .pipe(z.string().max(300, t`An attribute’s name has 300 characters at most.`))
  .default("");

/** The body of a PEM: base64 without a line's end. */
const certificate = z
  .string()
  .transform((text) => text.replaceAll(/-----(BEGIN|END) CERTIFICATE-----|\s/g, ""))
  .pipe(
    z
      .string()
      .max(20_000, t`A certificate has 20,000 characters at most.`)
      .regex(/^[A-Za-z0-9+/]+={0,2}$/, t`Paste the certificate as text, as it stands in the metadata.`),
  );

/** How people of an institution sign in by one provider of SAML 2.0. */
export const samlSettingsSchema = z
  .object({
    /** Where the provider tells of itself; null where it was given by hand. It is looked at again once a day. */
    metadataUrl: addressByHttps(t`Give the metadata’s address by https.`).nullable().default(null),
    /** What the provider calls itself. */
    entityId: line(
      t`Give the provider’s entity ID, as its metadata writes it.`,
      1_000,
      t`An entity ID has 1,000 characters at most.`,
    ),
    /** Where people are sent to sign in, by HTTP-Redirect. */
    entryPoint: addressByHttps(
      t`Give the provider’s sign-in address for HTTP-Redirect: an address by https.`,
    ),
    /** By which the provider signs. Any of them will do: so one follows the other without a gap. */
    certificates: z
      .array(certificate)
      .min(1, t`Give the certificate by which the provider signs.`)
      .max(MOST_CERTIFICATES, t`${plural(MOST_CERTIFICATES, "# certificate", "# certificates")} at most.`),
    /** What has to be signed: the assertion or the whole response, or one of the two at least. */
    signed: z.enum(["either", "assertion", "response", "both"]).default("either"),
    /** The attribute that says who somebody is, for good; empty for the name ID. */
    subject: attributeName,
    claims: z.object({ email: attributeName, name: attributeName, groups: attributeName }).prefault({}),
    ...doorFields,
  })
  .strict();
export type SamlSettings = z.output<typeof samlSettingsSchema>;
