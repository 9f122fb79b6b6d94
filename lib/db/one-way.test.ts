import { expect, it } from "vitest";

const sources = import.meta.glob<string>(
  [
    "/{app,bench,cli,components,demo,lib,prisma,scripts,tooling}/**/*.{ts,tsx}",
    "!/lib/db/**",
    "!**/*.test.{ts,tsx}",
    "!**/testing*.ts",
    "!**/testing/**",
  ],
  { query: "?raw", import: "default", eager: true },
);

const filesWith = (pattern: RegExp): string[] =>
  Object.entries(sources).flatMap(([file, source]) => (pattern.test(source) ? [file] : []));

// By whichever of these, SQL that no test has held against the schema would reach the database.
it("has one way to write SQL: declared statements", () => {
  expect(Object.keys(sources).length).toBeGreaterThan(500);
  expect(filesWith(/from "pg"|import\("pg"\)/)).toEqual([]);
  expect(filesWith(/\bdb\.pool\b|\bdatabase\(\)\.pool\b|\{[^{}]*\bpool\b[^{}]*\}: Database/)).toEqual([]);
  expect(filesWith(/\$(queryRaw|executeRaw|transaction)/)).toEqual([]);
});

// Behind a pooler the next transaction has another session: a lock would stay with a stranger, a setting would bind one.
it("asks nothing of a session that outlives its transaction", () => {
  const all = { ...sources, ...connecting };
  const files = (pattern: RegExp): string[] =>
    Object.entries(all).flatMap(([file, source]) => (pattern.test(source) ? [file] : []));
  expect(files(/pg_(try_)?advisory_(un)?lock/)).toEqual([]);
  expect(files(/(["`]SET (?!LOCAL|TRANSACTION)|set_config\()/)).toEqual([]);
  expect(files(/\b(UN)?LISTEN [a-z]|\bWITH HOLD\b|"PREPARE /)).toEqual([]);
  expect(files(/CREATE TEMP(ORARY)? TABLE(?![^`"]*ON COMMIT DROP)/)).toEqual([]);
});

const connecting = import.meta.glob<string>(
  ["/lib/db/**/*.ts", "!/lib/db/generated/**", "!**/*.test.ts", "!**/testing.ts", "!**/testing/**"],
  { query: "?raw", import: "default", eager: true },
);

// One that breaks while nobody listens ends the process.
it("has one way to connect: with somebody who listens when the connection breaks", () => {
  const files = Object.entries(connecting).flatMap(([file, source]) =>
    /new (pg\.)?Client\(|extends pg\.Client/.test(source) ? [file] : [],
  );
  expect(files).toEqual(["/lib/db/connection.ts"]);
});
