import { z } from "zod";
import { seal, unseal } from "../../../auth/sealed";

const PLACE = "a link by which a platform registers";

const linkSchema = z.object({
  /** Of the connection that is made by it: there can be one. */
  connectionId: z.uuid(),
  /** Who made it. */
  userId: z.uuid(),
  name: z.string(),
  /** In milliseconds since 1970. */
  until: z.number(),
});
export type RegistrationLink = z.infer<typeof linkSchema>;

export const sealLink = (link: RegistrationLink): string => seal(JSON.stringify(link), PLACE);

/** Null for none, one that was changed, and one that is too old. */
export function openLink(text: string | null, now: Date): RegistrationLink | null {
  if (text === null) return null;
  try {
    const link = linkSchema.parse(JSON.parse(unseal(text, PLACE)));
    return link.until > now.getTime() ? link : null;
  } catch {
    return null;
  }
}
