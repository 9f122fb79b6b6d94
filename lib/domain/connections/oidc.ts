import { z } from "zod";
import { t } from "@/lib/language/t";
import { plainName } from "../text/plain-text";
import { doorFields, isSafeAddress, line } from "./fields";

const claimName = (otherwise: string) =>
  line(t`Name the claim.`, 200, t`A claim’s name has 200 characters at most.`).default(otherwise);

/** How people of an institution sign in by one provider. */
export const oidcSettingsSchema = z
  .object({
    /** As the provider itself writes it. */
    issuer: z
      .string()
      .trim()
      .max(500, t`An issuer has 500 characters at most.`)
      .refine(
        isSafeAddress,
        t`Give the provider’s issuer, as in https://login.hospital.example: an address by https, without a question mark.`,
      ),
    clientId: line(
      t`Give the client ID under which the provider knows Calot.`,
      300,
      t`A client ID has 300 characters at most.`,
    ),
    /** What is asked for, with spaces between. */
    scopes: z
      .string()
      .transform(plainName)
      .pipe(z.string().max(300, t`The scopes have 300 characters at most.`))
      .refine((text) => text.split(/\s+/).includes("openid"), t`The scopes need “openid” among them.`)
      .default("openid email profile"),
    claims: z
      .object({ email: claimName("email"), name: claimName("name"), groups: claimName("groups") })
      .prefault({}),
    ...doorFields,
    /** Whether signing out of Calot ends the provider’s session too. */
    signOutThere: z.boolean().default(true),
  })
  .strict();
export type OidcSettings = z.output<typeof oidcSettingsSchema>;
