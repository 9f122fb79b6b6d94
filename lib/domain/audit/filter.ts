import { z } from "zod";
import { daySchema } from "../time/day";
import { AUDIT_GROUPS } from "./actions";
import type { AuditFilter } from "./views";

const words = z.string().trim().min(1).max(200);

const pick = <T>(schema: z.ZodType<T>, value: unknown): T | null => {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : null;
};

/** Everything, but for answers one by one. */
export const NO_AUDIT_FILTER: AuditFilter = {
  group: null,
  who: null,
  subject: null,
  from: null,
  until: null,
};

/** The filter that an address asks for; what is not right in it is left out. */
export function readAuditFilter(query: Readonly<Record<string, unknown>>): AuditFilter {
  return {
    group: pick(z.enum(AUDIT_GROUPS), query.group),
    who: pick(words, query.who),
    subject: pick(words, query.subject),
    from: pick(daySchema, query.from),
    until: pick(daySchema, query.until),
  };
}

/** The filter as an address has it. */
export function auditQuery(filter: AuditFilter): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(filter)) if (value !== null) query.set(key, value);
  return query.toString();
}

export type AuditCursor = { readonly at: Date; readonly id: bigint };

/** Where a page begins, in an address: the last entry's moment in milliseconds, and its number. */
export function writeCursor({ at, id }: AuditCursor): string {
  return `${at.getTime()}-${id}`;
}

/** @returns null for what is no cursor */
export function readCursor(text: unknown): AuditCursor | null {
  const match = typeof text === "string" ? /^(\d{1,15})-(\d{1,18})$/.exec(text) : null;
  return match ? { at: new Date(Number(match[1])), id: BigInt(match[2]!) } : null;
}
