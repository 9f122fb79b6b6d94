import { text } from "../columns";
import { statement } from "../statement";

/** Lets this transaction last as long as it takes, on a Postgres that has a limit for it (from 17 on). */
export const withoutTransactionLimit = statement({
  name: "without-transaction-limit",
  row: { set: text },
  sql: "SELECT set_config(name, '0', true) AS set FROM pg_settings WHERE name = 'transaction_timeout'",
  prepared: false,
});
