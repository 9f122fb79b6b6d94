import { z } from "zod";
import { seal, unseal } from "../../../auth/sealed";
import { purposeSchema } from "../../../domain/identities/way";

const PLACE = "a way to a provider and back";

const waySchema = z.object({
  connectionId: z.uuid(),
  purpose: purposeSchema,
  asked: z.discriminatedUnion("kind", [
    z.object({
      kind: z.literal("oidc"),
      state: z.string(),
      nonce: z.string(),
      verifier: z.string(),
      redirectUri: z.string(),
      maxAge: z.number().optional(),
    }),
    z.object({ kind: z.literal("saml"), requestId: z.string(), anew: z.boolean() }),
    z.object({
      kind: z.literal("lti"),
      state: z.string(),
      nonce: z.string(),
      /** SHA-256 of the secret of the frame it was opened from; null for none. */
      frame: z.string().nullable(),
    }),
  ]),
  /** Where it leads in the end: a path of Calot’s. */
  next: z.string(),
  /** SHA-256 of an invitation's secret; null for none. */
  invitation: z.string().nullable(),
  /** Whose, and which session it began in; null where nobody was signed in. */
  session: z.object({ userId: z.uuid(), sessionId: z.uuid() }).nullable(),
  /** In milliseconds since 1970. */
  until: z.number(),
});

/** What the browser keeps while its person is at a provider. Sealed, it can be neither read nor made. */
export type Way = z.infer<typeof waySchema>;

export const sealWay = (way: Way): string => seal(JSON.stringify(way), PLACE);

/** Null for none, one that was changed, and one that is too old. */
export const openWay = (text: string | null, now: Date): Way | null => opened(waySchema, text, PLACE, now);

const strangerSchema = z.object({
  institutionId: z.uuid(),
  connectionId: z.uuid(),
  provider: z.string(),
  issuer: z.string(),
  subject: z.string(),
  label: z.string(),
  next: z.string(),
  until: z.number(),
});

/** Somebody whom a provider knows and Calot does not: who signs in with a password next, in the same browser, is linked. */
export type Stranger = z.infer<typeof strangerSchema>;

const STRANGER_PLACE = "somebody whom a provider knows";

export const sealStranger = (stranger: Stranger): string => seal(JSON.stringify(stranger), STRANGER_PLACE);

export const openStranger = (text: string | null, now: Date): Stranger | null =>
  opened(strangerSchema, text, STRANGER_PLACE, now);

function opened<T extends { readonly until: number }>(
  schema: z.ZodType<T>,
  text: string | null,
  place: string,
  now: Date,
): T | null {
  if (text === null) return null;
  try {
    const read = schema.parse(JSON.parse(unseal(text, place)));
    return read.until > now.getTime() ? read : null;
  } catch {
    return null;
  }
}
