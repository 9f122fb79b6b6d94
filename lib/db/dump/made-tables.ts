import { migrationSql } from "../migration-names";

/** Every table that migrations make, those included that a later one drops. */
export async function madeTables(migrations: readonly string[]): Promise<ReadonlySet<string>> {
  const texts = await Promise.all(migrations.map(migrationSql));
  return new Set(
    texts.flatMap((text) => [...text.matchAll(/^CREATE TABLE "(\w+)"/gm)].map(([, name]) => name!)),
  );
}
