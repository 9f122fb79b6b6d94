import { z } from "zod";
import { t } from "@/lib/language/t";
import { ROLES } from "../people/role";
import { plainName } from "../text/plain-text";

/** A browser's answer for a passkey, as its own library writes it: read by the one that checks it. */
export const passkeyAnswerSchema = z.looseObject({
  id: z.base64url().max(2_000),
  rawId: z.base64url().max(2_000),
  type: z.literal("public-key"),
  response: z.looseObject({ clientDataJSON: z.base64url().max(8_000) }),
});
export type PasskeyAnswer = z.infer<typeof passkeyAnswerSchema>;

const typedCode = z.string().max(100).transform(plainName);

/** A proposed seed, as it was sent to the browser. */
const sealedSchema = z
  .string()
  .max(500)
  .regex(/^[\w-]+\.[\w-]+$/);

/** As the person knows the device. */
export const passkeyNameSchema = z
  .string()
  .transform(plainName)
  .refine((name) => name.length > 0, t`Give it a name.`)
  .refine((name) => name.length <= 60, t`A name has 60 characters at most.`);

/** What is shown as the second step; or set up in its place, where the role asks for one and there is none yet. */
export const secondStepSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("code"), code: typedCode }),
  z.object({ kind: z.literal("passkey"), answer: passkeyAnswerSchema }),
  z.object({ kind: z.literal("set-up-app"), sealed: sealedSchema, code: typedCode }),
  z.object({ kind: z.literal("set-up-passkey"), name: passkeyNameSchema, answer: passkeyAnswerSchema }),
]);
export type SecondStepAnswer = z.infer<typeof secondStepSchema>;

export const newPasskeySchema = z.object({ name: passkeyNameSchema, answer: passkeyAnswerSchema }).strict();

export const passkeyChangeSchema = z.object({ name: passkeyNameSchema }).strict();

export const newAppSchema = z.object({ sealed: sealedSchema, code: typedCode }).strict();

/** Why a person's second step is taken away. It stands in the audit trail. */
export const resetReasonSchema = z
  .string()
  .transform(plainName)
  .refine((reason) => reason.length >= 3, t`Say why: it is written down.`)
  .refine((reason) => reason.length <= 300, t`A reason has 300 characters at most.`);

export const resetSecondStepSchema = z.object({ reason: resetReasonSchema }).strict();

export const secondStepRolesSchema = z
  .object({
    roles: z.array(z.enum(ROLES)).transform((roles) => ROLES.filter((role) => roles.includes(role))),
  })
  .strict();
