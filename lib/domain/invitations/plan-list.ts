import { t } from "@/lib/language/t";
import { mayManage } from "../people/authority";
import { emailSchema, nameSchema, personName, seenText } from "../people/input";
import type { Role } from "../people/role";
import type { PlannedInvitation } from "./views";

/** A row of a list as it was written. */
export type ListRow = {
  /** As a spreadsheet numbers it: the header is row 1. */
  readonly row: number;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly cohort: string;
  readonly year: string;
  /** What is wrong with the row as a whole: then which cell is which can't be told. */
  readonly fault?: string;
};

/** What is known of the institution, and of the addresses in a list. */
export type Known = {
  /** The viewer's own: what may be invited follows from it. */
  readonly role: Role;
  readonly cohorts: readonly { readonly id: string; readonly name: string; readonly ended: boolean }[];
  /** Addresses with an account here. */
  readonly accounts: ReadonlySet<string>;
  /** Addresses with an account in another institution. */
  readonly strangers: ReadonlySet<string>;
  /** Addresses with an invitation that is open or expired, and the role it was made for. */
  readonly invited: ReadonlyMap<string, Role>;
};

const MOST_COHORT_LETTERS = 200;

const roleWords: Readonly<Record<string, Role>> = {
  resident: "resident",
  trainee: "resident",
  faculty: "faculty",
  attending: "faculty",
  director: "director",
  "program director": "director",
  "programme director": "director",
  admin: "admin",
  administrator: "admin",
};

/** "3", "3.0", "PGY-3" with a dash of any kind, "PGY 3", "R3", "year 3", "Y3". */
const YEAR = /^(?:pgy|year|yr|y|r)?[\s.:_\p{Pd}\u2212\u2043\u30fc]*(\d{1,2})(?:[.,]0+)?$/iu;

/** What happens to each row of a list. Errors stop their own row alone. */
export function planList(rows: readonly ListRow[], known: Known): readonly PlannedInvitation[] {
  const firstRows = new Map<string, number>();
  const made = new Set<string>();
  return rows.map((row) => {
    const planned = planRow(row, known, firstRows);
    if (planned.outcome === "error") return planned;
    firstRows.set(planned.email, row.row);
    if (!planned.newCohort || planned.cohort === null) return planned;
    // Two spellings of a new cohort are one: the first.
    const same = [...made].find((name) => sameName(name, planned.cohort!));
    const cohort = same ?? planned.cohort;
    made.add(cohort);
    return { ...planned, cohort, words: `${planned.words} ${t`The cohort ${cohort} is made.`}` };
  });
}

function planRow(row: ListRow, known: Known, firstRows: ReadonlyMap<string, number>): PlannedInvitation {
  const name = nameSchema.safeParse(row.name);
  const email = emailSchema.safeParse(row.email);
  const role = roleWords[seenText(row.role).normalize("NFKC").toLowerCase().replaceAll(/\s+/g, " ")] ?? null;
  const year = readYear(row.year);
  const cohort = readCohort(row.cohort, known);
  const planned = {
    row: row.row,
    name: name.data ?? personName(row.name).slice(0, 200),
    email: email.data ?? seenText(row.email).slice(0, 320),
    role,
    cohort: "name" in cohort ? cohort.name : seenText(row.cohort).slice(0, MOST_COHORT_LETTERS) || null,
    trainingYear: typeof year === "number" ? year : null,
    newCohort: false,
  };
  const error = (words: string): PlannedInvitation => ({ ...planned, outcome: "error", words });
  // Checked first: it may be the cause of every other problem.
  if (row.fault !== undefined) return error(row.fault);
  if (!email.success)
    return error(
      seenText(row.email)
        ? (email.error.issues[0]?.message ?? t`That is not an e-mail address.`)
        : t`The e-mail is missing: fill it in.`,
    );
  if (!name.success)
    return error(
      personName(row.name)
        ? t`A name has 200 characters at most: shorten it.`
        : t`The name is missing: fill it in.`,
    );
  if (!/\p{L}/u.test(name.data)) return error(t`The name has no letter: mend it.`);
  const first = firstRows.get(email.data);
  if (first !== undefined) return error(t`The address stands in row ${first} already: take one of them out.`);
  if (!row.role.trim()) return error(t`The role is missing: write resident, faculty, director or admin.`);
  if (!role) return error(t`There is no such role: write resident, faculty, director or admin.`);
  if (!mayManage(known.role, role)) {
    return error(
      role === "admin"
        ? t`Only an administrator invites an administrator: ask one.`
        : t`Only an administrator invites a program director: ask one.`,
    );
  }
  if (year === "wrong")
    return error(
      t`A year of training is a number from 1 to 10, as in 3, PGY-3 or R3: mend it, or leave it empty.`,
    );
  if ("problem" in cohort) return error(cohort.problem);
  if (role !== "resident" && (year !== null || cohort.name !== null)) {
    return error(t`Only residents have a cohort and a year: leave both empty for others.`);
  }
  if (known.strangers.has(email.data)) {
    return error(t`This address can’t be invited: ask your administrator.`);
  }
  if (known.accounts.has(email.data)) {
    return { ...planned, outcome: "has-account", words: t`Already has an account here: nothing is changed.` };
  }
  const invitedAs = known.invited.get(email.data);
  if (invitedAs && !mayManage(known.role, invitedAs)) {
    return error(
      invitedAs === "admin"
        ? t`Invited as an administrator already: ask an administrator to change that.`
        : t`Invited as a program director already: ask an administrator to change that.`,
    );
  }
  const newCohort = cohort.isNew;
  return invitedAs
    ? {
        ...planned,
        newCohort,
        outcome: "renew",
        words: t`Already invited: gets a new link, and the old one stops working.`,
      }
    : { ...planned, newCohort, outcome: "invite", words: t`Is invited.` };
}

/** Whether a text may be meant as a year of training. */
export const isYear = (text: string): boolean => typeof readYear(text) === "number";

function readYear(text: string): number | null | "wrong" {
  const trimmed = seenText(text).normalize("NFKC");
  if (trimmed === "") return null;
  const year = Number(YEAR.exec(trimmed)?.[1]);
  return year >= 1 && year <= 10 ? year : "wrong";
}

const sameName = (a: string, b: string): boolean =>
  a.normalize("NFC").toLowerCase() === b.normalize("NFC").toLowerCase();

function readCohort(
  text: string,
  { cohorts }: Known,
): { readonly name: string | null; readonly isNew: boolean } | { readonly problem: string } {
  const name = personName(seenText(text));
  if (name === "") return { name: null, isNew: false };
  if (!/[\p{L}\p{N}]/u.test(name))
    return { problem: t`The cohort’s name has no letter: mend it, or leave it empty.` };
  if (name.length > MOST_COHORT_LETTERS) return { problem: t`The cohort’s name is too long: shorten it.` };
  const found =
    cohorts.find((cohort) => cohort.name === name) ?? cohorts.find((cohort) => sameName(cohort.name, name));
  if (!found) return { name, isNew: true };
  if (found.ended) {
    return { problem: t`The cohort ${found.name} has ended: reopen it, or name another one.` };
  }
  return { name: found.name, isNew: false };
}
