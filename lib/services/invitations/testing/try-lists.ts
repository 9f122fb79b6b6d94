import fc from "fast-check";
import { expect } from "vitest";
import { planList } from "@/lib/domain/invitations/plan-list";
import { ROLES, type Role } from "@/lib/domain/people/role";
import { DAMAGES } from "@/lib/tables/testing/damages";
import { readList } from "../parts/read-list";

/** A person as the list's writer meant them. */
type MeantPerson = {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly cohort: string | null;
  readonly year: number | null;
};

type MeantList = {
  readonly text: string;
  readonly people: readonly MeantPerson[];
  /** What happened to it after it was written. */
  readonly damage: string | null;
};

const SLOWEST_MS = 2_000;

const name = fc
  .array(
    fc.constantFrom(
      "Ann",
      "Müller,",
      "O’Brien",
      "王芳",
      "“Bobby”",
      'Lee "Bo"',
      "Šarūnas",
      "de",
      "Nguyễn",
      "J.-P.",
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((words) => words.join(" "));
const person = fc
  .record({
    name,
    user: fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/),
    host: fc.constantFrom("h.example", "klinik.example", "uni-1.example"),
    role: fc.constantFrom(...ROLES),
    cohort: fc.option(fc.constantFrom("Surgery 2027", "A; B", "Team, blue", "Jahrgang ä")),
    year: fc.option(fc.integer({ min: 1, max: 10 })),
  })
  .map(
    ({ user, host, cohort, year, ...rest }): MeantPerson => ({
      ...rest,
      email: `${user}@${host}`,
      // Others have neither.
      cohort: rest.role === "resident" ? cohort : null,
      year: rest.role === "resident" ? year : null,
    }),
  );
const people = fc.uniqueArray(person, { minLength: 1, maxLength: 9, selector: ({ email }) => email });

const wide = (text: string): string =>
  text.replaceAll(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
const EMAILS: readonly ((email: string, name: string) => string)[] = [
  (email) => email,
  (email) => email.toUpperCase(),
  (email) => `\u200b${email}\u00a0`,
  (email) => `mailto:${email}`,
  (email) => `Ann Lee <${email}>`,
  wide,
];
const YEARS: readonly ((year: number) => string)[] = [
  String,
  (year) => `PGY-${year}`,
  (year) => `PGY\u2011${year}`,
  (year) => `R${year}`,
  (year) => `Year ${year}`,
  (year) => `${year}.0`,
  (year) => wide(String(year)),
];
const WORDS: Readonly<Record<Role, readonly string[]>> = {
  resident: ["resident", "Resident", "TRAINEE", " resident\u200b"],
  faculty: ["faculty", "Attending", "FACULTY"],
  director: ["director", "Program  director", "Programme Director"],
  admin: ["admin", "Administrator"],
};
const COLUMNS = [
  ["name", "Full name", "NAME\u200b"],
  ["email", "E-mail", "e-mail address"],
  ["role", "Role"],
  ["cohort", "Cohort"],
  ["year", "Year of training", "PGY"],
] as const;

/** Lists of people as spreadsheets and people write them, and as they are after something has happened to them. */
const meantList: fc.Arbitrary<MeantList> = fc
  .record({
    people,
    order: fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5, maxLength: 5 }),
    forms: fc.array(fc.nat(1_000), { minLength: 1, maxLength: 7 }),
    delimiter: fc.constantFrom(",", ";", "\t"),
    ends: fc.array(fc.constantFrom("\n", "\r\n", "\r"), { minLength: 1, maxLength: 3 }),
    quoteAll: fc.boolean(),
    titles: fc.constantFrom("", "sep", "Our residents\n", "Autumn 2027\n\n"),
    mark: fc.boolean(),
    empty: fc.boolean(),
    again: fc.boolean(),
    damage: fc.option(
      fc.tuple(fc.constantFrom(...Object.keys(DAMAGES)), fc.double({ min: 0, max: 0.999, noNaN: true })),
    ),
  })
  .map(({ people, order, forms, delimiter, ends, quoteAll, titles, mark, empty, again, damage }) => {
    let count = 0;
    const one = <T>(of: readonly T[]): T => of[forms[count++ % forms.length]! % of.length]!;
    const header = order.map((column) => one<string>(COLUMNS[column]!));
    const rows = people.map(({ name, email, role, cohort, year }) => {
      const cells = [
        ...[name, one(EMAILS)(email, name), one(WORDS[role]), cohort ?? ""],
        year === null ? "" : one(YEARS)(year),
      ];
      return order.map((column) => cells[column]!);
    });
    const needs = new RegExp(`["\\r\\n]|[${delimiter}]`);
    const cell = (text: string): string =>
      quoteAll || needs.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    const line = (cells: readonly string[], index: number): string =>
      cells.map(cell).join(delimiter) + ends[index % ends.length]!;
    const middle = rows.length >> 1;
    const all = [header, ...rows.slice(0, middle), ...(again ? [header] : []), ...rows.slice(middle)];
    const written =
      (titles === "sep" ? `sep=${delimiter}\r\n` : titles) +
      all.map(line).join(empty ? delimiter.repeat(4).concat("\r\n") : "");
    const text = damage ? DAMAGES[damage[0]]!(written, damage[1], delimiter) : written;
    return {
      text: (mark ? "\ufeff" : "") + text,
      people,
      damage: text === written ? null : damage![0],
    };
  });

/**
 * Reads lists that a generator has written and perhaps damaged. What was not damaged is read whole; of what was, rows may
 * be refused, in a sentence, and nobody is invited as anything else than the list's writer meant.
 */
export function tryLists(runs: number): void {
  fc.assert(fc.property(meantList, tryList), { numRuns: runs });
}

const known = {
  role: "admin" as const,
  ...{ cohorts: [], accounts: new Set<string>(), strangers: new Set<string>(), invited: new Map() },
};

function tryList({ text, people, damage }: MeantList): void {
  const began = performance.now();
  const read = readList(text);
  const planned = read.ok ? planList(read.value.rows, known) : [];
  expect(performance.now() - began).toBeLessThan(SLOWEST_MS);
  if (!read.ok) {
    expect([damage, read.failure.detail]).not.toEqual([null, expect.anything()]);
    expect(read.failure.detail).toMatch(/\.$/);
  }
  const invited = planned.filter(({ outcome }) => outcome !== "error");
  for (const { outcome, words } of planned) if (outcome === "error") expect(words).toMatch(/\.$/);
  const last = read.ok ? read.value.rows.at(-1)?.row : undefined;
  for (const { row, name, email, role, cohort, trainingYear } of invited) {
    const said = { name, email, role, cohort, year: trainingYear };
    if (damage === "a separator is lost" && people.some((each) => isGlued(said, each))) continue;
    // The name of a column may be spoilt: then it is said not to be read.
    const ignored = read.ok && read.value.ignored.length > 0;
    const isCut = damage === "the end is lost" && row === last;
    const meant = people.find((each) =>
      isCut ? each.email.startsWith(email) && isBeginning(each.name, name) : each.email === email,
    );
    if (isCut && meant) {
      // What is cut off from the end of a file can't be known.
      for (const key of ["name", "email", "role", "cohort", "year"] as const)
        expect(isBeginning(meant[key], said[key]), `${key} of ${JSON.stringify(said)}`).toBe(true);
    } else {
      const unread = ignored ? { cohort: said.cohort && meant?.cohort, year: said.year && meant?.year } : {};
      expect(lasting(said, damage)).toEqual(meant && lasting({ ...meant, ...unread }, damage));
    }
  }
  if (damage === null) expect(invited).toHaveLength(people.length);
}

/** Whether a row that ends early has its last two cells in one: “Ann1” for Ann, of the first year. Nothing shows it. */
function isGlued(said: Omit<MeantPerson, "role">, meant: MeantPerson): boolean {
  return (
    said.email.startsWith(meant.email) &&
    said.name.startsWith(meant.name) &&
    (said.year !== meant.year || said.cohort !== meant.cohort)
  );
}

function isBeginning(whole: string | number | null, part: string | number | null): boolean {
  return part === null || (whole !== null && String(whole).startsWith(String(part)));
}

/** A person without what the damage took or added: inside of one cell in quotation marks nothing shows it. */
function lasting(person: Readonly<Record<string, unknown>>, damage: string | null): object {
  const plain = (text: string): string => {
    if (damage?.startsWith("a line end")) return text.replaceAll(/\s/g, "");
    if (damage?.startsWith("a separator")) return text.replaceAll(/[",;\t\s]/g, "");
    return damage?.startsWith("a quotation mark") ? text.replaceAll('"', "") : text;
  };
  return Object.fromEntries(
    Object.entries(person).map(([key, value]) => [key, typeof value === "string" ? plain(value) : value]),
  );
}
