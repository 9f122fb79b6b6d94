import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as engineModule from "@prisma/schema-engine-wasm/schema_engine_bg";
import type pg from "pg";
import { MIGRATIONS_DIR, migrationNames, migrationSql } from "./migration-names";

type SchemaEngine = Awaited<ReturnType<typeof engineModule.SchemaEngine.new>>;

let loading: Promise<void> | null = null;

/** Once, however many ask at the same time: a second instance would take over what the first holds. */
function loadEngine(): Promise<void> {
  loading ??= bindEngine();
  return loading;
}

/** Node can't import .wasm, so the module that the package's entry would import is bound by hand. */
async function bindEngine(): Promise<void> {
  const file = createRequire(import.meta.url)
    .resolve("@prisma/schema-engine-wasm")
    .replace(/schema_engine\.js$/, "schema_engine_bg.wasm");
  const { instance } = await WebAssembly.instantiate(await readFile(file), {
    "./schema_engine_bg.js": engineModule as unknown as WebAssembly.ModuleImports,
  });
  const binding = engineModule as unknown as { __wbg_set_wasm(exports: WebAssembly.Exports): void };
  binding.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
}

/**
 * Prisma's schema engine as WebAssembly: migrations without the native engine, which Prisma downloads from a
 * host that a hospital's network doesn't reach. It keeps the ordinary `_prisma_migrations` table.
 */
export async function openSchemaEngine(database: string | pg.Pool): Promise<SchemaEngine> {
  await loadEngine();
  const adapter = bindMigrationAwareSqlAdapterFactory(
    new PrismaPg(typeof database === "string" ? { connectionString: database } : database),
  );
  return engineModule.SchemaEngine.new({ datamodels: undefined }, () => {}, adapter);
}

/** The migrations as the engine takes them: all of this version, unless they are named. */
export async function migrationsList(names?: readonly string[]): Promise<engineModule.MigrationList> {
  return {
    baseDir: MIGRATIONS_DIR,
    lockfile: {
      path: "migration_lock.toml",
      content: await readFile(path.join(MIGRATIONS_DIR, "migration_lock.toml"), "utf8"),
    },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(
      (names ?? (await migrationNames())).map(async (name) => ({
        path: name,
        migrationFile: {
          path: "migration.sql",
          content: { tag: "ok" as const, value: await migrationSql(name) },
        },
      })),
    ),
  };
}
