import { migrationSql } from "../migration-names";

/** Every table that migrations make, those included that a later one drops. */
export const madeTables = made(/^CREATE TABLE (?:IF NOT EXISTS )?"(\w+)"/gm);

/** The same of enums. */
export const madeTypes = made(/^CREATE TYPE "(\w+)"/gm);

/** The same of functions. */
export const madeFunctions = made(/^CREATE (?:OR REPLACE )?FUNCTION "(\w+)"/gm);

function made(pattern: RegExp) {
  return async (migrations: readonly string[]): Promise<ReadonlySet<string>> => {
    const texts = await Promise.all(migrations.map(migrationSql));
    return new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map(([, name]) => name!)));
  };
}
