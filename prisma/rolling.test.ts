import { describe, expect, it } from "vitest";
import { migrationNames, migrationSql } from "@/lib/db/migration-names";
import { rollingMark } from "@/lib/db/rolling-mark";
import { problemsOf } from "./rolling";

/** The first that says whether servers of before go on. None of those before it allowed it. */
const FIRST_MARKED = "20261130023000_rolling_migrations";

it("every migration says whether servers of before go on, and what it does allows what it says", async () => {
  const names = (await migrationNames()).filter((name) => name >= FIRST_MARKED);
  expect(names[0]).toBe(FIRST_MARKED);
  for (const name of names) {
    expect({ name, problems: problemsOf(await migrationSql(name)) }).toEqual({ name, problems: [] });
  }
});

describe("the first line", () => {
  it("is yes or no, with a reason", () => {
    expect(rollingMark("-- rolling: yes, because it adds\nSELECT 1")).toEqual({
      rolling: true,
      because: "it adds",
    });
    expect(rollingMark("-- rolling: no, because it drops")).toEqual({ rolling: false, because: "it drops" });
    for (const sql of [
      "",
      "-- rolling: yes",
      "-- rolling: yes, because ",
      "\n-- rolling: yes, because it adds",
      "SELECT 1",
    ]) {
      expect(rollingMark(sql)).toBeNull();
      expect(problemsOf(sql)).toHaveLength(1);
    }
    expect(problemsOf("-- rolling: no, because it drops\nDROP TABLE attempt;")).toEqual([]);
  });
});

const problems = (sql: string): string[] => problemsOf(`-- rolling: yes, because it is tried\n${sql}`);

describe("goes on beside", () => {
  it.each([
    `ALTER TABLE "attempt" ADD COLUMN "since_lock_ms" INTEGER;`,
    `ALTER TABLE "mail" ADD COLUMN     "send_before" TIMESTAMPTZ(3),\nADD COLUMN     "switch_off" TEXT;`,
    `ALTER TABLE "user" ADD COLUMN "times" SMALLINT NOT NULL DEFAULT 0;`,
    `ALTER TABLE "user" ADD COLUMN "about" JSONB NOT NULL DEFAULT '{"a": "b, c"}'::jsonb, ADD COLUMN x NUMERIC(3, 1);`,
    `ALTER TABLE "user" ADD COLUMN "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;`,
    `ALTER TABLE attempt ADD COLUMN sitting_id UUID REFERENCES sitting (id) ON DELETE SET NULL;`,
    `CREATE INDEX CONCURRENTLY "attempt_x" ON "attempt" ("x");`,
    `-- a table\nCREATE TABLE "t" ("id" UUID NOT NULL, n INT CHECK (n > 0), CONSTRAINT "t_pkey" PRIMARY KEY ("id"));
     CREATE UNIQUE INDEX "t_n" ON "t" (n);
     ALTER TABLE "t" ADD CONSTRAINT "t_fkey" FOREIGN KEY ("id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
     INSERT INTO t (id, n) SELECT id, 1 FROM "user";
     COMMENT ON TABLE t IS 'a table';`,
    `CREATE TYPE "colour" AS ENUM ('red', 'blue');`,
    `-- rolling: servers of before write no such row\nALTER TABLE "attempt" ADD CHECK (x > 0);`,
  ])("%s", (sql) => {
    expect(problems(sql)).toEqual([]);
  });
});

describe("doesn't go on beside", () => {
  it.each([
    `DROP TABLE "attempt";`,
    `ALTER TABLE "attempt" DROP COLUMN "x1";`,
    `ALTER TABLE "attempt" DROP "x1";`,
    `ALTER TABLE "attempt" RENAME COLUMN "x1" TO "left";`,
    `ALTER TABLE "attempt" RENAME TO "answer";`,
    `ALTER TABLE "attempt" ADD COLUMN "a" INTEGER, DROP COLUMN "x1";`,
    `ALTER TABLE "attempt" ADD COLUMN "a" INTEGER NOT NULL;`,
    `ALTER TABLE "attempt" ADD COLUMN "a" UUID DEFAULT gen_random_uuid();`,
    `ALTER TABLE "attempt" ADD COLUMN "a" TEXT UNIQUE;`,
    `ALTER TABLE "attempt" ADD COLUMN "a" BIGSERIAL;`,
    `ALTER TABLE "attempt" ALTER COLUMN "x1" SET NOT NULL;`,
    `ALTER TABLE "attempt" ALTER COLUMN "x1" DROP NOT NULL;`,
    `ALTER TABLE "attempt" ALTER COLUMN "x1" TYPE TEXT;`,
    `ALTER TABLE "attempt" ALTER COLUMN "x1" SET DATA TYPE TEXT;`,
    `ALTER TABLE "attempt" ADD CONSTRAINT "once" UNIQUE ("user_id");`,
    `CREATE UNIQUE INDEX "once" ON "attempt" ("user_id");`,
    `CREATE UNIQUE INDEX CONCURRENTLY "once" ON "attempt" ("user_id");`,
    `CREATE INDEX "slow" ON "attempt" ("user_id");`,
    `ALTER TYPE "phase" ADD VALUE 'E';`,
    `TRUNCATE "attempt";`,
  ])("%s", (sql) => {
    expect(problems(sql)).toHaveLength(1);
    // No reason helps.
    expect(problems(`-- rolling: it is well\n${sql}`)).toHaveLength(1);
  });
});

describe("is for a person to say", () => {
  it.each([
    `ALTER TABLE "attempt" ADD CONSTRAINT "c" CHECK (x1 > 0);`,
    `ALTER TABLE "attempt" ADD COLUMN "a" INTEGER CHECK (a > x1);`,
    `ALTER TABLE "attempt" ADD COLUMN "a" UUID REFERENCES "case" ("id");`,
    `ALTER TABLE "attempt" DROP CONSTRAINT "c";`,
    `ALTER TABLE "attempt" ALTER COLUMN "x1" SET DEFAULT 0;`,
    `CREATE TABLE "t" ("id" UUID, FOREIGN KEY ("id") REFERENCES "user"("id") ON DELETE RESTRICT);`,
    `UPDATE "attempt" SET x1 = 0;`,
    `CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';`,
    `DROP INDEX "attempt_x";`,
    `GRANT SELECT ON "attempt" TO "someone";`,
  ])("%s", (sql) => {
    expect(problems(sql)).toEqual([expect.stringContaining("Say why not in a comment above it")]);
    expect(problems(`-- rolling: it is well\n${sql}`)).toEqual([]);
  });
});
