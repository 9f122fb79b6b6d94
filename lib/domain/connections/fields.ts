import { z } from "zod";
import { plural, t } from "@/lib/language/t";
import { roleSchema } from "../people/role";
import { plainName } from "../text/plain-text";

/** Rows of a mapping at most. */
const MOST_ROWS = 200;

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** By https; on this machine alone, where nobody listens in between, http will do. */
export const isSafeAddress = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash, username, password } = new URL(text);
  if (search || hash || username || password) return false;
  return protocol === "https:" || (protocol === "http:" && LOOPBACK.has(hostname));
};

/** An address by https that may have a question mark. */
export const addressByHttps = (missing: string) =>
  z
    .string()
    .trim()
    .max(1_000, t`An address has 1,000 characters at most.`)
    .refine((text) => URL.canParse(text) && isSafeAddress(text.split("?")[0] ?? ""), missing);

/** A text on one line as it is stored. */
export const line = (missing: string, most: number, tooLong: string) =>
  z.string().transform(plainName).pipe(z.string().min(1, missing).max(most, tooLong));

const group = line(t`Write what the group is called there.`, 400, t`A group has 400 characters at most.`);

const rows = <Row extends z.ZodType>(row: Row) =>
  z
    .array(row)
    .max(MOST_ROWS, t`${plural(MOST_ROWS, "# row", "# rows")} at most.`)
    .default([]);

/** What groups of another system stand for here. */
export const roleFields = {
  /** The first row whose value is among the groups gives the role. */
  roles: rows(z.object({ value: group, role: roleSchema })),
  /** Whether a row may make somebody an administrator, or change who is one. */
  mayMakeAdmins: z.boolean().default(false),
};

/** How a provider lets people in. */
export const doorFields = {
  ...roleFields,
  /** Whether it is offered on the sign-in page, or opened from a portal’s link alone. */
  atDoor: z.boolean().default(true),
  /** Whom there is no account for: only those who were invited get one, or everybody whom the provider lets in. */
  joining: z.enum(["invited", "anyone"]).default("invited"),
  /** What becomes of a person whose groups are in no row: left as they are, or not let in. */
  otherwise: z.enum(["keep", "refuse"]).default("keep"),
  /** The first row whose value is among the groups gives a resident’s cohort. */
  cohorts: rows(z.object({ value: group, cohortId: z.uuid(t`Choose a cohort.`) })),
};

const doorSchema = z.object(doorFields);
export type DoorSettings = z.output<typeof doorSchema>;
