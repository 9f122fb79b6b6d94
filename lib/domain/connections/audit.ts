import { z } from "zod";
import { t } from "@/lib/language/t";
import { addressByHttps, line } from "./fields";

/** Headers that say something else than who sends. */
const OTHERS = new Set([
  "connection",
  "content-length",
  "content-type",
  "cookie",
  "expect",
  "host",
  "transfer-encoding",
]);

const isHeaderName = (name: string): boolean =>
  /^[a-z][a-z\d-]*$/i.test(name) && !OTHERS.has(name.toLowerCase());

/** Where the audit trail of an institution is handed on to: lines of JSON by https. */
export const auditSettingsSchema = z
  .object({
    address: addressByHttps(t`Give the address that takes events: by https, as whoever runs it says.`),
    /** The header whose value is the connection's secret. */
    header: line(t`Name the header.`, 100, t`A header’s name has 100 characters at most.`)
      .refine(
        isHeaderName,
        t`A header’s name has letters, digits and hyphens, and is none that says something else.`,
      )
      .default("Authorization"),
    /** With answers, one by one. */
    answers: z.boolean().default(false),
    /** With what happened before the connection was added. */
    backlog: z.boolean().default(false),
  })
  .strict();
export type AuditSettings = z.output<typeof auditSettingsSchema>;

/** Whether a secret can stand in a header. */
export const isHeaderValue = (secret: string): boolean => /^[\x20-\x7e]+$/.test(secret);
