import type pg from "pg";

/** Tables that the app's login writes rows to and reads, and may never change. */
const APPEND_ONLY = "audit_event";
/** What was migrated when, and what servers of before may go on beside: read by the server, written by migrations alone. */
const MIGRATIONS = ["_prisma_migrations", "rolling_migration"];
/** Their names, for a statement. */
export const ONLY_READ = MIGRATIONS.map((name) => `'${name}'`).join();

const lacking = `SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = 'public' AND pg_has_role(current_user, c.relowner, 'MEMBER') AND CASE
    WHEN c.relkind = 'S' THEN NOT has_sequence_privilege($1, c.oid, 'USAGE')
    WHEN c.relkind <> 'r' THEN false
    WHEN c.relname IN (${ONLY_READ}) THEN NOT has_table_privilege($1, c.oid, 'SELECT')
      OR has_table_privilege($1, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
    WHEN c.relname = '${APPEND_ONLY}' THEN NOT has_table_privilege($1, c.oid, 'SELECT')
      OR NOT has_table_privilege($1, c.oid, 'INSERT')
      OR has_table_privilege($1, c.oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER, REFERENCES')
    ELSE NOT has_table_privilege($1, c.oid, 'SELECT') OR NOT has_table_privilege($1, c.oid, 'INSERT')
      OR NOT has_table_privilege($1, c.oid, 'UPDATE') OR NOT has_table_privilege($1, c.oid, 'DELETE')
  END LIMIT 1`;

/**
 * Gives the app's login what it needs of tables and sequences, and of the audit trail no more than reading and adding.
 * Does nothing where it has that already.
 *
 * @param client connected as the owner of the tables
 * @param role another login than the owner's
 */
export async function grantToApp(client: pg.Client, role: string): Promise<void> {
  const { rowCount } = await client.query(lacking, [role]);
  if (rowCount === 0) return;
  const app = client.escapeIdentifier(role);
  await client.query(`BEGIN;
    GRANT USAGE ON SCHEMA public TO ${app};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${app};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${app};
    REVOKE ALL ON ${[APPEND_ONLY, ...MIGRATIONS].join()} FROM ${app};
    GRANT SELECT, INSERT ON ${APPEND_ONLY} TO ${app};
    GRANT SELECT ON ${MIGRATIONS.join()} TO ${app};
    COMMIT`);
}
