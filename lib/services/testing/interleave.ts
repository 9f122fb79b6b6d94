import type { Database } from "../../db/client";

/**
 * A database before whose nth question (a statement, some together, or a transaction's beginning; 1, 2 …) something else happens, such
 * as the very same request, sent twice.
 */
function interrupted(db: Database, nth: number, other: () => Promise<unknown>): Database {
  let asked = 0;
  const before = async (): Promise<void> => {
    asked += 1;
    if (asked === nth) await other();
  };
  const pool = new Proxy(db.pool, {
    get: (target, name) =>
      name === "connect" ? () => before().then(() => target.connect()) : Reflect.get(target, name),
  });
  return {
    ...db,
    pool,
    all: (...given) => before().then(() => db.all(...given)),
    find: (...given) => before().then(() => db.find(...given)),
    get: (...given) => before().then(() => db.get(...given)),
    run: (...given) => before().then(() => db.run(...given)),
    together: (ask) => before().then(() => db.together(ask)),
  };
}

/**
 * Sends something twice, the second coming as a whole between two questions that the first asks of the database: at each
 * place where it can, one after the other.
 *
 * @param send is told which database it is sent to, and which time of trying it is
 * @returns the answers of the first and of the second, for each place
 */
export async function sentTwice<T>(
  db: Database,
  send: (db: Database, time: number) => Promise<T>,
): Promise<(readonly [T, T])[]> {
  const answers: (readonly [T, T])[] = [];
  for (let time = 1; ; time++) {
    let second: { readonly answer: T } | undefined;
    const first = interrupted(db, time, async () => {
      second = { answer: await send(db, time) };
    });
    const answer = await send(first, time);
    if (!second) return answers;
    answers.push([answer, second.answer]);
  }
}
