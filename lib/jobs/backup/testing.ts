import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { openSnapshot } from "@/lib/db/dump/open-snapshot";
import type { Logins } from "@/lib/db/migrate";
import type { ObjectStore } from "@/lib/storage/object-store";

/** Databases to restore into, each new and empty, whose owner is no superuser; dropped when the tests of a file have run. */
export async function emptyDatabases(of: { readonly url: string; readonly ownerUrl: string }) {
  const { afterAll } = await import("vitest");
  const owner = `owner_${randomBytes(6).toString("hex")}`;
  const made: string[] = [];
  await run(of.ownerUrl, `CREATE ROLE ${owner} LOGIN PASSWORD 'owner'`);
  afterAll(async () => {
    for (const name of made) await run(of.ownerUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await run(of.ownerUrl, `DROP ROLE ${owner}`);
  });
  return async (): Promise<Logins> => {
    const name = `restored_${randomBytes(6).toString("hex")}`;
    await run(of.ownerUrl, `CREATE DATABASE ${name} OWNER ${owner}`);
    made.push(name);
    const at = (address: string, login?: string): string => {
      const url = new URL(address);
      url.pathname = `/${name}`;
      if (login !== undefined) [url.username, url.password] = [login, "owner"];
      return url.href;
    };
    return { app: at(of.url), owner: at(of.ownerUrl, owner) };
  };
}

/** Runs a statement, as whoever an address names. */
export async function run(url: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

/** All rows of a database, in no order: a hash of each table. */
export async function rowsOf(url: string): Promise<Readonly<Record<string, string>>> {
  const snapshot = await openSnapshot(url);
  try {
    const found: Record<string, string> = {};
    for (const table of snapshot.tables) {
      const chunks: Buffer[] = [];
      for await (const chunk of snapshot.copy(table)) chunks.push(chunk);
      const lines = Buffer.concat(chunks).toString().split("\n").sort();
      found[table.name] =
        `${lines.length - 1} ${createHash("sha256").update(lines.join("\n")).digest("hex")}`;
    }
    return found;
  } finally {
    await snapshot.end();
  }
}

/** Every file below a folder, by its path from it, with its bytes; without what is being written. */
export async function filesOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const read = files.map(
    async (file) => [path.relative(folder, file), await readFile(file, "base64")] as const,
  );
  return Object.fromEntries((await Promise.all(read)).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Another new folder below one. */
export const newFolder = (base: string): Promise<string> => mkdtemp(path.join(base, "place-"));

/** A place that holds everything in memory. */
export function memoryStore(): ObjectStore {
  const kept = new Map<string, Uint8Array>();
  const get: ObjectStore["get"] = async (name) => {
    const bytes = kept.get(name);
    return bytes ? { bytes: Buffer.from(bytes), sum: async () => null } : null;
  };
  return {
    place: "memory",
    put: async (name, bytes) => void kept.set(name, bytes),
    get,
  } as ObjectStore;
}
