import { asJson, floats, integers, records, uuid, uuids, type ValuesOf } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { statement } from "@/lib/db/statement";
import {
  type CaseEstimate,
  foldAnswer,
  type LibraryEstimate,
  newCase,
  newLibrary,
  newReader,
  type ReaderEstimate,
  strengthOf,
  tasksOf,
} from "@/lib/domain/practice/estimates";
import type { StrengthInSitting } from "@/lib/domain/practice/mastery";
import { type countedRow, toCounted } from "./counted-answers";

/** Estimates that answers are being folded into. */
export type Estimates = {
  readonly readers: Map<string, ReaderEstimate>;
  readonly cases: Map<string, CaseEstimate>;
  /** By institution. */
  readonly libraries: Map<string, LibraryEstimate>;
  /** By sitting and skill: how strong the reader was after the sitting’s last answer that told of it. */
  readonly strengths: Map<string, StrengthRow>;
};

type StrengthRow = StrengthInSitting & { readonly sittingId: string };

export const noEstimates = (): Estimates => ({
  readers: new Map(),
  cases: new Map(),
  libraries: new Map(),
  strengths: new Map(),
});

/** Folds answers, in their order, into the estimates, which it changes. */
export function foldAll(
  { readers, cases, libraries, strengths }: Estimates,
  answers: readonly ValuesOf<typeof countedRow>[],
): void {
  for (const row of answers) {
    const answer = toCounted(row);
    const library = getOrMake(libraries, row.institution_id, newLibrary);
    const reader = getOrMake(readers, row.user_id, newReader);
    const asked = getOrMake(cases, row.case_id, () => newCase(answer.phase, library));
    foldAnswer(reader, asked, library, answer);
    if (row.sitting_id === null) continue;
    for (const task of tasksOf(answer)) {
      const skill = { phase: answer.phase, task };
      const key = `${row.sitting_id} ${skill.phase} ${task}`;
      strengths.set(key, {
        ...skill,
        sittingId: row.sitting_id,
        at: row.at,
        onNewVideo: row.on_new_video || (strengths.get(key)?.onNewVideo ?? false),
        strength: strengthOf(reader, skill, library),
      });
    }
  }
}

function getOrMake<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key);
  if (known) return known;
  const made = make();
  map.set(key, made);
  return made;
}

const ids = { ids: uuids };

const readersOf = statement({
  name: "reader-estimates",
  params: ids,
  row: { id: uuid, theta: asJson(floats), answers: asJson(integers), proneness: asJson(floats) },
  sql: `SELECT user_id AS id, to_json(theta) AS theta, to_json(answers) AS answers, to_json(proneness) AS proneness
    FROM reader_estimate WHERE user_id = ANY($ids)`,
});

const casesOf = statement({
  name: "case-estimates",
  params: ids,
  row: { id: uuid, beta: asJson(floats), answers: asJson(integers), pull: asJson(floats) },
  sql: `SELECT case_id AS id, to_json(beta) AS beta, to_json(answers) AS answers, to_json(pull) AS pull
    FROM case_estimate WHERE case_id = ANY($ids)`,
});

const librariesOf = statement({
  name: "library-estimates",
  params: ids,
  row: { id: uuid, beta_sum: asJson(floats), cases: asJson(integers) },
  sql: `SELECT institution_id AS id, to_json(beta_sum) AS beta_sum, to_json(cases) AS cases
    FROM library_estimate WHERE institution_id = ANY($ids)`,
});

/** What is kept of these readers, cases and institutions. */
export async function readEstimates(
  db: Queryable,
  which: {
    readonly readers: readonly string[];
    readonly cases: readonly string[];
    readonly institutions: readonly string[];
  },
): Promise<Estimates> {
  const readers = await db.all(readersOf, { ids: which.readers });
  const cases = await db.all(casesOf, { ids: which.cases });
  const libraries = await db.all(librariesOf, { ids: which.institutions });
  return {
    ...noEstimates(),
    readers: new Map(
      readers.map(({ id, theta, answers, proneness }) => [
        id,
        { theta: [...theta], answers: [...answers], proneness: [...proneness] },
      ]),
    ),
    cases: new Map(
      cases.map(({ id, beta, answers, pull }) => [
        id,
        { beta: [...beta], answers: [...answers], pull: [...pull] },
      ]),
    ),
    libraries: new Map(
      libraries.map(({ id, beta_sum, cases: known }) => [id, { betaSum: [...beta_sum], cases: [...known] }]),
    ),
  };
}

const given = { rows: records };

const putReaders = statement({
  name: "put-reader-estimates",
  params: given,
  sql: `INSERT INTO reader_estimate (user_id, theta, answers, proneness)
    SELECT * FROM jsonb_to_recordset($rows) AS r(id uuid, theta float8[], answers int[], proneness float8[]) ORDER BY id
    ON CONFLICT (user_id) DO UPDATE
    SET theta = excluded.theta, answers = excluded.answers, proneness = excluded.proneness`,
  prepared: false,
});

const putCases = statement({
  name: "put-case-estimates",
  params: given,
  sql: `INSERT INTO case_estimate (case_id, beta, answers, pull)
    SELECT * FROM jsonb_to_recordset($rows) AS r(id uuid, beta float8[], answers int[], pull float8[]) ORDER BY id
    ON CONFLICT (case_id) DO UPDATE SET beta = excluded.beta, answers = excluded.answers, pull = excluded.pull`,
  prepared: false,
});

const putLibraries = statement({
  name: "put-library-estimates",
  params: given,
  sql: `INSERT INTO library_estimate (institution_id, beta_sum, cases)
    SELECT * FROM jsonb_to_recordset($rows) AS r(id uuid, "betaSum" float8[], cases int[]) ORDER BY id
    ON CONFLICT (institution_id) DO UPDATE SET beta_sum = excluded.beta_sum, cases = excluded.cases`,
  prepared: false,
});

// What a sitting showed of a skill in a span of time before, it has shown.
const putStrengths = statement({
  name: "put-sitting-strengths",
  params: given,
  sql: `INSERT INTO sitting_strength (sitting_id, phase, task, at, p, p_from, p_to, answers, on_new_video)
    SELECT * FROM jsonb_to_recordset($rows)
      AS r("sittingId" uuid, phase phase, task text, at timestamptz, p float8, "from" float8, "to" float8, answers int,
        "onNewVideo" boolean)
    ORDER BY "sittingId", phase, task
    ON CONFLICT (sitting_id, phase, task) DO UPDATE
    SET at = excluded.at, p = excluded.p, p_from = excluded.p_from, p_to = excluded.p_to, answers = excluded.answers,
      on_new_video = sitting_strength.on_new_video OR excluded.on_new_video`,
  prepared: false,
});

/** Keeps estimates in the place of what was kept of the same readers, cases and institutions. */
export async function writeEstimates(
  tx: Queryable,
  { readers, cases, libraries, strengths }: Estimates,
): Promise<void> {
  const rows = (map: ReadonlyMap<string, object>): object[] =>
    [...map].map(([id, each]) => ({ id, ...each }));
  await tx.run(putReaders, { rows: rows(readers) });
  await tx.run(putCases, { rows: rows(cases) });
  await tx.run(putLibraries, { rows: rows(libraries) });
  await tx.run(putStrengths, {
    rows: [...strengths.values()].map(({ strength, ...row }) => ({ ...row, ...strength })),
  });
}
