import { ONLY_READ } from "./app-login";
import type { Database } from "./client";
import { boolean, integer, texts, timestamp } from "./columns";
import { type RowOf, statement } from "./statement";

const facts = statement({
  name: "server-facts",
  row: {
    /** As 180004. */
    version: integer,
    readOnly: boolean,
    maxConnections: integer,
    /** Of them, those that are kept for others than this login. */
    reserved: integer,
    inUse: integer,
    /** Tables that this login may not read or write. */
    lacking: texts,
    now: timestamp,
  },
  sql: `SELECT current_setting('server_version_num')::int AS version,
      pg_is_in_recovery() OR current_setting('default_transaction_read_only')::boolean AS "readOnly",
      current_setting('max_connections')::int AS "maxConnections",
      current_setting('superuser_reserved_connections')::int
        + coalesce(current_setting('reserved_connections', true)::int, 0) AS reserved,
      (SELECT coalesce(sum(numbackends), 0)::int FROM pg_stat_database) AS "inUse",
      coalesce((
        SELECT array_agg(c.relname::text ORDER BY c.relname) FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'public' AND c.relkind = 'r' AND NOT (
          has_table_privilege(c.oid, 'SELECT')
          AND (c.relname IN (${ONLY_READ}) OR has_table_privilege(c.oid, 'INSERT'))
        )
      ), '{}') AS lacking,
      clock_timestamp() AS now`,
});

/** What a Postgres says of itself, and of what this login may do there. */
export type ServerFacts = Omit<RowOf<typeof facts>, "now">;

/** @returns the facts, and what its clock says */
export const serverFacts = (db: Database): Promise<RowOf<typeof facts>> => db.get(facts);
