import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditWeaknesses } from "./audit-weaknesses";
import { openDatabase } from "./client";
import { migrate } from "./migrate";
import { testDatabase } from "./testing";

const db = await testDatabase();
const owner = new pg.Client({ connectionString: db.ownerUrl });

beforeAll(async () => {
  await owner.connect();
  await db.pool.query("INSERT INTO audit_event (at, action) VALUES (now(), 'user.add')");
});
afterAll(() => owner.end());

const rows = async (): Promise<number> => (await db.pool.query("SELECT 1 FROM audit_event")).rowCount!;

describe("the app's login", () => {
  it("adds rows, and reads them", async () => {
    await db.pool.query("INSERT INTO audit_event (at, action) VALUES (now(), 'user.add')");
    expect(await rows()).toBe(2);
  });

  it.each([
    "UPDATE audit_event SET action = 'nothing'",
    "UPDATE audit_event SET action = 'nothing' WHERE false",
    "DELETE FROM audit_event",
    "TRUNCATE audit_event",
    "INSERT INTO audit_event (id, at, action) VALUES (1, now(), 'x') ON CONFLICT (id) DO UPDATE SET action = 'x'",
    "MERGE INTO audit_event e USING (SELECT 1) AS s ON true WHEN MATCHED THEN DELETE",
    "ALTER TABLE audit_event DISABLE TRIGGER ALL",
    "ALTER TABLE audit_event DISABLE TRIGGER audit_event_append_only",
    "ALTER TABLE audit_event RENAME TO audit_event_old",
    "DROP TRIGGER audit_event_append_only ON audit_event",
    "DROP TABLE audit_event",
    "DROP SCHEMA public CASCADE",
    "DROP FUNCTION refuse_audit_change() CASCADE",
    `CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`,
    "CREATE TRIGGER swallow BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()",
    "CREATE RULE swallow AS ON INSERT TO audit_event DO INSTEAD NOTHING",
    "CREATE POLICY hide ON audit_event USING (false)",
    "CREATE TABLE another (id int)",
    "GRANT UPDATE ON audit_event TO calot_app; UPDATE audit_event SET action = 'nothing'",
    "SET session_replication_role = replica",
    "SET ROLE calot",
    "SET SESSION AUTHORIZATION calot",
    "ALTER ROLE calot_app SUPERUSER",
    "SELECT setval('audit_event_id_seq', 1)",
    "COPY audit_event TO PROGRAM 'cat'",
    "DELETE FROM _prisma_migrations",
  ])("is refused: %s", async (statement) => {
    await expect(db.pool.query(statement)).rejects.toThrow(
      /permission denied|must be (owner|able)|not take|no UPDATE|no DELETE/i,
    );
    expect(await rows()).toBe(2);
  });

  it("is found to be unable to alter the trail", async () => {
    expect(await auditWeaknesses(db)).toEqual([]);
  });
});

describe("the owner", () => {
  it.each([
    "UPDATE audit_event SET action = 'nothing'",
    "DELETE FROM audit_event",
    "TRUNCATE audit_event",
    "SET session_replication_role = replica; DELETE FROM audit_event",
  ])("is refused too, by the trigger: %s", async (statement) => {
    await expect(owner.query(statement)).rejects.toThrow(/The audit trail takes no (UPDATE|DELETE|TRUNCATE)/);
    expect(await rows()).toBe(2);
  });

  it("may delete an institution without a row of the trail changing", async () => {
    const made = await owner.query("INSERT INTO institution (name) VALUES ('gone') RETURNING id");
    const { id } = made.rows[0];
    await db.pool.query("INSERT INTO audit_event (at, action, institution_id) VALUES (now(), 'x', $1)", [id]);
    await owner.query("DELETE FROM institution WHERE id = $1", [id]);
    const kept = await db.pool.query("SELECT 1 FROM audit_event WHERE institution_id = $1", [id]);
    expect(kept.rowCount).toBe(1);
  });
});

describe("auditWeaknesses", () => {
  async function weaknessesOf(login: string): Promise<readonly string[]> {
    const url = new URL(db.ownerUrl);
    [url.username, url.password] = [login, "secret"];
    const theirs = openDatabase(url.href, { poolSize: 1 });
    try {
      return await auditWeaknesses(theirs);
    } finally {
      await theirs.close();
    }
  }

  it("names a superuser", async () => {
    const theirs = openDatabase(db.ownerUrl, { poolSize: 1 });
    expect(await auditWeaknesses(theirs)).toEqual(["superuser"]);
    await theirs.close();
  });

  it("names rights that were given, a membership in the owner, and a switched-off trigger", async () => {
    await owner.query(`CREATE ROLE weak_granted LOGIN PASSWORD 'secret';
      GRANT SELECT, DELETE ON audit_event TO weak_granted;
      CREATE ROLE weak_owner LOGIN PASSWORD 'secret' NOINHERIT;
      CREATE ROLE weak_schema LOGIN PASSWORD 'secret';
      GRANT pg_write_server_files TO weak_schema;`);
    try {
      expect(await weaknessesOf("weak_granted")).toEqual(["granted"]);
      expect(await weaknessesOf("weak_owner")).toEqual([]);
      expect(await weaknessesOf("weak_schema")).toEqual(["superuser"]);
      await owner.query("ALTER SCHEMA public OWNER TO weak_owner");
      expect(await weaknessesOf("weak_owner")).toEqual(["owner"]);
      await owner.query("ALTER SCHEMA public OWNER TO calot");
      await owner.query("ALTER TABLE audit_event DISABLE TRIGGER audit_event_append_only");
      expect(await auditWeaknesses(db)).toEqual(["trigger"]);
      await owner.query("ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_event_append_only");
    } finally {
      await owner.query(`DROP OWNED BY weak_granted, weak_owner, weak_schema;
        DROP ROLE weak_granted, weak_owner, weak_schema`);
    }
  });
});

describe("migrate", () => {
  it("gives a new login its rights, and takes from it what it should not have on the trail", async () => {
    await owner.query(
      `CREATE ROLE hospital_app LOGIN PASSWORD 'secret'; GRANT ALL ON audit_event TO hospital_app`,
    );
    const url = new URL(db.ownerUrl);
    [url.username, url.password] = ["hospital_app", "secret"];
    const theirs = openDatabase(url.href, { poolSize: 1 });
    try {
      expect(await migrate({ app: url.href, owner: db.ownerUrl })).toEqual([]);
      expect(await auditWeaknesses(theirs)).toEqual([]);
      await theirs.pool.query("INSERT INTO audit_event (at, action) VALUES (now(), 'user.add')");
      await theirs.prisma.institution.create({ data: { name: "A hospital" } });
      await theirs.prisma.institution.deleteMany({ where: { name: "A hospital" } });
      await expect(theirs.pool.query("DELETE FROM audit_event")).rejects.toThrow(/permission denied/);
    } finally {
      await theirs.close();
      await owner.query("DROP OWNED BY hospital_app; DROP ROLE hospital_app");
    }
  });
});
