import { PHASES } from "../phases";
import { FOLLOWED } from "./followed";
import type { CohortPage, ContactFigures, FollowedFigures } from "./views";

/** A table for a file: the names of its columns, then its rows. An empty cell is a figure that isn't told, or none. */
export type CohortTable = readonly (readonly (string | number | null)[])[];

const FIGURE_COLUMNS = [
  "residents",
  "answers",
  ...FOLLOWED.flatMap((figure) => [figure, `${figure} low`, `${figure} high`]),
  "suppressed",
];

/** Of all answers of the period together. */
const CONTACT_COLUMNS = [
  ...["contact", "contact5"].flatMap((figure) => [figure, `${figure} low`, `${figure} high`]),
  "nNoGo",
];

function contactCells({ contact, contact5 }: ContactFigures): (number | null)[] {
  const told = [contact, contact5].flatMap(({ value, interval }) => [
    value,
    interval?.[0] ?? null,
    interval?.[1] ?? null,
  ]);
  return [...told, contact.n];
}

const noContact: readonly null[] = CONTACT_COLUMNS.map(() => null);

function cells(figures: FollowedFigures): (string | number | null)[] {
  return [
    figures.residents,
    figures.acc.n,
    ...FOLLOWED.flatMap((name) => {
      const { value, interval } = figures[name];
      return [value, interval?.[0] ?? null, interval?.[1] ?? null];
    }),
    figures.suppressed,
  ];
}

export const COHORT_TABLES = ["figures", "failures", "residents"] as const;

/** The tables of docs/cohorts.md. Columns are only ever added, at the end. */
export const cohortTables: Readonly<
  Record<(typeof COHORT_TABLES)[number], (page: CohortPage) => CohortTable>
> = {
  figures: ({ period, figures, contact, byPhase, weeks }) => [
    ["scope", "from", "until", ...FIGURE_COLUMNS, ...CONTACT_COLUMNS],
    ["all", period.from, period.until, ...cells(figures), ...contactCells(contact)],
    ...PHASES.map((phase) => [
      ...[`phase ${phase}`, period.from, period.until],
      ...cells(byPhase[phase]),
      ...noContact,
    ]),
    ...weeks.map((week) => ["week", week.week, null, ...cells(week), ...noContact]),
  ],
  failures: ({ failures }) => [
    ["training year", "residents", "answers", "phase", "zone", "n"],
    ...failures.flatMap(({ year, residents, n, counts }) =>
      counts === null
        ? [[year, residents, n, null, null, null]]
        : counts.map((count) => [year, residents, n, count.phase, count.zone, count.n]),
    ),
  ],
  residents: ({ residents }) => [
    [
      "name",
      "training year",
      "answers",
      ...FOLLOWED,
      "last answer",
      "overdue",
      "concerns",
      "contact",
      "contact5",
      "nNoGo",
    ],
    ...(residents ?? []).map((row) => [
      row.name,
      row.trainingYear,
      row.n,
      ...FOLLOWED.map((figure) => row.figures[figure]),
      row.lastAnswerAt,
      row.overdue,
      row.concerns.map(({ text }) => text).join(" "),
      row.contact.mean,
      row.contact.n === 0 ? null : row.contact.over / row.contact.n,
      row.contact.n,
    ]),
  ],
};
