import { type AddressInfo, createServer } from "node:net";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { openDatabase } from "./client";
import { isBusy, isUnreachable } from "./errors";
import { PrismaClient } from "./generated/client";
import { testDatabase } from "./testing";

const db = await testDatabase();

describe("a database with all its connections in use", () => {
  it("is busy for a statement, and for a transaction", async () => {
    const pool = new pg.Pool({ connectionString: db.url, max: 1, connectionTimeoutMillis: 300 });
    const prisma = new PrismaClient({
      adapter: new PrismaPg(pool),
      transactionOptions: { maxWait: 200 },
    });
    const held = await pool.connect();
    try {
      for (const ask of [
        () => pool.query("SELECT 1"),
        () => prisma.user.count(),
        () => prisma.$transaction(async (tx) => tx.user.count()),
      ]) {
        const error = await ask().catch((cause: unknown) => cause);
        expect({ error, busy: isBusy(error), away: isUnreachable(error) }).toMatchObject({
          busy: true,
          away: true,
        });
      }
    } finally {
      held.release();
      await pool.end();
    }
  });
});

describe("a database that is away", () => {
  it("is out of reach, and not busy, where nothing listens", async () => {
    const away = openDatabase("postgresql://calot@127.0.0.1:9/calot", { poolSize: 1 });
    for (const ask of [
      () => away.pool.query("SELECT 1"),
      () => away.prisma.user.count(),
      () => away.prisma.$queryRaw`SELECT 1`,
      () => away.prisma.$transaction(async (tx) => tx.user.count()),
    ]) {
      const error = await ask().catch((cause: unknown) => cause);
      expect([isBusy(error), isUnreachable(error)]).toEqual([false, true]);
    }
    await away.close();
  });

  it("is told to be so by the time that a request would wait for its turn, where something listens and is silent", async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const { port } = silent.address() as AddressInfo;
    const away = openDatabase(`postgresql://calot@127.0.0.1:${port}/calot`, { poolSize: 1 });
    const error = await away.pool.query("SELECT 1").catch((cause: unknown) => cause);
    expect([isBusy(error), isUnreachable(error)]).toEqual([false, true]);
    await away.close();
    silent.close();
  });
});
