import { boolean } from "../columns";
import type { Queryable } from "../queryable";
import { statement } from "../statement";

const hasTransactionLimit = statement({
  name: "has-transaction-limit",
  row: { has: boolean },
  sql: "SELECT EXISTS (SELECT FROM pg_settings WHERE name = 'transaction_timeout') AS has",
  prepared: false,
});

/** Lets this transaction last as long as it takes, on a Postgres that has a limit for it (from 17 on). */
export async function liftTransactionLimit(
  ask: Queryable,
  utility: (sql: string) => Promise<unknown>,
): Promise<void> {
  if ((await ask.get(hasTransactionLimit)).has) await utility("SET LOCAL transaction_timeout = 0");
}
