import { z } from "zod";
import { t } from "@/lib/language/t";
import { isSafeAddress, line } from "./fields";

/** How an institution's learning record store (LRS) is told, by xAPI 1.0.3. */
export const xapiSettingsSchema = z
  .object({
    /** The store's address, to which `/statements` is added. */
    endpoint: z
      .string()
      .trim()
      .max(1_000, t`An address has 1,000 characters at most.`)
      .transform((text) => text.replace(/\/+(statements\/?)?$/, ""))
      .refine(isSafeAddress, t`Give the store’s address by https, without a question mark.`),
    /** The name of the key, which is sent with the secret (HTTP Basic). */
    key: line(t`Give the name of the key.`, 300, t`The name of a key has 300 characters at most.`).refine(
      (text) => !text.includes(":"),
      t`The name of a key has no colon.`,
    ),
    /**
     * How people are named there: by the id that their account has in Calot, which says nothing to others, or by their e-mail
     * address.
     */
    actor: z.enum(["account", "mbox"]).default("account"),
  })
  .strict();
export type XapiSettings = z.output<typeof xapiSettingsSchema>;
