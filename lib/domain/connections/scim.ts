import { z } from "zod";
import { roleFields } from "./fields";

/** How a directory keeps an institution's people by SCIM 2.0 (RFC 7643, RFC 7644). */
export const scimSettingsSchema = z
  .object({
    ...roleFields,
    /**
     * The connection by which people sign in whose accounts the directory makes: there they are who `externalId` says.
     * Null where they are mailed a link to choose a password.
     */
    signsInBy: z.uuid().nullable().default(null),
  })
  .strict();
export type ScimSettings = z.output<typeof scimSettingsSchema>;
