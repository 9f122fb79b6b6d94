import { type ChildProcess, spawn } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Database, openDatabase } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { BUILT_CALOT } from "./build-commands";
import { freePort } from "./free-port";
import { type Nginx, startNginx, whyNoNginx } from "./nginx";
import { type PgBouncer, startPgBouncer, whyNoPgBouncer } from "./pgbouncer";
import { startReplicatedPostgres } from "./replicated-postgres";
import { answering, ended } from "./start-calot";

/** Calot as a large hospital runs it: processes behind nginx, Postgres with a standby behind PgBouncer. */
export type Deployment = {
  readonly nginx: Nginx;
  readonly bouncer: PgBouncer;
  readonly webs: readonly Program[];
  readonly worker: Program;
  /** The owner's login at the server that may be written to. */
  ownerUrl(): string;
  /** Work on the database that may be written to, as the app, past the pooler. */
  withDatabase<T>(work: (db: Database) => Promise<T>): Promise<T>;
  /** Kills Postgres and puts the standby in its place. */
  failOver(): Promise<void>;
  stop(): Promise<void>;
};

/** One of Calot's own programs. */
export type Program = {
  kill(): Promise<void>;
  /** Ends it as an upgrade does. */
  stop(): Promise<void>;
  /** @param folder another version of Calot than this one */
  start(folder?: string): Promise<void>;
  /** What it tells Prometheus. */
  metrics(): Promise<string>;
};

/** Why it can't be had on this machine; null where it can. */
export const whyNoDeployment: string | null = whyNoNginx ?? whyNoPgBouncer;

const DATABASE = "calot";

/** @param seed what its database holds when the servers start */
export async function startDeployment(
  seed: (db: Database) => Promise<void>,
  { webs: count }: { webs: number },
): Promise<Deployment> {
  const home = await mkdtemp(path.join(tmpdir(), "calot-deployment-"));
  await chmod(home, 0o755);
  const postgres = await startReplicatedPostgres();
  await postgres.current.ensureDatabase(DATABASE);
  const ownerUrl = (): string => postgres.current.url(DATABASE);
  const appUrl = (): string => postgres.current.appUrl(DATABASE);
  await migrate({ app: appUrl(), owner: ownerUrl() });
  const withDatabase = async <T>(work: (db: Database) => Promise<T>): Promise<T> => {
    const db = openDatabase(appUrl(), { poolSize: 4 });
    try {
      return await work(db);
    } finally {
      await db.close();
    }
  };
  await withDatabase(seed);
  await postgres.addStandby();
  const bouncer = await startPgBouncer([appUrl(), ownerUrl()]);
  const ports = await Promise.all(Array.from({ length: count }, freePort));
  const nginx = await startNginx(ports);
  const environment = {
    ...process.env,
    NODE_ENV: "production" as const,
    CALOT_HOME: home,
    DATABASE_URL: bouncer.through(appUrl()),
    DATABASE_POOLER: "transaction",
    NEXTAUTH_SECRET: "a secret for tests that is long enough",
    NEXTAUTH_URL: nginx.url,
    TRUSTED_PROXIES: "1",
    HOST: "127.0.0.1",
    LOG_LEVEL: "fatal",
  };
  const program = async (
    command: string,
    health: string,
    settings: Readonly<Record<string, string>>,
  ): Promise<Program> => {
    const metricsPort = await freePort();
    let child: ChildProcess | null = null;
    return {
      kill: () => ended(child, "SIGKILL"),
      stop: () => ended(child, "SIGTERM"),
      async start(folder = process.cwd()) {
        const started = spawn(process.execPath, [BUILT_CALOT, command], {
          cwd: folder,
          stdio: ["ignore", "ignore", "inherit"],
          env: { ...environment, ...settings, METRICS_PORT: String(metricsPort) },
        });
        child = started;
        await answering(health, started);
      },
      metrics: async () => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text(),
    };
  };
  const webs = await Promise.all(
    ports.map((port) =>
      program("serve", `http://127.0.0.1:${port}/api/health`, { PORT: String(port), CHORES: "off" }),
    ),
  );
  const workPort = await freePort();
  const worker = await program("work", `http://127.0.0.1:${workPort}/api/health/ready`, {
    WORK_PORT: String(workPort),
  });
  const stop = async (): Promise<void> => {
    await Promise.all([...webs, worker].map((each) => each.kill()));
    await nginx.stop();
    await bouncer.stop();
    await postgres.stop();
    await rm(home, { recursive: true, force: true });
  };
  try {
    for (const each of [...webs, worker]) await each.start();
  } catch (cause) {
    await stop();
    throw cause;
  }
  return {
    ...{ nginx, bouncer, webs, worker, ownerUrl, withDatabase, stop },
    async failOver() {
      await bouncer.pointTo(await postgres.failOver());
    },
  };
}
