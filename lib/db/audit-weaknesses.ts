import type { Database } from "./client";
import { boolean } from "./columns";
import { statement } from "./statement";

/**
 * How the login that this process is connected with could alter the audit trail in spite of the trigger:
 * - superuser: it is one, or may become one through programs and files of the database's machine.
 * - owner: it owns the table, its schema or the database, or may act as who does.
 * - granted: it was given rights on the table that the app doesn't need.
 * - roles: it may make itself a member of the owner (before Postgres 16).
 * - trigger: what refuses changes is missing or switched off.
 */
type AuditWeakness = "superuser" | "owner" | "granted" | "roles" | "trigger";

const weaknesses = statement({
  name: "audit-weaknesses",
  row: { superuser: boolean, owner: boolean, granted: boolean, roles: boolean, trigger: boolean },
  sql: `SELECT
      r.rolsuper OR pg_has_role(r.rolname, 'pg_execute_server_program', 'MEMBER')
        OR pg_has_role(r.rolname, 'pg_write_server_files', 'MEMBER') AS superuser,
      pg_has_role(r.rolname, c.relowner, 'MEMBER') OR pg_has_role(r.rolname, n.nspowner, 'MEMBER')
        OR pg_has_role(r.rolname, d.datdba, 'MEMBER') AS owner,
      has_table_privilege(r.rolname, c.oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER')
        OR has_any_column_privilege(r.rolname, c.oid, 'UPDATE') AS granted,
      r.rolcreaterole AND current_setting('server_version_num')::int < 160000 AS roles,
      NOT EXISTS (
        SELECT 1 FROM pg_trigger t
        WHERE t.tgrelid = c.oid AND t.tgname = 'audit_event_append_only' AND t.tgenabled = 'A'
      ) AS trigger
    FROM pg_roles r, pg_database d, pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE r.rolname = current_user AND d.datname = current_database() AND c.oid = 'audit_event'::regclass`,
});

/** What the login of a connection could do to the audit trail; empty where the database keeps it append-only. */
export async function auditWeaknesses(db: Database): Promise<readonly AuditWeakness[]> {
  const row = await db.find(weaknesses);
  if (!row) return ["trigger"];
  // A superuser passes every one of the other tests.
  if (row.superuser) return row.trigger ? ["superuser", "trigger"] : ["superuser"];
  return (["owner", "granted", "roles", "trigger"] as const).filter((kind) => row[kind]);
}
