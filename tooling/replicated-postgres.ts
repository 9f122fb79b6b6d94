import { execFile } from "node:child_process";
import { chmod, cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { Connection } from "@/lib/db/connection";
import { type Cluster, startCluster } from "@/lib/db/embedded/cluster";
import { freePort } from "./free-port";
import { signal, withChildren } from "./process-family";

/** A Postgres with a standby that has everything which was said to be stored. */
export type ReplicatedPostgres = {
  /** The one that may be written to, now. */
  readonly current: Cluster;
  /** Makes the standby, a copy of what there is until then. */
  addStandby(): Promise<void>;
  /** Ends every process of the one and puts the standby in its place. @returns its port */
  failOver(): Promise<number>;
  stop(): Promise<void>;
};

/** So many statements wait for the standby at once; each is said to be stored when it has it. */
const SETTINGS = { max_connections: "200", wal_keep_size: "1GB", max_wal_senders: "4" };
const STANDBY = "standby";
const WITHIN_MS = 60_000;

/** By the programs that the demo's Postgres brings: without pg_basebackup, which is not among them. */
export async function startReplicatedPostgres(): Promise<ReplicatedPostgres> {
  const home = await mkdtemp(path.join(tmpdir(), "calot-replicated-"));
  // Postgres runs as another user where this process is root.
  await chmod(home, 0o755);
  const [one, two] = ["one", "two"].map((name) => path.join(home, name)) as [string, string];
  const primary = await startCluster(one, { settings: SETTINGS });
  let standby: Cluster | null = null;
  let current = primary;

  return {
    get current() {
      return current;
    },
    async addStandby() {
      await copy(primary, one, two);
      const from = new URL(primary.url("postgres"));
      const conninfo = `host=${from.hostname} port=${from.port} user=${from.username} password=${from.password} application_name=${STANDBY}`;
      standby = await startCluster(two, { settings: { ...SETTINGS, primary_conninfo: conninfo } });
      await on(primary, async (client) => {
        await client.query(`ALTER SYSTEM SET synchronous_standby_names = '${STANDBY}'`);
        await client.query("SELECT pg_reload_conf()");
        await until(async () => {
          const { rowCount } = await client.query(
            "SELECT FROM pg_stat_replication WHERE sync_state = 'sync' AND state = 'streaming'",
          );
          return rowCount === 1;
        });
      });
    },
    async failOver() {
      if (!standby) throw new Error("There is no standby.");
      const pid = Number(
        (await readFile(path.join(one, "postgres", "postmaster.pid"), "utf8")).split("\n")[0],
      );
      for (const each of await withChildren(pid)) signal(each, "SIGKILL");
      await on(standby, async (client) => {
        await client.query("SELECT pg_promote()");
        // Copied from the one that is gone: nobody waits for a standby that there is not.
        await client.query("ALTER SYSTEM RESET synchronous_standby_names");
        await client.query("SELECT pg_reload_conf()");
      });
      current = standby;
      return Number(new URL(standby.url("postgres")).port);
    },
    async stop() {
      await standby?.stop();
      await primary.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** What pg_basebackup does: the files while it runs, and a label that says where the log has to be read from. */
async function copy(primary: Cluster, from: string, to: string): Promise<void> {
  await mkdir(to);
  const data = path.join(to, "postgres");
  await on(primary, async (client) => {
    await client.query("SELECT pg_backup_start('standby', true)");
    const left = new Set(["postmaster.pid", "postmaster.opts"]);
    await cp(path.join(from, "postgres"), data, {
      recursive: true,
      filter: (file) => !left.has(path.basename(file)) && path.basename(path.dirname(file)) !== "pg_wal",
    });
    const { rows } = await client.query<{ labelfile: string }>("SELECT labelfile FROM pg_backup_stop(false)");
    await writeFile(path.join(data, "backup_label"), rows[0]!.labelfile);
  });
  await writeFile(path.join(data, "standby.signal"), "");
  const note = JSON.parse(await readFile(path.join(from, "postgres.json"), "utf8"));
  await writeFile(path.join(to, "postgres.json"), JSON.stringify({ ...note, port: await freePort() }), {
    mode: 0o600,
  });
  const { uid, gid } = await stat(path.join(from, "postgres"));
  await promisify(execFile)("chown", ["-R", `${uid}:${gid}`, data]);
  await promisify(execFile)("chmod", ["-R", "u=rwX,go=", data]);
  await mkdir(path.join(data, "pg_wal"), { recursive: true });
  await promisify(execFile)("chown", [`${uid}:${gid}`, path.join(data, "pg_wal")]);
}

async function on(cluster: Cluster, work: (client: Connection) => Promise<void>): Promise<void> {
  const client = new Connection({ connectionString: cluster.url("postgres") });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + WITHIN_MS;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error("The standby did not follow.");
    await sleep(50);
  }
}
