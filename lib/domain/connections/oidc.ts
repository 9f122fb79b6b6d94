import { z } from "zod";
import { plural, t } from "@/lib/language/t";
import { roleSchema } from "../people/role";
import { plainName } from "../text/plain-text";

/** Rows of a mapping at most. */
const MOST_ROWS = 200;

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** By https; on this machine alone, where nobody listens in between, http will do. */
const isSafeAddress = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash, username, password } = new URL(text);
  if (search || hash || username || password) return false;
  return protocol === "https:" || (protocol === "http:" && LOOPBACK.has(hostname));
};

/** A text on one line as it is stored. */
const line = (missing: string, most: number, tooLong: string) =>
  z.string().transform(plainName).pipe(z.string().min(1, missing).max(most, tooLong));

const claimName = (otherwise: string) =>
  line(t`Name the claim.`, 200, t`A claim’s name has 200 characters at most.`).default(otherwise);

const claimed = line(t`Write what the claim holds.`, 400, t`A claim’s value has 400 characters at most.`);

const rows = <Row extends z.ZodType>(row: Row) =>
  z
    .array(row)
    .max(MOST_ROWS, t`${plural(MOST_ROWS, "# row", "# rows")} at most.`)
    .default([]);

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
    /** Whether it is offered on the sign-in page, or opened from a portal’s link alone. */
    atDoor: z.boolean().default(true),
    /** Whom there is no account for: only those who were invited get one, or everybody whom the provider lets in. */
    joining: z.enum(["invited", "anyone"]).default("invited"),
    claims: z
      .object({ email: claimName("email"), name: claimName("name"), groups: claimName("groups") })
      .prefault({}),
    /** The first row whose value is among the groups gives the role. */
    roles: rows(z.object({ value: claimed, role: roleSchema })),
    /** What becomes of a person whose groups are in no row: left as they are, or not let in. */
    otherwise: z.enum(["keep", "refuse"]).default("keep"),
    /** Whether a row may make somebody an administrator, or change who is one. */
    mayMakeAdmins: z.boolean().default(false),
    /** The first row whose value is among the groups gives a resident’s cohort. */
    cohorts: rows(z.object({ value: claimed, cohortId: z.uuid(t`Choose a cohort.`) })),
    /** Whether signing out of Calot ends the provider’s session too. */
    signOutThere: z.boolean().default(true),
  })
  .strict();
export type OidcSettings = z.output<typeof oidcSettingsSchema>;
