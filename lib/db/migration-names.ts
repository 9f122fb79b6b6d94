import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

export const MIGRATIONS_DIR = path.resolve(/* turbopackIgnore: true */ "prisma/migrations");

/** The names of the migrations that this version has, oldest first. */
export async function migrationNames(): Promise<string[]> {
  const entries = await readdir(MIGRATIONS_DIR, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** What a migration does. */
export const migrationSql = (name: string): Promise<string> =>
  readFile(path.join(MIGRATIONS_DIR, name, "migration.sql"), "utf8");
