import { z } from "zod";
import { plural, t } from "@/lib/language/t";
import { roleSchema } from "../people/role";
import { plainName } from "../text/plain-text";
import { doorFields, isSafeAddress, line } from "./fields";

const address = (what: string) =>
  z.string().trim().max(500, t`An address has 500 characters at most.`).refine(isSafeAddress, what);

const MOST_DEPLOYMENTS = 50;

/** How a learning platform (Moodle, Canvas, Blackboard, Brightspace …) and Calot know each other by LTI 1.3. */
export const ltiSettingsSchema = z
  .object({
    /** As the platform itself writes it. */
    issuer: address(t`Give the platform’s issuer, as in https://moodle.school.example: an address by https.`),
    /** Where people have the platform before them: its pages may show Calot’s in a frame. */
    site: address(t`Give the address at which people use the platform, by https.`),
    clientId: line(
      t`Give the client ID under which the platform knows Calot.`,
      300,
      t`A client ID has 300 characters at most.`,
    ),
    authAddress: address(t`Give the platform’s authentication address (OIDC), by https.`),
    tokenAddress: address(t`Give the platform’s address for access tokens, by https.`),
    keysAddress: address(t`Give the address of the platform’s public keys (JWKS), by https.`),
    /** Whom a request for a token is written to, where the platform wants another one than its address. */
    tokenAudience: z
      .string()
      .transform((text) => plainName(text) || null)
      .pipe(z.string().max(500, t`An audience has 500 characters at most.`).nullable())
      .nullable()
      .default(null),
    /** Launches of others are refused. There may be none yet: some platforms tell it last. */
    deployments: z
      .array(line(t`Give a deployment ID.`, 255, t`A deployment ID has 255 characters at most.`))
      .max(MOST_DEPLOYMENTS, t`${plural(MOST_DEPLOYMENTS, "# deployment", "# deployments")} at most.`),
    joining: doorFields.joining,
    otherwise: doorFields.otherwise,
    /** The first row whose value is among the roles of the course gives the role. Never an administrator’s. */
    roles: doorFields.roles.refine((rows) => rows.every(({ role }) => role !== roleSchema.enum.admin), {
      message: t`A course makes nobody an administrator.`,
    }),
    /** Whether each course is a cohort, which follows the platform's list of its learners. */
    courseCohorts: z.boolean().default(false),
  })
  .strict();
export type LtiSettings = z.output<typeof ltiSettingsSchema>;
