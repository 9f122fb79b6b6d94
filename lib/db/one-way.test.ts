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
