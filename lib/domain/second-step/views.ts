import { z } from "zod";
import { roleSchema } from "../people/role";
import { idSchema, momentSchema, open, type View } from "../view";

/** Moments are ISO 8601. */

export const ownPasskeySchema = z.object({
  id: idSchema,
  name: z.string(),
  madeAt: momentSchema,
  lastUsedAt: momentSchema.nullable(),
  /** Whether the person's devices share it. */
  synced: z.boolean(),
});
export type OwnPasskey = View<typeof ownPasskeySchema>;

/** What a person has for the second step. */
export type OwnSecondStep = {
  readonly timeZone: string;
  /** Whether the role asks for one: then the last can't be removed. */
  readonly required: boolean;
  readonly passkeys: readonly OwnPasskey[];
  readonly app: { readonly madeAt: string } | null;
  readonly recoveryCodesLeft: number;
};

/** What a browser is asked with, by the library's own names. */
export const passkeyQuestionSchema = z.looseObject({ challenge: z.string() });
export type PasskeyQuestion = z.infer<typeof passkeyQuestionSchema>;

/** An app to be set up: the seed, what a QR code says of it, and the same sealed, to be sent back with its first code. */
export const newSeedSchema = z.object({ seed: z.string(), address: z.string(), sealed: z.string() });
export type NewSeed = View<typeof newSeedSchema>;

export const recoveryCodesSchema = z.object({ codes: z.array(z.string()) });

/** What stands between the password and the session. */
export type SecondStepToCome =
  | {
      readonly kind: "show";
      /** What the browser is asked for a passkey with; null where there is none, or none can be asked for here. */
      readonly passkey: PasskeyQuestion | null;
      readonly app: boolean;
      readonly codes: boolean;
    }
  /** The role asks for one, and there is none yet. Null is what can't be set up here. */
  | { readonly kind: "set-up"; readonly passkey: PasskeyQuestion | null; readonly seed: NewSeed | null };

/** The roles that need a second step, and how many people of each have none. */
export const requiredSecondStepSchema = z.object({
  roles: z.array(open(roleSchema)),
  without: z.array(z.object({ role: open(roleSchema), people: z.number(), without: z.number() })),
});
export type RequiredSecondStep = View<typeof requiredSecondStepSchema>;
