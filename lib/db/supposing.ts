import type { Database } from "./client";
import type { Queryable } from "./queryable";
import type { Statement } from "./statement";

/**
 * A database for work that supposes something which a question will confirm: the question is asked in one trip with the first
 * statement of the work, and nothing of the work comes before its answer but that statement, if it only reads. Where the
 * question fails, so does whatever the work asks.
 *
 * Before the answer, `prisma` and `pool` throw: the work begins with a statement.
 *
 * @param question asks it, and throws where it isn’t as supposed
 */
export function supposing(
  db: Database,
  question: (on: Queryable) => Promise<void>,
): Database & { confirmed(): Promise<void> } {
  let asked: Promise<void> | null = null;
  let answered = false;
  const answer = (of: Promise<unknown>): Promise<void> => {
    const told = of.then(() => {
      answered = true;
    });
    // Who waits for it is told; that nobody does is no fault.
    told.catch(() => {});
    return told;
  };
  const confirmed = (): Promise<void> => {
    asked ??= answer(question(db));
    return asked;
  };
  const after = <T>(statement: Statement, ask: (on: Queryable) => Promise<T>): Promise<T> => {
    if (asked || !onlyReads(statement)) return confirmed().then(() => ask(db));
    const both = db.together<[unknown, T]>((on) => [question(on), ask(on)]);
    asked = answer(both);
    return both.then(([, given]) => given);
  };
  const sure = <T>(value: T): T => {
    if (!answered) throw new Error("The work doesn’t begin with a statement.");
    return value;
  };
  return {
    limitMs: db.limitMs,
    close: db.close,
    confirmed,
    all: (statement, ...values) =>
      after(statement as unknown as Statement, (on) => on.all(statement, ...values)),
    find: (statement, ...values) =>
      after(statement as unknown as Statement, (on) => on.find(statement, ...values)),
    get: (statement, ...values) =>
      after(statement as unknown as Statement, (on) => on.get(statement, ...values)),
    run: (statement, ...values) =>
      after(statement as unknown as Statement, (on) => on.run(statement, ...values)),
    together: (ask) => confirmed().then(() => db.together(ask)),
    get prisma() {
      return sure(db.prisma);
    },
    get pool() {
      return sure(db.pool);
    },
  };
}

const onlyReads = ({ sql }: Statement): boolean => /^\s*SELECT\b/.test(sql);
